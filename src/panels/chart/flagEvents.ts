/** flagEvents is what happens when somebody takes hold of the time chart: the playhead, or a flag. */
import type { TimeChartEvents } from '../../charts/index.ts';
import type { Session } from '../../store/index.ts';

export function flagEvents(session: Session): TimeChartEvents {
  let dragged: string | null = null;
  const move = (id: string, atUs: number): void => {
    const placed = session.timeline.acts.find((candidate) => candidate.id === id);
    if (placed === undefined) return;
    if (dragged !== id) {
      dragged = id;
      session.beginDrag(id);
    }
    session.editAct(id, { ...placed.act, atUs: Math.round(atUs) }, true);
  };
  return {
    seek: (atUs) => session.seek(atUs),
    zoom: (window) => session.set({ zoomed: window }),
    hover: (atUs) => session.set({ hoveredUs: atUs }),
    selectFlag: (id) => session.set({ flag: id, selection: null }),
    dragFlag: move,
    dropFlag: (id, atUs) => {
      move(id, atUs);
      dragged = null;
    },
    deleteFlag: (id) => session.removeAct(id),
  };
}
