import { describe, expect, it } from 'vitest';
import { brokerTable, consumerTable, copyTable } from '../engine/index.ts';
import { eventWords, stateWords } from './lifecycleWords.ts';

describe('each state and each event of a lifecycle', () => {
  it.each([copyTable, consumerTable, brokerTable])('$name has its words', (table) => {
    for (const state of table.states)
      expect(stateWords[state as keyof typeof stateWords]).toMatch(/\S/);
    for (const event of table.events) {
      // A word of its own, not the name that the machine has for it.
      expect(eventWords(table.name, event)).toMatch(/^[a-z][a-z, -]+$/);
    }
  });
});
