/** RunPanel stands beside a run: what to look for in this beat, and what has just happened in each world. */
import { narrate, type Sentence } from '../../explain/index.ts';
import type { RunBeat } from '../../lessons/course/index.ts';
import type { LessonWorlds, Slot } from '../../lessons/index.ts';
import { SessionProvider } from '../../store/index.ts';
import { SentenceText } from '../index.ts';
import { Told } from './Told.tsx';
import { useWorlds } from './useWorlds.ts';
import { WithKeys } from './WithKeys.tsx';

/** Sentences for each world. */
const SENTENCES = 2;

export function RunPanel({ worlds, beat }: { worlds: LessonWorlds; beat: RunBeat }) {
  return (
    <section className="lesson-step" aria-label="The run">
      <h2 className="lesson-heading">{beat.title}</h2>
      <Told>
        <WithKeys lesson={worlds.lesson}>{beat.watch}</WithKeys>
      </Told>
      <div className="lesson-news">
        {worlds.slots.map((slot) => (
          <WorldNews key={slot.id} worlds={worlds} slot={slot} />
        ))}
      </div>
    </section>
  );
}

function WorldNews({ worlds, slot }: { worlds: LessonWorlds; slot: Slot }) {
  const { session, letter } = slot;
  const sentences = useWorlds(worlds, (): Sentence[] => {
    const { world } = session.timeline;
    return narrate(world, world.trace, { grain: 1, limit: SENTENCES });
  });
  if (sentences.length === 0) return null;
  return (
    <SessionProvider session={session}>
      <div className="lesson-news-world">
        <span className="lesson-letter">{letter}</span>
        <ul>
          {sentences.toReversed().map((sentence) => (
            <li key={sentence.fact} className="told">
              <SentenceText sentence={sentence} />
            </li>
          ))}
        </ul>
      </div>
    </SessionProvider>
  );
}
