/**
 * AudienceMode is the window that a class sees: a screen without a control on it, and the keys of whoever
 * stands in front. What is shown when is for the presentation to say; here it is drawn and kept.
 */
import { useCallback, useEffect, useRef, useState } from 'react';
import { handsOf, lessonOf } from '../../lessons/course/index.ts';
import {
  isResultOut,
  Presentation,
  type PresentCommand,
  type PresentLink,
  useChecks,
  writeLessonLink,
  writeNotesLink,
} from '../../lessons/index.ts';
import { copyLink } from '../../panels/index.ts';
import { useFrames } from '../../panels/lesson/index.ts';
import {
  AudienceBar,
  AudienceScreen,
  HandsForm,
  PenLayer,
  PointerLight,
  usePointer,
  useTalk,
} from '../../panels/present/index.ts';
import { useSessionActions } from '../../store/index.ts';
import { type KeyBinding, useKeyBindings } from '../../ui/index.ts';
import { KeysOfLesson } from '../lesson/KeysOfLesson.tsx';
import { commandKeys } from './commandKeys.ts';
import { useAudienceWindow } from './useAudienceWindow.ts';
import './AudienceMode.css';

export function AudienceMode({ link }: { link: PresentLink }) {
  const [talk] = useState(() => presentationOf(link));
  useTalk(talk);
  useFrames(talk);
  useAudienceWindow(talk);
  const { lesson, shown, isHeld, isBlank } = talk;
  const { tally, spotlight, theme, beats } = talk.context;
  const screen = useSessionActions();
  useEffect(() => screen.set({ theme, isPresenting: true }), [screen, theme]);
  useEffect(() => {
    document.title = `${lesson.id.toUpperCase()} ${lesson.title} – Queuescope`;
  }, [lesson]);
  const step = beats[shown.beat]?.step;
  const counts = useChecks(lesson, step !== undefined && isResultOut(step));
  const isIdle = usePointer() === 'still';
  const [isLit, light] = useState(false);
  const [areHandsAsked, askHands] = useState(false);
  const [areKeysShown, showKeys] = useState(false);
  const [cleared, clear] = useState(0);
  const field = useRef<HTMLInputElement>(null);
  const bet = handsOf(lesson);

  const send = (command: PresentCommand): void => talk.do(command);
  // The next key for another world then leads to the second.
  const showFirst = useCallback(() => {
    if (talk.inHand.world === null) talk.do({ type: 'WORLD' });
  }, [talk]);
  const leave = (): void => {
    const { scene, stage } = talk.link;
    const hash = { id: lesson.id, beat: scene.beat, atUs: stage?.atUs ?? null, path: null };
    location.hash = writeLessonLink(hash);
  };
  const openNotes = (): void => {
    const name = `queuescope.notes.${lesson.id}`;
    window.open(`#${writeNotesLink(lesson.id)}`, name, 'popup,width=1280,height=800');
  };
  const clearOrLeave = (): void => {
    const isClear = !isLit && !areHandsAsked && !isBlank && spotlight === 'all';
    if (isClear) {
      leave();
      return;
    }
    light(false);
    askHands(false);
    clear((count) => count + 1);
    talk.do({ type: 'CLEAR' });
  };
  const toHands = (): void => {
    askHands(true);
    // It is there already when the key is pressed twice.
    field.current?.focus();
  };
  useEffect(() => {
    if (areHandsAsked) field.current?.focus();
  }, [areHandsAsked]);

  const keys: KeyBinding[] = [
    ...commandKeys(lesson, send),
    ...(bet === null
      ? []
      : [{ keys: ['h'], caps: ['H'], does: 'Hands: one count for each option', run: toHands }]),
    {
      keys: ['0'],
      caps: ['0'],
      does: 'A light around the pointer',
      run: () => light((is) => !is),
    },
    { keys: ['s'], caps: ['S'], does: 'The notes, in a window beside it', run: openNotes },
    { keys: ['f'], caps: ['F'], does: 'Full screen', run: toggleFullScreen },
    {
      keys: ['l'],
      caps: ['L'],
      does: 'Copy the link',
      run: () => void copyLink('this presentation, as it stands'),
    },
    { keys: ['p'], caps: ['P'], does: 'Back to the lesson', run: leave },
    {
      keys: ['Escape'],
      caps: ['Esc'],
      does: 'The whole picture again; then back to the lesson',
      run: clearOrLeave,
    },
    { keys: ['Shift+?', '?'], caps: ['?'], does: 'This list', run: () => showKeys(true) },
  ];
  useKeyBindings(keys);

  return (
    <div className="audience-window" data-idle={isIdle} data-blank={isBlank}>
      <main inert={isBlank}>
        <h1 className="ui-visually-hidden">
          {lesson.title}, beat {shown.beat + 1} of {beats.length}
        </h1>
        <AudienceScreen
          worlds={talk.live}
          scene={shown}
          isHeld={isHeld}
          tally={tally}
          spotlight={spotlight}
          counts={counts}
          onGo={(beat) => send({ type: 'GO', beat })}
          onCrowded={showFirst}
        />
        <PenLayer picture={`${pictureOf(talk)} ${cleared}`} />
        {isLit && <PointerLight />}
      </main>
      <div className="audience-blank" role="status">
        {isBlank && <span className="ui-visually-hidden">The screen is blank.</span>}
      </div>
      <footer>
        {areHandsAsked && bet !== null && (
          // biome-ignore lint/a11y/noStaticElementInteractions: Escape leaves the field, as everywhere
          <div
            className="audience-hands"
            onKeyDown={(event) => {
              if (event.key === 'Escape') askHands(false);
            }}
          >
            <HandsForm
              bet={bet}
              tally={tally}
              field={field}
              onCount={(counts) => {
                send({ type: 'TALLY', counts });
                askHands(false);
              }}
            />
          </div>
        )}
        <AudienceBar
          talk={talk}
          onDo={send}
          onHands={bet === null ? null : toHands}
          onNotes={openNotes}
          onFullScreen={toggleFullScreen}
          onKeys={() => showKeys(true)}
          onLeave={leave}
        />
      </footer>
      <KeysOfLesson
        isOpen={areKeysShown}
        keys={[...keys, { caps: ['⇧', 'drag'], keys: [], does: 'A pen', run: () => undefined }]}
        onClose={() => showKeys(false)}
      />
    </div>
  );
}

function presentationOf(link: PresentLink): Presentation {
  return new Presentation(lessonOf(link.id), link, {
    wallMs: () => performance.now(),
    epochMs: () => Date.now(),
    isStill: () => matchMedia('(prefers-reduced-motion: reduce)').matches,
  });
}

/** What was drawn by hand is about this picture: it goes when that goes on. */
function pictureOf({ shown, isHeld, live }: Presentation): string {
  return `${shown.beat} ${shown.isAnswered} ${isHeld} ${live.isPlaying}`;
}

function toggleFullScreen(): void {
  // Where a browser does not allow it, everything else works as well.
  if (document.fullscreenElement === null) {
    document.documentElement.requestFullscreen().catch(() => undefined);
  } else void document.exitFullscreen();
}
