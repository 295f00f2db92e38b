/** ComparedChart is all runs of a comparison over time: one axis, one playhead, and where they part. */
import { Redo2, Undo2 } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { createTimeChart } from '../../charts/index.ts';
import {
  type SessionState,
  useComparisonActions,
  useSession,
  useSessionActions,
  type WorldComparison,
} from '../../store/index.ts';
import { IconButton, SegmentedControl } from '../../ui/index.ts';
import { QueueChoice } from '../chart/QueueChoice.tsx';
import '../chart/ChartPanel.css';
import { ComparedData } from './ComparedData.ts';
import { comparedFlags } from './comparedFlags.ts';

const selectNeeds = ({ chart, canUndo, canRedo }: SessionState) => ({ chart, canUndo, canRedo });

export function ComparedChart() {
  const session = useSessionActions();
  const comparison = useComparisonActions();
  const host = useComparedChart(comparison);
  const { chart, canUndo, canRedo } = useSession(selectNeeds);
  return (
    <section className="chart-panel" aria-label="The runs over time">
      <div className="chart-panel-tools">
        <QueueChoice />
        <SegmentedControl
          label="Chart"
          segments={[
            { value: 'depth', label: 'Waiting' },
            { value: 'throughput', label: 'Throughput' },
          ]}
          value={chart}
          onChange={(value) => session.set({ chart: value })}
        />
        <span className="chart-panel-history">
          <IconButton
            variant="quiet"
            icon={<Undo2 />}
            label="Undo the last change"
            disabled={!canUndo}
            onClick={() => session.undo()}
          />
          <IconButton
            variant="quiet"
            icon={<Redo2 />}
            label="Redo the change"
            disabled={!canRedo}
            onClick={() => session.redo()}
          />
        </span>
      </div>
      <div ref={host} className="chart-panel-host" />
    </section>
  );
}

/** The chart lives as long as its element and is drawn each frame; React renders it once. */
function useComparedChart(comparison: WorldComparison) {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (host.current === null) return;
    const chart = createTimeChart(host.current, comparedFlags(comparison));
    const data = new ComparedData();
    let isDue = false;
    let isOver = false;
    // All worlds tell of the same frame: it is drawn once.
    const draw = (): void => {
      if (isDue) return;
      isDue = true;
      queueMicrotask(() => {
        isDue = false;
        if (!isOver) chart.draw(data.read(comparison));
      });
    };
    const stops = comparison.sessions.flatMap((session) => [
      session.onFrame(draw),
      session.store.subscribe(draw),
    ]);
    draw();
    return () => {
      isOver = true;
      for (const stop of stops) stop();
      chart.destroy();
    };
  }, [comparison]);
  return host;
}
