import { describe, expect, it } from 'vitest';
import { Fact, factKinds, Rule, rules } from './index.ts';

const byPlace = (list: readonly { readonly name: string }[]): Record<string, number> =>
  Object.fromEntries(list.map(({ name }, place) => [name, place]));

describe('the numbers of facts and rules', () => {
  it('are the places of the kinds of facts in their list', () => {
    expect({ ...Fact }).toEqual(byPlace(factKinds));
  });

  it('are the places of the rules in their list', () => {
    expect({ ...Rule }).toEqual(byPlace(rules));
  });
});
