/** playTo plays worlds up to an instant, or shows whoever asked for no motion where that leads. */
import type { Staged } from '../../lessons/course/index.ts';
import type { LessonWorlds } from '../../lessons/index.ts';

export function playTo(worlds: LessonWorlds<Staged>, toUs: number): void {
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) worlds.seek(toUs);
  else worlds.play(toUs);
}
