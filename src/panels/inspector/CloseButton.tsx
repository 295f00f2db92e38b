/** CloseButton lets go of what is selected. */
import { X } from 'lucide-react';
import { useSessionActions } from '../../store/index.ts';
import { IconButton } from '../../ui/index.ts';

export function CloseButton() {
  const session = useSessionActions();
  return (
    <IconButton
      variant="quiet"
      icon={<X />}
      label="Let go"
      onClick={() => session.set({ selection: null, flag: null })}
    />
  );
}
