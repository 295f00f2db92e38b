/** ChartData turns the session's run into what the time chart draws. */
import type { TimeChartData } from '../../charts/index.ts';
import { ORDERS } from '../../playback/index.ts';
import { actLabel, type Session } from '../../store/index.ts';
import { RateCurve } from './curvesOf.ts';

export class ChartData {
  private readonly rateIn = new RateCurve();
  private readonly rateOut = new RateCurve();
  private readonly ghostRate = new RateCurve();

  read(session: Session): TimeChartData {
    const { timeline } = session;
    const { queue, chart } = session.store.getState();
    const frame = {
      fromUs: 0,
      toUs: timeline.endUs,
      playheadUs: timeline.nowUs,
      horizonUs: timeline.horizonUs,
      flags: flagsOf(session),
    };
    // Without a queue the chart is about the orders that somebody waits for.
    const subject = queue < 0 ? ORDERS : queue;
    const { samples } = timeline;
    const { timesUs, length } = samples;
    const { ready, unacked, offered, done } = samples.of(subject);
    const ghost = timeline.ghosts[0];
    if (chart === 'throughput') {
      return {
        ...frame,
        areas: [],
        lines: [
          { id: 'in', label: 'in', curve: this.rateIn.read(samples, offered), dash: '4 3' },
          { id: 'out', label: 'done', curve: this.rateOut.read(samples, done), state: 'done' },
        ],
        ghosts:
          ghost === undefined
            ? []
            : [
                {
                  id: 'ghost',
                  label: ghost.label,
                  curve: this.ghostRate.read(ghost.samples, ghost.samples.of(subject).done),
                },
              ],
        unit: 'per s',
      };
    }
    return {
      ...frame,
      areas:
        queue < 0
          ? []
          : [
              {
                id: 'unacked',
                label: 'unacked',
                state: 'unacked',
                curve: { timesUs, values: unacked, length },
              },
              {
                id: 'ready',
                label: 'ready',
                state: 'ready',
                curve: { timesUs, values: ready, length },
              },
            ],
      lines:
        queue < 0
          ? [
              { id: 'waiting', label: 'waiting', curve: { timesUs, values: ready, length } },
              {
                id: 'failed',
                label: 'failed so far',
                curve: { timesUs, values: unacked, length },
                dash: '4 3',
              },
            ]
          : [],
      ghosts:
        ghost === undefined
          ? []
          : [
              {
                id: 'ghost',
                label: ghost.label,
                curve: {
                  timesUs: ghost.samples.timesUs,
                  values: ghost.samples.of(subject).ready,
                  length: ghost.samples.length,
                },
              },
            ],
      unit: queue < 0 ? 'orders' : 'messages',
    };
  }
}

function flagsOf({ timeline, store }: Session): TimeChartData['flags'] {
  const { flag } = store.getState();
  const script = timeline.scenario.faults.map((act, i) => ({
    id: `script-${i}`,
    act,
    origin: 'script' as const,
  }));
  const person = timeline.acts.map(({ id, act }) => ({ id, act, origin: 'person' as const }));
  return [...script, ...person].map(({ id, act, origin }) => ({
    id,
    atUs: act.atUs,
    untilUs: 'lengthUs' in act ? act.atUs + act.lengthUs : undefined,
    label: actLabel(timeline.scenario, act),
    origin,
    selected: flag === id,
  }));
}
