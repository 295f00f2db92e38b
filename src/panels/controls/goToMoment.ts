/** goToMoment goes to the next instant worth going to, or the one before, and says which it is. */
import { fetchMoments, type Session } from '../../store/index.ts';
import { announce } from '../../ui/index.ts';

// It comes with the story: fetched before somebody asks.
const moments = fetchMoments();

export async function goToMoment(session: Session, direction: 1 | -1): Promise<void> {
  const { goToMoment } = await moments;
  const moment = session.visit((timeline) => goToMoment(timeline, direction));
  if (moment !== null) announce(`${(moment.atUs / 1e6).toFixed(2)} s: ${moment.title}.`);
  else
    announce(direction === 1 ? 'No further moment before the end.' : 'No moment before this one.');
}
