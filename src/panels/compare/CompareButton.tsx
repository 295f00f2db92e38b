/** CompareButton asks what the run in the Lab is to be compared with. */
import { Columns2 } from 'lucide-react';
import { useSessionActions } from '../../store/index.ts';
import { Button } from '../../ui/index.ts';

export function CompareButton() {
  const session = useSessionActions();
  return (
    <Button
      variant="quiet"
      icon={<Columns2 />}
      keyHint="A"
      aria-haspopup="dialog"
      onClick={() => session.set({ dialog: 'compare' })}
    >
      Compare with…
    </Button>
  );
}
