/** WorldSwitch shows all worlds, or one of them alone; where there is no room for two, one or the other. */
import { letterOf } from '../../scenarios/index.ts';
import { useCompared, useComparisonActions } from '../../store/index.ts';
import { SegmentedControl } from '../../ui/index.ts';
import './WorldSwitch.css';

const ALL = 'all';
export function WorldSwitch() {
  const comparison = useComparisonActions();
  const { shown, inHand, flips } = useCompared((state) => state);
  const letters = comparison.sessions.map((_, world) => letterOf(world));
  const all = { value: ALL, label: letters.join(' + ') };
  const one = flips ? inHand : shown;
  return (
    <span className="world-switch">
      <SegmentedControl
        label="Worlds shown"
        segments={[
          ...letters.map((letter) => ({ value: letter, label: letter })),
          ...(flips ? [] : [all]),
        ]}
        value={one === null ? ALL : letterOf(one)}
        onChange={(value) => choose(value === ALL ? null : letters.indexOf(value))}
      />
    </span>
  );

  /** What is chosen where there is room for one is in hand; how it is elsewhere stays as it was. */
  function choose(world: number | null): void {
    if (flips && world !== null) comparison.take(world);
    else comparison.show(world);
  }
}
