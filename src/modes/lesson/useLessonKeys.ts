/** useLessonKeys are the keys of a lesson: beats, time, worlds, and those that its controls name. */
import { useEffect } from 'react';
import { tinykeys } from 'tinykeys';
import { isKeyTaken } from '../../ui/index.ts';

export interface LessonKey {
  /** As tinykeys names it. */
  readonly keys: readonly string[];
  /** As printed on it. */
  readonly caps: readonly string[];
  readonly does: string;
  readonly run: () => void;
}

export function useLessonKeys(bindings: readonly LessonKey[]): void {
  useEffect(() =>
    tinykeys(
      window,
      Object.fromEntries(
        bindings.flatMap(({ keys, run }) =>
          keys.map((key) => [
            key,
            (event: KeyboardEvent) => {
              if (event.isComposing || isKeyTaken(event) || document.querySelector('dialog[open]'))
                return;
              event.preventDefault();
              run();
            },
          ]),
        ),
      ),
    ),
  );
}
