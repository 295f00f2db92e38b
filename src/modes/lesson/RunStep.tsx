/**
 * RunStep is the part of a lesson in which it runs: most are watched beat by beat; the first is pressed,
 * the machine is taken apart, and designs are examined.
 */
import { useEffect } from 'react';
import type { BetAnswer, FlawId, InjectionId, RunBeat } from '../../lessons/course/index.ts';
import { injections } from '../../lessons/course/index.ts';
import {
  faultsLeft,
  figuresAtEnd,
  isProven,
  type LessonWorlds,
  noTrial,
  type ProgressStore,
  type Trial,
  useProgress,
  withChange,
} from '../../lessons/index.ts';
import {
  BugPanel,
  HookPanel,
  PartsPanel,
  RunPanel,
  useWorlds,
  WorldsPicture,
} from '../../panels/lesson/index.ts';
import { announce } from '../../ui/index.ts';

export interface RunStepProps {
  readonly worlds: LessonWorlds;
  readonly progress: ProgressStore;
  readonly beat: RunBeat;
  readonly bet: BetAnswer | null;
  /** The world that is in hand, by its position: of a lesson that examines one at a time. */
  readonly inHand: number;
  readonly onTake: (world: number) => void;
  readonly onNext: () => void;
}

export function RunStep(props: RunStepProps) {
  const { lesson } = props.worlds;
  if (lesson.byHand !== undefined) return <Hook {...props} />;
  if (lesson.id === 'l2') return <Parts {...props} />;
  if (lesson.id === 'l16') return <Bugs {...props} />;
  return (
    <>
      <RunPanel worlds={props.worlds} beat={props.beat} />
      <WorldsPicture worlds={props.worlds} />
    </>
  );
}

function Hook({ worlds, beat, onNext }: RunStepProps) {
  const { byHand, beats } = worlds.lesson;
  if (byHand === undefined) return null;
  return (
    <HookPanel
      worlds={worlds}
      beat={beat}
      byHand={byHand}
      leadsOn={beats.indexOf(beat) < beats.length - 1}
      onOrder={() => placeOrder(worlds, beat)}
      onNext={onNext}
    />
  );
}

export function placeOrder(worlds: LessonWorlds, beat: RunBeat): void {
  if (beat.world === undefined) return;
  worlds.order(beat.world);
  if (!worlds.isPlaying) worlds.play();
}

/** The machine runs without a part; when it is over, the table has its number. */
function Parts({ worlds, progress, beat, bet }: RunStepProps) {
  const { lesson } = worlds;
  const trials = useTrials(worlds, progress);
  const { off, isOver } = useWorlds(worlds, (now) => ({
    off: now.settingOf(0),
    isOver:
      now.nowUs >= now.endUs &&
      now.slots.every(({ session }) => session.timeline.acts.length === 0),
  }));
  const items = lesson.bet?.kind === 'sort' ? lesson.bet.items : [];
  const part = items[off]?.id;
  useEffect(() => {
    if (!isOver || part === undefined || progress.of(lesson.id).trials[part] !== undefined) return;
    const number = lesson.numbers.find(({ id }) => id === part);
    const slot = worlds.slots[1];
    if (number === undefined || slot === undefined) return;
    const broken = number.counter.of(slot.session.timeline.run);
    const { trials, counted } = progress.of(lesson.id);
    progress.update(lesson.id, {
      trials: { ...trials, [part]: { ...noTrial, before: { broken } } },
      counted: { ...counted, [part]: broken },
    });
  }, [isOver, part, lesson, progress, worlds]);
  const takeOff = (id: string): void => {
    worlds.pause();
    worlds.set(
      0,
      items.findIndex((item) => item.id === id),
    );
    worlds.seek(worlds.opensAtUs);
    worlds.setPace(beat.toS === undefined ? beat.pace : 4);
    worlds.play();
  };
  return (
    <>
      <RunPanel worlds={worlds} beat={beat} />
      {lesson.bet?.kind === 'sort' && beat.toS === undefined && (
        <PartsPanel
          bet={lesson.bet}
          bins={bet?.kind === 'sort' ? bet.bins : {}}
          trials={trials}
          off={part ?? null}
          onTakeOff={takeOff}
        />
      )}
    </>
  );
}

function Bugs({ worlds, progress, bet, inHand, onTake }: RunStepProps) {
  const { lesson } = worlds;
  const trials = useTrials(worlds, progress);
  const design = worlds.slots[inHand]?.id ?? 'a';
  if (lesson.bet?.kind !== 'sort') return null;
  return (
    <BugPanel
      worlds={worlds}
      bet={lesson.bet}
      bins={bet?.kind === 'sort' ? bet.bins : {}}
      trials={trials}
      design={design}
      onDesign={(id) => {
        onTake(worlds.slots.findIndex((slot) => slot.id === id));
        worlds.pause();
        worlds.seek(0);
      }}
      onInject={(id) => inject(worlds, progress, design, id)}
      onRunOut={() => {
        worlds.pause();
        worlds.seek(worlds.endUs);
        const slot = worlds.slots.find(({ id }) => id === design);
        if (slot === undefined) return;
        const before = figuresAtEnd(slot.session.timeline.run);
        keepTrial(worlds, progress, design, { ...trialOf(progress, worlds, design), before });
      }}
      onCure={(flaw: FlawId) => {
        const trial = withChange(lesson, design, trialOf(progress, worlds, design), flaw);
        keepTrial(worlds, progress, design, trial);
        announce(isProven(trial) ? 'Proven.' : 'Not cured.');
      }}
      onAgain={() => {
        const { [design]: _, ...others } = progress.of(lesson.id).trials;
        progress.update(lesson.id, { trials: others });
        worlds.forgetActs(design);
        worlds.seek(0);
      }}
    />
  );
}

/** Causes a fault in the design in hand, now; there are three for each. */
export function inject(
  worlds: LessonWorlds,
  progress: ProgressStore,
  design: string,
  id: InjectionId,
): void {
  const trial = trialOf(progress, worlds, design);
  const slot = worlds.slots.find((one) => one.id === design);
  const injection = injections.find((one) => one.id === id);
  const isExamined = Object.keys(trial.before).length > 0;
  if (slot === undefined || injection === undefined || faultsLeft(trial) === 0 || isExamined)
    return;
  const atUs = slot.session.timeline.actingUs;
  slot.session.actAt({ ...injection.act, atUs });
  keepTrial(worlds, progress, design, { ...trial, faults: [...trial.faults, { id, atUs }] });
  if (!worlds.isPlaying) {
    worlds.setPace(5);
    worlds.play();
  }
}

function keepTrial(
  worlds: LessonWorlds,
  progress: ProgressStore,
  design: string,
  trial: Trial,
): void {
  const { id } = worlds.lesson;
  const { trials, counted } = progress.of(id);
  const after = isProven(trial) ? trial.after : null;
  const cured =
    after === null
      ? {}
      : {
          curedLost: after['gone'] ?? 0,
          curedTwice: after['twice'] ?? 0,
          curedStuck: after['stuck'] ?? 0,
        };
  progress.update(id, {
    trials: { ...trials, [design]: trial },
    counted: { ...counted, ...cured },
  });
}

function trialOf(progress: ProgressStore, worlds: LessonWorlds, design: string): Trial {
  return progress.of(worlds.lesson.id).trials[design] ?? noTrial;
}

export function useTrials(
  worlds: LessonWorlds,
  progress: ProgressStore,
): Readonly<Record<string, Trial>> {
  return useProgress(progress).lessons[worlds.lesson.id]?.trials ?? {};
}
