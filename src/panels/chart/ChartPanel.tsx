/**
 * ChartPanel is the run over time, on the axis that is also the scrubber. The flags of all that was
 * done to the system stand on it and can be dragged.
 */
import { ChartScatter, ListOrdered, ZoomIn, ZoomOut } from 'lucide-react';
import { ORDERS } from '../../playback/index.ts';
import {
  type ChartKind,
  type Session,
  type TimeWindow,
  useAtPlayhead,
  useSession,
  useSessionActions,
  useWorkspace,
} from '../../store/index.ts';
import { IconButton } from '../../ui/index.ts';
import { compareWithGhost } from '../compare/compareWith.ts';
import { ChartData } from './ChartData.ts';
import { chartsFor, chartTitle } from './chartChoices.ts';
import { flagEvents } from './flagEvents.ts';
import { HistoryButtons } from './HistoryButtons.tsx';
import { QueueChoice } from './QueueChoice.tsx';
import './ChartPanel.css';
import { TheoryNote } from './TheoryNote.tsx';
import { type ChartSource, useTimeChart } from './useTimeChart.ts';

export function ChartPanel() {
  const session = useSessionActions();
  const workspace = useWorkspace();
  const host = useTimeChart(session, sourceOf);
  const { zoomed } = useSession(({ zoomed }) => ({ zoomed }));
  const hasGhost = useAtPlayhead((timeline) => timeline.ghosts.length > 0);
  return (
    <section className="chart-panel" aria-label="The run over time">
      <div className="chart-panel-tools">
        <QueueChoice />
        <ChartChoice />
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
          <HistoryButtons />
          <IconButton
            variant="quiet"
            icon={<ZoomIn />}
            label="Look at half as much time. Shift and drag over the chart takes a stretch of it"
            onClick={() => session.set({ zoomed: halfAround(session) })}
          />
          <IconButton
            variant="quiet"
            icon={<ZoomOut />}
            label="Look at the whole run"
            disabled={zoomed === null}
            onClick={() => session.set({ zoomed: null })}
          />
        </span>
        {hasGhost && (
          <span className="chart-panel-ghost">
            ghost:{' '}
            {workspace !== null && (
              <button
                type="button"
                className="chart-panel-link"
                aria-label="compare with the ghost"
                onClick={() => void compareWithGhost(workspace)}
              >
                compare
              </button>
            )}{' '}
            <button
              type="button"
              className="chart-panel-link"
              aria-label="clear the ghost"
              onClick={() => session.clearGhosts()}
            >
              clear
            </button>
          </span>
        )}
      </div>
      <div ref={host} className="chart-panel-host" />
      <TheoryNote />
    </section>
  );
}

/** Which chart: those that the queue in focus has. */
function ChartChoice() {
  const session = useSessionActions();
  const { chart, queue } = useSession(({ chart, queue }) => ({ chart, queue }));
  const choices = useAtPlayhead(({ world }) => {
    const subject = queue < 0 ? ORDERS : queue;
    return chartsFor(world, subject).map((kind) => ({
      kind,
      title: chartTitle(world, subject, kind),
    }));
  });
  const isThere = choices.some(({ kind }) => kind === chart);
  return (
    <select
      className="chart-panel-queue"
      aria-label="Chart"
      value={isThere ? chart : 'depth'}
      onChange={(event) => session.set({ chart: event.target.value as ChartKind })}
    >
      {choices.map(({ kind, title }) => (
        <option key={kind} value={kind}>
          {title}
        </option>
      ))}
    </select>
  );
}

/** A stretch of the axis narrower than this has nothing to show. */
const LEAST_US = 2_000;

/** Half of the window that is looked at, around the playhead as far as the axis goes. */
function halfAround({ timeline, store }: Session): TimeWindow {
  const { fromUs, toUs } = store.getState().zoomed ?? { fromUs: 0, toUs: timeline.endUs };
  const spanUs = Math.max(LEAST_US, Math.round((toUs - fromUs) / 2));
  return windowAround(timeline.nowUs, spanUs, timeline.endUs);
}

function windowAround(nowUs: number, spanUs: number, endUs: number): TimeWindow {
  const fromUs = Math.max(0, Math.min(Math.round(nowUs - spanUs / 2), endUs - spanUs));
  return { fromUs, toUs: fromUs + spanUs };
}

/** A playhead that leaves the window takes the window with it. */
function keepInSight(session: Session): void {
  const { timeline, store } = session;
  const { zoomed } = store.getState();
  if (zoomed === null) return;
  const { nowUs, endUs } = timeline;
  if (nowUs >= zoomed.fromUs && nowUs <= zoomed.toUs) return;
  const spanUs = Math.min(endUs, zoomed.toUs - zoomed.fromUs);
  // Going on, what comes is of more interest than what was.
  const around = nowUs > zoomed.toUs ? nowUs + spanUs * 0.35 : nowUs;
  session.set({ zoomed: windowAround(around, spanUs, endUs) });
}

function sourceOf(session: Session): ChartSource {
  const data = new ChartData();
  return {
    events: flagEvents(session),
    read: () => {
      keepInSight(session);
      return data.read(session);
    },
    listen: (draw) => {
      const stopFrames = session.onFrame(draw);
      const stopStore = session.store.subscribe(draw);
      return () => {
        stopFrames();
        stopStore();
      };
    },
  };
}
