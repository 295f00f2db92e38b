/** commandKeys are the keys of a presentation that mean the same in the window of the class and in the notes. */
import { injections, type Lesson } from '../../lessons/course/index.ts';
import { type PresentCommand, spotlights } from '../../lessons/index.ts';
import type { KeyBinding } from '../../ui/index.ts';

/** Digits 1 to 6, in the order of `spotlights`. */
const lit = ['The stage', 'The chart', 'The sequence', 'The number', 'The narration'] as const;

export function commandKeys(lesson: Lesson, send: (command: PresentCommand) => void): KeyBinding[] {
  const key = (
    keys: readonly string[],
    caps: readonly string[],
    does: string,
    command: PresentCommand,
  ): KeyBinding => ({ keys, caps, does, run: () => send(command) });
  const { byHand } = lesson;
  return [
    key(['ArrowRight', 'PageDown', 'Enter'], ['→', 'PgDn'], nextDoes(lesson), { type: 'NEXT' }),
    key(['ArrowLeft', 'PageUp'], ['←', 'PgUp'], 'The beat before, exactly', { type: 'BACK' }),
    key(['.', 'b'], ['.', 'B'], 'Freeze the picture, or let it go', { type: 'FREEZE' }),
    key(['v'], ['V'], 'Blank', { type: 'BLANK' }),
    key(['Space'], ['Space'], 'Play or pause', { type: 'PLAY' }),
    key(['Home'], ['Home'], 'To the start', { type: 'START' }),
    key(['End'], ['End'], 'To the decisive instant', { type: 'DECISIVE' }),
    key(['Shift+ArrowRight'], ['⇧', '→'], 'One event on', { type: 'STEP', by: 1 }),
    key(['Shift+ArrowLeft'], ['⇧', '←'], 'One event back', { type: 'STEP', by: -1 }),
    key(['-'], ['−'], 'Slower', { type: 'PACE', by: -1 }),
    key(['='], ['='], 'Faster', { type: 'PACE', by: 1 }),
    ...spotlights.map((part, i) =>
      key([String(i + 1)], [String(i + 1)], i < lit.length ? `${lit[i]}, alone` : 'All of it', {
        type: 'SPOTLIGHT',
        part,
      }),
    ),
    key(['a'], ['A'], 'One world alone, or all', { type: 'WORLD' }),
    key(['r'], ['R'], 'The worlds as they were', { type: 'RESET' }),
    ...(byHand === undefined
      ? []
      : [
          key([byHand.order.key.toLowerCase()], [byHand.order.key], byHand.order.label, {
            type: 'ORDER',
          }),
        ]),
    ...lesson.controls.flatMap((control, i): KeyBinding[] =>
      control.kind === 'number'
        ? []
        : [
            key([control.key.toLowerCase()], [control.key], control.label, {
              type: 'PRESS',
              control: i,
            }),
          ],
    ),
    ...(lesson.id === 'l16'
      ? injections.map(({ id, key: cap, label }) =>
          key([cap.toLowerCase()], [cap], label, { type: 'INJECT', fault: id }),
        )
      : []),
  ];
}

function nextDoes({ byHand }: Lesson): string {
  return byHand === undefined
    ? 'Next beat; first it finishes what moves'
    : 'Next beat; first it orders, five times';
}
