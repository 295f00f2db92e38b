/** comparedFlags is what happens when somebody takes hold of the chart of a comparison. */
import type { TimeChartEvents } from '../../charts/index.ts';
import type { WorldComparison } from '../../store/index.ts';
import { flagEvents } from '../chart/flagEvents.ts';
import { actOfFlag } from './ComparedData.ts';

/** A flag belongs to one world, and its session reaches all that have the same act. */
export function comparedFlags(comparison: WorldComparison): TimeChartEvents {
  const events = comparison.sessions.map(flagEvents);
  const of = (flag: string, then: (events: TimeChartEvents, id: string) => void): void => {
    const act = actOfFlag(flag);
    const own = events[act?.world ?? -1];
    if (act !== null && own !== undefined) then(own, act.id);
  };
  return {
    seek: (atUs) => comparison.inHand.seek(atUs),
    zoom: (window) => comparison.inHand.set({ zoomed: window }),
    hover: (atUs) => comparison.inHand.set({ hoveredUs: atUs }),
    selectFlag: (flag) => {
      if (actOfFlag(flag) === null) goToFound(comparison, flag);
      else of(flag, (own, id) => own.selectFlag(id));
    },
    dragFlag: (flag, atUs) => of(flag, (own, id) => own.dragFlag(id, atUs)),
    dropFlag: (flag, atUs) => of(flag, (own, id) => own.dropFlag(id, atUs)),
    deleteFlag: (flag) => of(flag, (own, id) => own.deleteFlag(id)),
  };
}

function goToFound(comparison: WorldComparison, flag: string): void {
  const found = flag === 'found fate' ? comparison.otherFate() : comparison.parting();
  if (found === null) return;
  comparison.inHand.pause();
  comparison.inHand.seek(found.atUs);
}
