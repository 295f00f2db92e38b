/** keyMap is every key and what it does: the one list behind the handler and the dialog. */
import {
  groupsOf,
  type QuickAct,
  quickActs,
  type Session,
  type Workspace,
} from '../../store/index.ts';
import type { KeyBinding } from '../../ui/index.ts';
import { goToDifference } from '../compare/goToDifference.ts';
import { goToMoment } from '../controls/goToMoment.ts';
import { copyLink } from '../header/copyLink.ts';

export interface LabKey extends Omit<KeyBinding, 'run'> {
  /** It moves through time, or looks closer: of use on every page that shows a run. */
  readonly isTime?: boolean;
  /** `workspace` is null on a page that compares nothing. */
  readonly run: (session: Session, workspace: Workspace | null) => void;
}

// It reads the story, and comes with it: fetched before somebody asks.
const questions = import('../why/askWhy.ts');

const SECOND_US = 1_000_000;

function quick(id: QuickAct['id']): (session: Session) => void {
  return (session) => {
    const { queue, selection } = session.store.getState();
    const found = quickActs(session.timeline.world, queue, selection).find((act) => act.id === id);
    if (found !== undefined) session.act(found.act);
  };
}

function consumers(kind: 'addConsumer' | 'removeConsumer'): (session: Session) => void {
  return (session) => {
    const { world } = session.timeline;
    const group = groupsOf(world, session.store.getState().queue)[0];
    const target = group === undefined ? undefined : world.plan.nodes[group]?.id;
    if (target === undefined) return;
    session.act(kind === 'addConsumer' ? { kind, target } : { kind, target, member: null });
  };
}

function pace(by: number): (session: Session) => void {
  return (session) => session.setPace(session.store.getState().pace + by);
}

function beat(direction: 1 | -1): (session: Session) => void {
  return (session) => {
    session.pause();
    const { nowUs, scenario } = session.timeline;
    const beatUs = beatOf(scenario.durationUs);
    const beats = nowUs / beatUs;
    const to = direction === 1 ? Math.floor(beats) + 1 : Math.ceil(beats) - 1;
    session.seek(to * beatUs);
  };
}

/** A second; less where a system is over in a few, more where it lasts for minutes. Always 1, 2 or 5 of a unit. */
function beatOf(durationUs: number): number {
  const atMostUs = Math.min(durationUs / 10, Math.max(SECOND_US, durationUs / 60));
  let unit = 1;
  while (unit * 10 <= atMostUs) unit *= 10;
  return unit * ([5, 2].find((round) => unit * round <= atMostUs) ?? 1);
}

export const keyMap: readonly LabKey[] = [
  {
    keys: ['Space'],
    caps: ['Space'],
    does: 'Play or pause',
    isTime: true,
    run: (s) => s.togglePlaying(),
  },
  {
    keys: ['Shift+ArrowRight'],
    caps: ['⇧', '→'],
    does: 'One event on',
    isTime: true,
    run: (s) => s.step(1),
  },
  {
    keys: ['Shift+ArrowLeft'],
    caps: ['⇧', '←'],
    does: 'One event back',
    isTime: true,
    run: (s) => s.step(-1),
  },
  { keys: ['ArrowRight', 'PageDown'], caps: ['→'], does: 'A beat on', isTime: true, run: beat(1) },
  { keys: ['ArrowLeft', 'PageUp'], caps: ['←'], does: 'A beat back', isTime: true, run: beat(-1) },
  {
    keys: ['j'],
    caps: ['J'],
    does: 'To the next moment: a fault, a first, a peak',
    isTime: true,
    run: (s) => void goToMoment(s, 1),
  },
  {
    keys: ['Shift+J'],
    caps: ['⇧', 'J'],
    does: 'To the moment before',
    isTime: true,
    run: (s) => void goToMoment(s, -1),
  },
  {
    keys: ['a'],
    caps: ['A'],
    does: 'Compare this run; then: all worlds, or one alone',
    run: (s, workspace) => {
      const comparison = workspace?.comparison ?? null;
      if (comparison === null) s.set({ dialog: 'compare' });
      else comparison.showNext();
    },
  },
  {
    keys: ['u'],
    caps: ['U'],
    does: 'Compared: to where the worlds part, and on to the first other fate',
    run: (_, workspace) => {
      const comparison = workspace?.comparison ?? null;
      if (comparison !== null) goToDifference(comparison);
    },
  },
  { keys: ['Home'], caps: ['Home'], does: 'To the start', isTime: true, run: (s) => s.seek(0) },
  { keys: ['-'], caps: ['−'], does: 'Slower', isTime: true, run: pace(-1) },
  { keys: ['='], caps: ['='], does: 'Faster', isTime: true, run: pace(1) },
  { keys: ['.', 'b'], caps: ['.', 'B'], does: 'Freeze', isTime: true, run: (s) => s.pause() },
  {
    keys: [']'],
    caps: [']'],
    does: 'Closer, at what is pointed at: bricks, cells, dots, cards, one message',
    isTime: true,
    run: (s) => s.zoom(1),
  },
  { keys: ['['], caps: ['['], does: 'From farther away', isTime: true, run: (s) => s.zoom(-1) },
  { keys: ['t'], caps: ['T'], does: 'Traffic spike', run: quick('spike') },
  { keys: ['c'], caps: ['C'], does: 'Crash a consumer, or restart it', run: quick('crash') },
  { keys: ['d'], caps: ['D'], does: 'Broker down, or up', run: quick('broker') },
  { keys: ['k'], caps: ['K'], does: 'A service down, or up', run: quick('service') },
  { keys: ['x'], caps: ['X'], does: 'Poison the next message', run: quick('poison') },
  { keys: ['n'], caps: ['N'], does: 'Add a consumer', run: consumers('addConsumer') },
  {
    keys: ['Shift+N'],
    caps: ['⇧', 'N'],
    does: 'Remove a consumer',
    run: consumers('removeConsumer'),
  },
  {
    keys: ['w'],
    caps: ['W'],
    does: 'Why? Of this message, or of the newest headline',
    run: (s) => void questions.then(({ askWhy }) => askWhy(s)),
  },
  {
    keys: ['Shift+W'],
    caps: ['⇧', 'W'],
    does: 'Why not? Of this message, or of the last in line',
    run: (s) => void questions.then(({ askWhyNot }) => askWhyNot(s)),
  },
  { keys: ['z', '$mod+z'], caps: ['Z'], does: 'Undo the last change', run: (s) => s.undo() },
  { keys: ['Shift+Z', '$mod+Shift+Z'], caps: ['⇧', 'Z'], does: 'Redo it', run: (s) => s.redo() },
  { keys: ['r'], caps: ['R'], does: 'Start over, same seed', run: (s) => s.startOver() },
  {
    keys: ['Shift+R'],
    caps: ['⇧', 'R'],
    does: 'Start over, next seed',
    run: (s) => s.startOver(s.timeline.seed + 1),
  },
  {
    keys: ['o'],
    caps: ['O'],
    does: 'This run: acts, moments, futures given up',
    run: (s) => s.set({ dialog: 'run' }),
  },
  {
    keys: ['y'],
    caps: ['Y'],
    does: 'Many runs: a knob against an outcome',
    run: (s) => s.set({ dialog: 'sweep' }),
  },
  { keys: ['l'], caps: ['L'], does: 'Copy the link to this instant', run: () => void copyLink() },
  {
    keys: ['p'],
    caps: ['P'],
    does: 'Presenter size',
    run: (s) => s.set({ isPresenting: !s.store.getState().isPresenting }),
  },
  {
    keys: ['i'],
    caps: ['I'],
    does: 'Interview: explain something in ninety seconds',
    run: () => {
      location.hash = '#interview';
    },
  },
  {
    keys: ['g', '/'],
    caps: ['G'],
    does: 'Another system',
    run: (s) => s.set({ dialog: 'systems' }),
  },
  { keys: ['Shift+?', '?'], caps: ['?'], does: 'This list', run: (s) => s.set({ dialog: 'keys' }) },
  {
    keys: ['Escape'],
    caps: ['Esc'],
    does: 'Let go of what is selected',
    run: (s) => s.set({ selection: null, flag: null, isPresenting: false }),
  },
];
