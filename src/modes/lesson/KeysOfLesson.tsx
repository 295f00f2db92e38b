/** KeysOfLesson lists the keys of the lesson on screen. */
import { Dialog, KeyList } from '../../ui/index.ts';
import type { LessonKey } from './useLessonKeys.ts';

export interface KeysOfLessonProps {
  readonly isOpen: boolean;
  readonly keys: readonly LessonKey[];
  readonly onClose: () => void;
}

export function KeysOfLesson({ isOpen, keys, onClose }: KeysOfLessonProps) {
  return (
    <Dialog open={isOpen} title="Keys" onClose={onClose}>
      <KeyList keys={keys} />
    </Dialog>
  );
}
