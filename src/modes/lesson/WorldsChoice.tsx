/** WorldsChoice chooses what is on stage: one of the worlds by its letter, or all of them. */
import type { LessonWorlds } from '../../lessons/index.ts';
import type { Shown } from '../../panels/lesson/index.ts';
import { SegmentedControl } from '../../ui/index.ts';

export interface WorldsChoiceProps {
  readonly worlds: LessonWorlds;
  readonly shown: Shown;
  readonly onShow: (shown: Shown) => void;
}

export function WorldsChoice({ worlds, shown, onShow }: WorldsChoiceProps) {
  const letters = worlds.slots.map(({ letter }) => letter);
  return (
    <SegmentedControl
      label="Worlds on stage"
      segments={[
        ...letters.map((letter, i) => ({ value: String(i), label: letter })),
        { value: 'all', label: letters.join(' + ') },
      ]}
      value={String(shown)}
      onChange={(value) => onShow(value === 'all' ? 'all' : Number(value))}
    />
  );
}
