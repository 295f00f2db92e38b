/** ComparedBooks are the equations of all worlds, one below the other, with the same parts in each. */
import { letterOf } from '../../scenarios/index.ts';
import {
  SessionProvider,
  useAcrossWorlds,
  useComparisonActions,
  type WorldComparison,
} from '../../store/index.ts';
import { ConservationPanel } from '../conservation/ConservationPanel.tsx';
import { ledgerOf } from '../conservation/ledgerOf.ts';
import './ComparedBooks.css';

export function ComparedBooks() {
  const { sessions } = useComparisonActions();
  const shows = useAcrossWorlds(partsInAny);
  return (
    <div className="compared-books">
      {sessions.map((session, world) => (
        <SessionProvider key={letterOf(world)} session={session}>
          <ConservationPanel letter={letterOf(world)} shows={shows} />
        </SessionProvider>
      ))}
    </div>
  );
}

/** What is somewhere now, in any world; and what everybody asks for first. */
function partsInAny({ sessions }: WorldComparison): string[] {
  const there = sessions.flatMap(({ timeline, store }) =>
    ledgerOf(timeline.world, store.getState().queue).parts.flatMap(({ id, count }) =>
      count > 0 ? [id] : [],
    ),
  );
  return [...new Set(['done', 'ready', 'lost', ...there])].sort();
}
