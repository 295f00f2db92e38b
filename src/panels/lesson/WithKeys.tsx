/** WithKeys is a sentence that may name keys of a lesson's controls: it names them where they were moved to. */
import type { Lesson } from '../../lessons/course/index.ts';
import { useKeysIn } from '../../ui/index.ts';

export function WithKeys({ lesson, children }: { lesson: Lesson; children: string }) {
  return useKeysIn(
    children,
    lesson.controls.flatMap((control) => (control.kind === 'number' ? [] : [control.key])),
  );
}
