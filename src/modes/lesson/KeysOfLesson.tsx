/** KeysOfLesson lists the keys of the lesson on screen. */
import { Dialog, KeyCap } from '../../ui/index.ts';
import type { LessonKey } from './useLessonKeys.ts';

export interface KeysOfLessonProps {
  readonly isOpen: boolean;
  readonly keys: readonly LessonKey[];
  readonly onClose: () => void;
}

export function KeysOfLesson({ isOpen, keys, onClose }: KeysOfLessonProps) {
  return (
    <Dialog open={isOpen} title="Keys" onClose={onClose}>
      <dl className="lesson-keys">
        {keys.map(({ caps, does }) => (
          <div key={does}>
            <dt>
              {caps.map((cap) => (
                <KeyCap key={cap}>{cap}</KeyCap>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
