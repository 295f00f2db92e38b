/** KeysOfLesson lists the keys of the lesson on screen. */
import { Dialog, type KeyBinding, KeyList } from '../../ui/index.ts';

export interface KeysOfLessonProps {
  readonly isOpen: boolean;
  readonly keys: readonly KeyBinding[];
  readonly onClose: () => void;
}

export function KeysOfLesson({ isOpen, keys, onClose }: KeysOfLessonProps) {
  return (
    <Dialog open={isOpen} title="Keys" onClose={onClose}>
      <KeyList keys={keys} />
    </Dialog>
  );
}
