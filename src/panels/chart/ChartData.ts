/** ChartData turns the session's run into what the time chart draws. */
import type { TimeChartData } from '../../charts/index.ts';
import { ORDERS } from '../../playback/index.ts';
import { actLabel, type ChartKind, type Session } from '../../store/index.ts';
import { type Curves, depthOver, lagOver, ordersOver } from './backlogCurves.ts';
import { CountCurves } from './CountCurves.ts';
import { chartsFor } from './chartChoices.ts';
import { LatencyCurves } from './LatencyCurves.ts';
import { TheoryCurves } from './TheoryCurves.ts';
import { UseCurves } from './UseCurves.ts';

export class ChartData {
  private readonly counts = new CountCurves();
  private readonly latency = new LatencyCurves();
  private readonly use = new UseCurves();
  private readonly theory = new TheoryCurves();

  read(session: Session): TimeChartData {
    const { timeline } = session;
    const { queue, chart, hoveredUs, zoomed } = session.store.getState();
    // Without a queue the chart is about the orders that somebody waits for.
    const subject = queue < 0 ? ORDERS : queue;
    const isThere = chartsFor(timeline.world, subject).includes(chart);
    const axis = zoomed ?? { fromUs: 0, toUs: timeline.endUs };
    const curves = this.curvesOf(session, subject, isThere ? chart : 'depth', axis);
    return {
      ...axis,
      playheadUs: timeline.nowUs,
      horizonUs: timeline.horizonUs,
      hoverUs: hoveredUs,
      flags: flagsOf(session),
      ...curves,
      ghosts: [...curves.ghosts, ...this.theory.read(timeline, subject, chart)],
    };
  }

  private curvesOf(
    session: Session,
    subject: number,
    chart: ChartKind,
    axis: { readonly fromUs: number; readonly toUs: number },
  ): Curves {
    const { timeline } = session;
    switch (chart) {
      case 'depth':
        if (subject === ORDERS) return ordersOver(session);
        return timeline.world.logs.isGroup(subject)
          ? lagOver(session, subject)
          : depthOver(session, subject);
      case 'latency':
        return this.latency.read(timeline, subject, axis);
      case 'consumers':
        return this.use.strips(timeline, subject, axis);
      case 'utilisation':
        return this.use.utilisation(timeline, subject);
      default:
        return this.counts.read(timeline, subject, chart);
    }
  }
}

function flagsOf({ timeline, store }: Session): TimeChartData['flags'] {
  const { flag } = store.getState();
  const { scenario, acts, leftOut } = timeline;
  const script = scenario.faults
    .map((act, i) => ({ id: `script-${i}`, act, origin: 'script' as const }))
    .filter((_, i) => !leftOut.includes(i));
  const person = acts.map(({ id, act }) => ({ id, act, origin: 'person' as const }));
  return [...script, ...person].map(({ id, act, origin }) => ({
    id,
    atUs: act.atUs,
    untilUs: 'lengthUs' in act ? act.atUs + act.lengthUs : undefined,
    label: actLabel(scenario, act),
    origin,
    selected: flag === id,
  }));
}
