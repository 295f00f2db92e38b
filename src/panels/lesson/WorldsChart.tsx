/** WorldsChart is all worlds over time on one axis, with one playhead through them. */
import { useEffect, useRef } from 'react';
import { createTimeChart } from '../../charts/index.ts';
import type { Staged } from '../../lessons/course/index.ts';
import type { LessonWorlds } from '../../lessons/index.ts';
import { worldCurves } from './worldCurves.ts';

export interface WorldsChartProps {
  readonly worlds: LessonWorlds<Staged>;
  /** Whether the time axis may be moved on: before the bet it would give it away. */
  readonly isOpen: boolean;
}

export function WorldsChart({ worlds, isOpen }: WorldsChartProps) {
  const host = useRef<HTMLDivElement>(null);
  const open = useRef(isOpen);
  open.current = isOpen;
  useEffect(() => {
    if (host.current === null) return;
    const chart = createTimeChart(host.current, {
      seek: (atUs) => {
        if (open.current || atUs <= worlds.opensAtUs) worlds.seek(atUs);
      },
      hover: () => undefined,
      zoom: () => undefined,
      selectFlag: () => undefined,
      dragFlag: () => undefined,
      dropFlag: () => undefined,
      deleteFlag: () => undefined,
    });
    const draw = (): void => chart.draw(worldCurves(worlds));
    const stopFrames = worlds.lead.onFrame(draw);
    const stopChanges = worlds.subscribe(draw);
    draw();
    return () => {
      stopFrames();
      stopChanges();
      chart.destroy();
    };
  }, [worlds]);
  return <section ref={host} className="lesson-chart" aria-label="The worlds over time" />;
}
