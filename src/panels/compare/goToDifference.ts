/** goToDifference goes to where the worlds part, or on to the first other fate, and says where that is. */
import type { WorldComparison } from '../../store/index.ts';
import { announce } from '../../ui/index.ts';

export function goToDifference(comparison: WorldComparison): void {
  const atUs = comparison.goToDifference();
  if (atUs === null) {
    announce('Up to the end, the same happens in all worlds.');
    return;
  }
  const isParting = atUs === comparison.parting()?.atUs;
  announce(
    `${(atUs / 1e6).toFixed(3)} s: ${isParting ? 'here they part' : 'the first other fate'}.`,
  );
}
