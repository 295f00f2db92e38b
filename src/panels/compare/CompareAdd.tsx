/** CompareAdd takes one more world into a comparison, while there is room for one. */
import { Plus } from 'lucide-react';
import { MOST_WORLDS } from '../../scenarios/index.ts';
import { useComparisonActions, useSessionActions } from '../../store/index.ts';
import { IconButton } from '../../ui/index.ts';

export function CompareAdd() {
  const session = useSessionActions();
  const { sessions } = useComparisonActions();
  if (sessions.length >= MOST_WORLDS) return null;
  return (
    <IconButton
      variant="quiet"
      icon={<Plus />}
      label="One more world"
      aria-haspopup="dialog"
      onClick={() => session.set({ dialog: 'compare' })}
    />
  );
}
