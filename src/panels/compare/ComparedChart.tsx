/** ComparedChart is all runs of a comparison over time: one axis, one playhead, and where they part. */
import {
  useComparisonActions,
  useSession,
  useSessionActions,
  type WorldComparison,
} from '../../store/index.ts';
import { SegmentedControl } from '../../ui/index.ts';
import { HistoryButtons } from '../chart/HistoryButtons.tsx';
import { QueueChoice } from '../chart/QueueChoice.tsx';
import { type ChartSource, useTimeChart } from '../chart/useTimeChart.ts';
import '../chart/ChartPanel.css';
import { ComparedData } from './ComparedData.ts';
import { comparedFlags } from './comparedFlags.ts';

export function ComparedChart() {
  const session = useSessionActions();
  const comparison = useComparisonActions();
  const host = useTimeChart(comparison, sourceOf);
  const { chart } = useSession(({ chart }) => ({ chart }));
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
          <HistoryButtons />
        </span>
      </div>
      <div ref={host} className="chart-panel-host" />
    </section>
  );
}

function sourceOf(comparison: WorldComparison): ChartSource {
  const data = new ComparedData();
  return {
    events: comparedFlags(comparison),
    read: () => data.read(comparison),
    listen: (draw) => {
      const drawOnce = atOnce(draw);
      const stops = comparison.sessions.flatMap((session) => [
        session.onFrame(drawOnce.ask),
        session.store.subscribe(drawOnce.ask),
      ]);
      return () => {
        drawOnce.end();
        for (const stop of stops) stop();
      };
    },
  };
}

/** All worlds tell of the same frame: it is drawn once, when all have told. */
function atOnce(draw: () => void) {
  let isDue = false;
  let isOver = false;
  return {
    ask: (): void => {
      if (isDue) return;
      isDue = true;
      queueMicrotask(() => {
        isDue = false;
        if (!isOver) draw();
      });
    },
    end: (): void => {
      isOver = true;
    },
  };
}
