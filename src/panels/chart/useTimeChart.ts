/**
 * useTimeChart gives a time chart the element of its ref. It lives as long as that and is drawn whenever
 * something changes; React renders it once.
 */
import { type RefObject, useEffect, useRef } from 'react';
import { createTimeChart, type TimeChartData, type TimeChartEvents } from '../../charts/index.ts';

export interface ChartSource {
  readonly events: TimeChartEvents;
  read(): TimeChartData;
  /** Calls `draw` at each change. Returns how to stop. */
  listen(draw: () => void): () => void;
}

/** `sourceOf` belongs outside of the component: another one would make another chart. */
export function useTimeChart<Subject>(
  subject: Subject,
  sourceOf: (subject: Subject) => ChartSource,
): RefObject<HTMLDivElement | null> {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (host.current === null) return;
    const { events, read, listen } = sourceOf(subject);
    const chart = createTimeChart(host.current, events);
    const draw = (): void => chart.draw(read());
    const stop = listen(draw);
    draw();
    return () => {
      stop();
      chart.destroy();
    };
  }, [subject, sourceOf]);
  return host;
}
