/** Each planted bug is caught, by the check that should, and nothing is found where none is planted. */
import { beforeAll, describe, expect, it } from 'vitest';
import { type Catch, huntMutants } from './huntMutants.ts';
import { plantedBugs } from './plantedBugs.ts';

let found: readonly Catch[] = [];

beforeAll(() => {
  found = huntMutants(plantedBugs);
}, 600_000);

describe('a hunt through random runs', () => {
  it('finds nothing in the engine as it is', () => {
    expect(found[0]?.says).toBe(null);
  });

  it.each(plantedBugs.map((bug, i) => [bug.title, bug, i] as const))('catches: %s', (_, bug, i) => {
    const { says, caughtBy } = found[i + 1] ?? {};
    expect(bug.caughtBy, says ?? 'nothing is found').toContain(caughtBy);
  });
});
