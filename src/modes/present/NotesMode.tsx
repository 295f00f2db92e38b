/**
 * NotesMode is the window of the one in front: what to say and ask, the screen of the class in small, and
 * what comes next. It holds nothing: whatever it shows is read from the window of the class.
 */

import { CircleHelp } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { handsOf, type Lesson, scenarioOfWorld } from '../../lessons/course/index.ts';
import {
  type Beat,
  beatBeginsAt,
  beatsOf,
  type PresentLink,
  runEndsAt,
  type Scene,
  type StageState,
  standardStage,
  useChecks,
} from '../../lessons/index.ts';
import { ThemeButton } from '../../panels/index.ts';
import { BeatDots } from '../../panels/lesson/index.ts';
import {
  HandsForm,
  Miniature,
  NotesControls,
  ScriptPanel,
  TalkClock,
} from '../../panels/present/index.ts';
import { useSessionActions } from '../../store/index.ts';
import { Button, IconButton, type KeyBinding, useCap, useKeyBindings } from '../../ui/index.ts';
import { KeysOfLesson } from '../lesson/KeysOfLesson.tsx';
import { commandKeys } from './commandKeys.ts';
import { useNotesWindow } from './useNotesWindow.ts';
import './NotesMode.css';

export function NotesMode({ lesson }: { lesson: Lesson }) {
  const { link, isHere, isPlaying, problem, send, openAudience } = useNotesWindow(lesson);
  const blankCap = useCap('V');
  const [areKeysShown, showKeys] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const screen = useSessionActions();
  const beats = useMemo(() => beatsOf(lesson), [lesson]);
  const counts = useChecks(lesson, true);
  const bet = handsOf(lesson);
  const { scene, held, tally } = link;
  const stage = useMemo(() => stageOf(lesson, link, beats), [lesson, link, beats]);
  const next = useMemo(() => nextOf(lesson, link, beats), [lesson, link, beats]);
  useEffect(() => {
    screen.set({ isPresenting: false });
    document.title = `Notes: ${lesson.id.toUpperCase()} ${lesson.title} – Queuescope`;
  }, [screen, lesson]);
  const keys: KeyBinding[] = [
    ...commandKeys(lesson, send),
    ...(bet === null
      ? []
      : [
          {
            keys: ['h'],
            caps: ['H'],
            does: 'Hands: one count for each option',
            run: () => field.current?.focus(),
          },
        ]),
    {
      keys: ['Escape'],
      caps: ['Esc'],
      does: 'The whole picture for the class again',
      run: () => send({ type: 'CLEAR' }),
    },
    { keys: ['Shift+?', '?'], caps: ['?'], does: 'This list', run: () => showKeys(true) },
  ];
  useKeyBindings(keys);
  const picture = {
    lesson,
    counts,
    tally,
    spotlight: link.spotlight,
    theme: link.theme,
  };
  return (
    <div className="notes">
      <header className="header">
        <h1 className="header-name">Notes</h1>
        <span className="lesson-name">
          <strong>{lesson.id.slice(1)}</strong> <strong>{lesson.title}</strong>
        </span>
        <BeatDots
          titles={beats.map(({ title }) => title)}
          current={scene.beat}
          reachable={beats.length - 1}
          onGo={(beat) => send({ type: 'GO', beat })}
        />
        <span className="header-seed">seed {seedOf(lesson)}</span>
        <span className="header-rest">
          <TalkClock
            lesson={lesson}
            beats={beats}
            at={scene.beat}
            sinceMs={link.sinceMs}
            onRestart={() => send({ type: 'TIMER' })}
          />
          <ThemeButton />
          <IconButton
            icon={<CircleHelp />}
            label="Keys"
            keyHint="?"
            onClick={() => showKeys(true)}
          />
        </span>
      </header>
      <main className="notes-main">
        <div className="notes-left">
          {!isHere && (
            <p className="notes-state" role="status">
              The window of the class is not open.{' '}
              <Button variant="primary" onClick={openAudience}>
                Open it at this beat
              </Button>
            </p>
          )}
          {isHere && held !== null && (
            <p className="notes-state" role="status">
              The class sees “{beats[held.scene.beat]?.title}”, held. What you do now is made ready
              behind it; B shows it.
            </p>
          )}
          {isHere && link.isBlank && (
            <p className="notes-state" role="status">
              The screen of the class is blank; {blankCap} brings it back.
            </p>
          )}
          {problem !== null && (
            <p className="notes-state" role="alert">
              {problem}
            </p>
          )}
          <ScriptPanel lesson={lesson} beats={beats} at={scene.beat} />
        </div>
        <aside className="notes-side" aria-label="The screen of the class">
          <Miniature
            {...picture}
            title={seenTitle(isHere, held !== null)}
            scene={held?.scene ?? scene}
            stage={held?.stage ?? stage}
            isHeld={held !== null}
            isBlank={link.isBlank}
          />
          {held !== null ? (
            <Miniature
              {...picture}
              title={`Made ready: ${beats[scene.beat]?.title}`}
              scene={scene}
              stage={stage}
              isHeld={false}
              isBlank={false}
            />
          ) : (
            next !== null && (
              <Miniature
                {...picture}
                title={`Next: ${beats[next.scene.beat]?.title}`}
                scene={next.scene}
                stage={next.stage}
                isHeld={false}
                isBlank={false}
              />
            )
          )}
          {bet !== null && (
            <HandsForm
              bet={bet}
              tally={tally}
              field={field}
              onCount={(counts) => send({ type: 'TALLY', counts })}
            />
          )}
        </aside>
      </main>
      <footer className="notes-foot">
        <NotesControls lesson={lesson} link={link} isPlaying={isPlaying} onDo={send} />
      </footer>
      <KeysOfLesson isOpen={areKeysShown} keys={keys} onClose={() => showKeys(false)} />
    </div>
  );
}

/** The seed of all worlds on stage. */
function seedOf({ seed, worlds: [first] }: Lesson): number {
  return seed ?? scenarioOfWorld(first).seed;
}

/** The worlds in hand. */
function stageOf(
  lesson: Lesson,
  { stage, scene }: PresentLink,
  beats: readonly Beat[],
): StageState {
  return stage ?? standardStage(lesson, beats[scene.beat] as Beat);
}

/** The beat that comes next, where it leads with what has been done so far; null: there is none. */
function nextOf(
  lesson: Lesson,
  link: PresentLink,
  beats: readonly Beat[],
): { readonly scene: Scene; readonly stage: StageState } | null {
  const beat = link.scene.beat + 1;
  const next = beats[beat];
  if (next === undefined) return null;
  const stage = stageOf(lesson, link, beats);
  const run = next.step === 'run' ? lesson.beats[next.run] : undefined;
  const begun = beatBeginsAt(lesson, next);
  const leadsTo = next.step === 'run' ? runEndsAt(lesson, next.run) : null;
  // What is done by hand begins anew.
  const onwards = lesson.byHand === undefined ? Math.max(begun, stage.atUs) : begun;
  const world = lesson.worlds.findIndex(({ id }) => id === run?.world);
  return {
    scene: { beat, isAnswered: false, world: world < 0 ? null : world },
    stage: { ...stage, atUs: leadsTo ?? onwards },
  };
}

function seenTitle(isHere: boolean, isHeld: boolean): string {
  if (!isHere) return 'The class would see';
  return isHeld ? 'The class sees, held' : 'The class sees';
}
