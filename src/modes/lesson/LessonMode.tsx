/**
 * LessonMode is a lesson on screen: the question above, the worlds below it, and beside them the step that
 * one is at. What is done when is for the lifecycle to say; here it is only shown.
 */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import {
  type BetAnswer,
  betVerdict,
  injections,
  type Lesson,
  lessonOf,
  nextOn,
  type RunBeat,
} from '../../lessons/course/index.ts';
import {
  beatsOf,
  type CourseLink,
  freshLink,
  isBeforeRun,
  isProven,
  isResultOut,
  type LessonContext,
  LessonWorlds,
  lastRunEndsAt,
  numbersNow,
  type ProgressStore,
  runBeginsAt,
  useChecks,
  useLesson,
  writeLessonLink,
  writeNotesLink,
  writePresentLink,
} from '../../lessons/index.ts';
import {
  AskPanel,
  BetPanel,
  betText,
  LessonControls,
  LinePanel,
  NumberPanel,
  ObservePanel,
  playTo,
  RecallPanel,
  ResultPanel,
  type Shown,
  TakeAlong,
  useFrames,
  WorldsChart,
  WorldsPicture,
  WorldsStage,
} from '../../panels/lesson/index.ts';
import { announce, type KeyBinding, useKeyBindings } from '../../ui/index.ts';
import { FramedHeader, HomeLink, type LessonFrame } from './FramedHeader.tsx';
import { KeysOfLesson } from './KeysOfLesson.tsx';
import { LessonHeader } from './LessonHeader.tsx';
import { inject, placeOrder, RunStep, useTrials } from './RunStep.tsx';
import './LessonMode.css';

export interface LessonModeProps {
  readonly lesson: Lesson;
  readonly link: CourseLink & { readonly kind: 'lesson' };
  readonly progress: ProgressStore;
  /** Where it stands in a frame of another page. */
  readonly frame?: LessonFrame;
}

const US_PER_S = 1_000_000;

export function LessonMode({ lesson, link, progress, frame }: LessonModeProps) {
  const isFramed = frame !== undefined;
  const { context, step, isAnswered, send } = useLesson(
    lesson,
    progress,
    link.beat,
    isFramed && isInRun(lesson, link.beat),
  );
  const worlds = useLessonWorlds(lesson, link, progress, context);
  const [shown, setShown] = useState<Shown>('all');
  const [areKeysShown, showKeys] = useState(false);
  const [isTaken, take] = useState(false);
  const draft = useRef<BetAnswer | null>(null);
  const onDraft = useCallback((answer: BetAnswer | null) => {
    draft.current = answer;
  }, []);

  const runBeat = context.beats[context.beat];
  const beat = step === 'run' ? lesson.beats[runBeat?.run ?? 0] : undefined;
  const isOpen = step !== 'recall' && (context.bet !== null || !context.needsBet);
  const isKnown = isResultOut(step);
  const checks = useChecks(lesson, isKnown);
  const { bet } = context;
  const verdict = useMemo(
    () => (bet === null || !isKnown ? null : betVerdict(lesson, bet)),
    [lesson, bet, isKnown],
  );

  useKeptStage(worlds, progress, context, isFramed ? null : link);

  /** Plays what the lesson has come to, when that is a beat of the run. */
  const enter = (next: LessonContext): void => {
    const at = next.beats[next.beat];
    if (at?.step !== 'run') {
      worlds.pause();
      if (at?.step === 'observe') keepCounts();
      return;
    }
    worlds.pause();
    worlds.seek(runBeginsAt(lesson, at.run));
    playBeat(worlds, lesson, at.run);
  };
  const keepCounts = (): void => {
    const isWhole =
      lesson.byHand === undefined
        ? worlds.isUntouched
        : worlds.slots.every(({ id }) => worlds.ordersIn(id).length === 5);
    const { counted } = progress.of(lesson.id);
    if (isWhole) progress.update(lesson.id, { counted: { ...counted, ...numbersNow(worlds) } });
  };
  const next = (): void => {
    if (step === 'run' && worlds.isPlaying && beat?.toS !== undefined) {
      // The key that goes on finishes first what is still moving.
      worlds.pause();
      worlds.seek(Math.round(beat.toS * US_PER_S));
      return;
    }
    if (step === 'bet' && context.bet === null) {
      if (draft.current === null) announce('Bet first: then it runs.');
      else enter(send({ type: 'LOCK', answer: draft.current }));
      return;
    }
    const before = context.beat;
    const after = send({ type: 'NEXT' });
    if (after.beat !== before) enter(after);
    else if (step === 'observe') announce('Say first what you saw.');
  };
  const back = (): void => {
    const after = send({ type: 'BACK' });
    const at = after.beats[after.beat];
    worlds.pause();
    if (at?.step === 'run') worlds.seek(runBeginsAt(lesson, at.run));
  };
  const go = (index: number): void => {
    const after = send({ type: 'GO', beat: index });
    const at = after.beats[after.beat];
    worlds.pause();
    if (at?.step === 'run') worlds.seek(runBeginsAt(lesson, at.run));
  };
  const toggle = (): void => {
    if (!isOpen) announce('Bet first: then it runs.');
    else if (worlds.isPlaying) worlds.pause();
    else playOn(worlds, beat?.toS);
  };
  /** The worlds as they were; what was examined goes with what was done. */
  const reset = (): void => {
    if (lesson.id === 'l16') progress.update(lesson.id, { trials: {} });
    worlds.startOver();
    if (beat !== undefined) worlds.setPace(beat.pace);
  };
  const again = (): void => {
    progress.forget(lesson.id);
    worlds.startOver();
    send({ type: 'RESTART' });
  };

  /** The same beat and worlds, before a class. */
  const present = (): void => {
    worlds.pause();
    location.hash = writePresentLink({
      ...freshLink(lesson.id),
      scene: { beat: context.beat, isAnswered, world: shown === 'all' ? null : shown },
      stage: isOpen ? worlds.state() : null,
    });
  };

  /** The keys of what is done by hand in this beat. */
  const handKeys = (): KeyBinding[] => {
    if (beat === undefined) return [];
    const { byHand } = lesson;
    const design = worlds.slots[shown === 'all' ? 0 : shown]?.id ?? 'a';
    return [
      ...(byHand === undefined
        ? []
        : [
            {
              keys: [byHand.order.key.toLowerCase()],
              caps: [byHand.order.key],
              does: byHand.order.label,
              run: () => placeOrder(worlds, beat),
            },
            {
              keys: [byHand.on.key.toLowerCase()],
              caps: [byHand.on.key],
              does: byHand.on.label,
              run: next,
            },
          ]),
      ...(lesson.id === 'l16'
        ? injections.map(({ id, key, label }) => ({
            keys: [key.toLowerCase()],
            caps: [key],
            does: label,
            run: () => inject(worlds, progress, design, id),
          }))
        : []),
    ];
  };

  const keys: KeyBinding[] = [
    { keys: ['Space'], caps: ['Space'], does: 'Play or pause', run: toggle },
    {
      keys: ['ArrowRight', 'PageDown', 'Enter'],
      caps: ['→', 'Enter'],
      does: 'Next beat; first it finishes what moves',
      run: next,
    },
    { keys: ['ArrowLeft', 'PageUp'], caps: ['←'], does: 'The beat before, exactly', run: back },
    {
      keys: ['Shift+ArrowRight'],
      caps: ['⇧', '→'],
      does: 'One event on',
      run: () => isOpen && worlds.step(1),
    },
    {
      keys: ['Shift+ArrowLeft'],
      caps: ['⇧', '←'],
      does: 'One event back',
      run: () => isOpen && worlds.step(-1),
    },
    { keys: ['Home'], caps: ['Home'], does: 'To the start', run: () => worlds.seek(0) },
    {
      keys: ['End'],
      caps: ['End'],
      does: 'To the decisive instant',
      run: () => worlds.seek(worlds.opensAtUs),
    },
    { keys: ['-'], caps: ['−'], does: 'Slower', run: () => worlds.setPace(worlds.pace - 1) },
    { keys: ['='], caps: ['='], does: 'Faster', run: () => worlds.setPace(worlds.pace + 1) },
    { keys: ['.', 'b'], caps: ['.', 'B'], does: 'Freeze', run: () => worlds.pause() },
    {
      keys: ['a'],
      caps: ['A'],
      does: 'One world alone, or all',
      run: () => setShown(afterThis(shown, worlds.slots.length)),
    },
    {
      keys: ['r'],
      caps: ['R'],
      does: 'The worlds as they were',
      run: () => isOpen && reset(),
    },
    ...(isFramed
      ? []
      : [
          {
            keys: ['g', '/'],
            caps: ['G'],
            does: 'Another lesson',
            run: () => {
              location.hash = '#course';
            },
          },
          { keys: ['p'], caps: ['P'], does: 'Present it to a class', run: present },
          {
            keys: ['s'],
            caps: ['S'],
            does: 'The notes for whoever presents it',
            run: () => window.open(`#${writeNotesLink(lesson.id)}`, '_blank'),
          },
        ]),
    { keys: ['Shift+?', '?'], caps: ['?'], does: 'This list', run: () => showKeys(true) },
    ...controlKeys(worlds, isOpen),
    ...handKeys(),
  ];
  useKeyBindings(keys);
  useWorldOfBeat(beat, worlds, setShown);
  const trials = useTrials(worlds, progress);

  const nextLesson = nextOn(link.path, lesson.id);
  const head = {
    lesson,
    worlds,
    beats: context.beats,
    beat: context.beat,
    reachable: reachableOf(context),
    shown,
    onShow: setShown,
    onGo: go,
  };
  return (
    <div
      className="lesson"
      data-step={step}
      data-worlds={shown === 'all' ? worlds.slots.length : 1}
    >
      {frame === undefined && (
        <LessonHeader
          {...head}
          onPresent={present}
          onTake={() => take(true)}
          onKeys={() => showKeys(true)}
        />
      )}
      {frame?.ui === 'full' && <FramedHeader {...head} frame={frame} />}
      <section className="lesson-question" aria-label="The question">
        <h2>{lesson.question}</h2>
        {lesson.bet !== null && bet !== null && (
          <p className="lesson-bet">
            <span>your bet</span> <strong>{betText(lesson.bet, bet)}</strong>
          </p>
        )}
        {frame?.ui === 'min' && <HomeLink frame={frame} lesson={lesson} beat={context.beat} />}
      </section>
      <main className="lesson-main">
        <div className="lesson-left">
          <WorldsStage worlds={worlds} shown={shown} onCrowded={() => setShown(0)} />
          <div className="lesson-below">
            <WorldsChart worlds={worlds} isOpen={isOpen} />
          </div>
        </div>
        <div className="lesson-side">
          <div className="lesson-story">
            {step === 'recall' && lesson.opensWith !== undefined && (
              <RecallPanel
                from={lessonOf(lesson.opensWith)}
                answer={context.recalled}
                onAnswer={(option) => send({ type: 'RECALL', option })}
                onNext={next}
              />
            )}
            {step === 'bet' && lesson.bet !== null && (
              <BetPanel
                bet={lesson.bet}
                locked={bet}
                onDraft={onDraft}
                onLock={(answer) => enter(send({ type: 'LOCK', answer }))}
                onCheck={(answer) => {
                  const isRight = betVerdict(lesson, answer)?.isRight ?? false;
                  const after = send({ type: 'CHECK', answer, isRight });
                  announce(isRight ? 'So it is.' : 'Not quite. Watch what happens.');
                  enter(after);
                }}
              />
            )}
            {beat !== undefined && (
              <RunStep
                worlds={worlds}
                progress={progress}
                beat={beat}
                bet={bet}
                inHand={shown === 'all' ? 0 : shown}
                onTake={setShown}
                onNext={next}
              />
            )}
            {step === 'observe' && (
              <>
                <ObservePanel
                  observe={lesson.observe}
                  seen={context.seen}
                  onSee={(seen) => enter(send({ type: 'SEE', seen }))}
                />
                <WorldsPicture worlds={worlds} />
              </>
            )}
            {step === 'result' && (
              <ResultPanel
                lesson={lesson}
                worlds={worlds}
                bet={bet}
                verdict={verdict}
                seen={context.seen}
                counts={checks}
                onNext={next}
              />
            )}
            {step === 'ask' && <AskPanel ask={lesson.ask} isAnswered={isAnswered} onNext={next} />}
            {step === 'line' && (
              <LinePanel
                lesson={lesson}
                isKnown={context.isKnown}
                next={
                  nextLesson === null
                    ? null
                    : {
                        href: `#${writeLessonLink({ id: nextLesson, beat: null, atUs: null, path: link.path })}`,
                        title: lessonOf(nextLesson).title,
                      }
                }
                onAgain={again}
              />
            )}
          </div>
          <NumberPanel
            lesson={lesson}
            worlds={worlds}
            stage={isKnown ? 'known' : isOpen ? 'running' : 'hidden'}
            counts={checks}
            own={
              lesson.id === 'l16'
                ? {
                    figure: String(Object.values(trials).filter(isProven).length),
                    word: 'of 4 proven',
                  }
                : null
            }
          />
        </div>
      </main>
      <footer className="lesson-foot">
        <LessonControls
          worlds={worlds}
          isOpen={isOpen}
          note={beat?.slowedFor === undefined ? null : `slowed for ${beat.slowedFor}`}
          onPlay={toggle}
          onBack={back}
          onNext={next}
          onReset={reset}
        />
      </footer>
      <TakeAlong isOpen={isTaken} id={lesson.id} beat={context.beat} onClose={() => take(false)} />
      <KeysOfLesson isOpen={areKeysShown} keys={keys} onClose={() => showKeys(false)} />
    </div>
  );
}

/** Whether a beat is one of the run, or comes after it. */
function isInRun(lesson: Lesson, beat: number | null): boolean {
  const beats = beatsOf(lesson);
  return beat !== null && beat >= beats.findIndex(({ step }) => step === 'run');
}

/** A beat may be about one world alone; those after it are about all. */
function useWorldOfBeat(
  beat: RunBeat | undefined,
  worlds: LessonWorlds,
  show: (shown: Shown) => void,
): void {
  const world = beat?.world;
  useEffect(() => {
    if (world === undefined) return;
    show(worlds.slots.findIndex(({ id }) => id === world));
    return () => show('all');
  }, [world, worlds, show]);
}

/** The worlds of the lesson, with their frames: as they were left, or as the lesson opens them. */
function useLessonWorlds(
  lesson: Lesson,
  link: CourseLink & { readonly kind: 'lesson' },
  progress: ProgressStore,
  context: LessonContext,
): LessonWorlds {
  const [worlds] = useState(() => {
    const kept = progress.of(lesson.id);
    const isOpen = kept.bet !== null || !context.needsBet;
    const stage = isOpen ? kept.stage : null;
    const made = new LessonWorlds(lesson, () => performance.now(), stage);
    const at = context.beats[context.beat];
    if (at?.step === 'run') made.setPace(lesson.beats[at.run]?.pace ?? made.pace);
    if (link.atUs !== null && isOpen) made.seek(link.atUs);
    else if (stage === null && at?.step === 'run') made.seek(runBeginsAt(lesson, at.run));
    else if (stage === null && isOpen && at !== undefined && !isBeforeRun(at.step)) {
      made.seek(lastRunEndsAt(lesson) ?? made.opensAtUs);
    }
    return made;
  });
  useFrames(worlds);
  return worlds;
}

/** Address and progress hold the beat and the instant, so that a reload loses nothing. */
function useKeptStage(
  worlds: LessonWorlds,
  progress: ProgressStore,
  context: LessonContext,
  /** null: its address is none of its own. */
  link: (CourseLink & { readonly kind: 'lesson' }) | null,
): void {
  const { beat } = context;
  const { id } = worlds.lesson;
  const path = link?.path ?? null;
  const hasAddress = link !== null;
  useEffect(() => {
    const keep = (): void => {
      progress.update(id, { stage: worlds.state() });
      if (!hasAddress) return;
      const hash = writeLessonLink({ id, beat, atUs: worlds.nowUs, path });
      // Whoever goes to another page goes there.
      const isHere = location.hash.startsWith('#lesson=');
      if (isHere && location.hash !== `#${hash}`) history.replaceState(null, '', `#${hash}`);
    };
    keep();
    const stop = worlds.subscribe(() => {
      if (!worlds.isPlaying) keep();
    });
    window.addEventListener('pagehide', keep);
    return () => {
      stop();
      window.removeEventListener('pagehide', keep);
    };
  }, [worlds, progress, id, beat, path, hasAddress]);
}

function playBeat(worlds: LessonWorlds, lesson: Lesson, run: number): void {
  const beat = lesson.beats[run];
  if (beat === undefined) return;
  worlds.setPace(beat.pace);
  if (beat.toS !== undefined) playOn(worlds, beat.toS);
  else if (lesson.byHand !== undefined) worlds.play();
}

/** Once it is there, it plays to the end. */
function playOn(worlds: LessonWorlds, toS: number | undefined): void {
  const toUs = toS === undefined ? worlds.endUs : Math.round(toS * US_PER_S);
  const isOver = worlds.nowUs >= toUs;
  playTo(worlds, isOver ? worlds.endUs : toUs);
}

function reachableOf({ beats, bet, seen, isKnown, needsBet }: LessonContext): number {
  const first = (name: string): number => beats.findIndex((beat) => beat.step === name);
  if (isKnown) return beats.length - 1;
  if (needsBet && bet === null) return first('bet');
  return seen === null ? first('observe') : beats.length - 1;
}

function afterThis(shown: Shown, worlds: number): Shown {
  if (shown === 'all') return 0;
  return shown + 1 < worlds ? shown + 1 : 'all';
}

/** The keys that the controls of the lesson name. */
function controlKeys(worlds: LessonWorlds, isOpen: boolean): KeyBinding[] {
  return worlds.lesson.controls.flatMap((control, i): KeyBinding[] => {
    if (control.kind === 'number') return [];
    const { key, label } = control;
    const run = (): void => {
      if (!isOpen) announce('Bet first: then it runs.');
      else if (control.kind === 'act') worlds.press(control);
      else worlds.turnOn(i);
    };
    return [{ keys: [key.toLowerCase()], caps: [key], does: label, run }];
  });
}
