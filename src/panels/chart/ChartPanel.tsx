/**
 * ChartPanel is the run over time, on the axis that is also the scrubber. The flags of all that was
 * done to the system stand on it and can be dragged.
 */
import { ChartScatter, ListOrdered, Redo2, Undo2 } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { createTimeChart, type TimeChart } from '../../charts/index.ts';
import {
  type Session,
  type SessionState,
  useAtPlayhead,
  useSession,
  useSessionActions,
  useWorkspace,
} from '../../store/index.ts';
import { IconButton, SegmentedControl } from '../../ui/index.ts';
import { compareWithGhost } from '../compare/compareWith.ts';
import { ChartData } from './ChartData.ts';
import { flagEvents } from './flagEvents.ts';
import { QueueChoice } from './QueueChoice.tsx';
import './ChartPanel.css';

const selectNeeds = ({ chart, queue, canUndo, canRedo }: SessionState) => ({
  chart,
  queue,
  canUndo,
  canRedo,
});

export function ChartPanel() {
  const session = useSessionActions();
  const workspace = useWorkspace();
  const host = useChart(session);
  const { chart, queue, canUndo, canRedo } = useSession(selectNeeds);
  const isGroup = useAtPlayhead(({ world }) => world.logs.isGroup(queue));
  const hasGhost = useAtPlayhead((timeline) => timeline.ghosts.length > 0);
  return (
    <section className="chart-panel" aria-label="The run over time">
      <div className="chart-panel-tools">
        <QueueChoice />
        <SegmentedControl
          label="Chart"
          segments={[
            { value: 'depth', label: queue < 0 ? 'Orders' : isGroup ? 'Lag' : 'Depth' },
            { value: 'throughput', label: 'Throughput' },
          ]}
          value={chart}
          onChange={(value) => session.set({ chart: value })}
        />
        <span className="chart-panel-history">
          <IconButton
            variant="quiet"
            icon={<ListOrdered />}
            label="This run: acts, moments, futures given up"
            aria-haspopup="dialog"
            onClick={() => session.set({ dialog: 'run' })}
          />
          <IconButton
            variant="quiet"
            icon={<ChartScatter />}
            label="Many runs: a knob against an outcome"
            aria-haspopup="dialog"
            onClick={() => session.set({ dialog: 'sweep' })}
          />
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
          {hasGhost && (
            <>
              {workspace !== null && (
                <button
                  type="button"
                  className="chart-panel-link"
                  onClick={() => void compareWithGhost(workspace)}
                >
                  compare with the ghost
                </button>
              )}
              <button
                type="button"
                className="chart-panel-link"
                onClick={() => session.clearGhosts()}
              >
                clear the ghost
              </button>
            </>
          )}
        </span>
      </div>
      <div ref={host} className="chart-panel-host" />
    </section>
  );
}

/** The chart lives as long as its element and is drawn each frame; React renders it once. */
function useChart(session: Session) {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (host.current === null) return;
    const chart: TimeChart = createTimeChart(host.current, flagEvents(session));
    const data = new ChartData();
    const draw = (): void => chart.draw(data.read(session));
    const stopFrames = session.onFrame(draw);
    const stopStore = session.store.subscribe(draw);
    draw();
    return () => {
      stopFrames();
      stopStore();
      chart.destroy();
    };
  }, [session]);
  return host;
}
