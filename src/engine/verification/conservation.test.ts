/**
 * Small random systems, random acts upon them, then everything is healed and drains; all laws hold all
 * the way. On failure fast-check prints the seed and the smallest run that it could find.
 */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  factKinds,
  logFactKinds,
  logRules,
  quorumFactKinds,
  quorumRules,
  replicaFactKinds,
  replicaRules,
  rules,
} from '../index.ts';
import { alarmFacts, alarmRules } from './alarmRuns.ts';
import { guardedFacts, guardedRules } from './guardedRuns.ts';
import { playAndCheck } from './playAndCheck.ts';
import { handFacts, handRules } from './randomHands.ts';
import { anyRun } from './randomRuns.ts';
import { Sightings } from './Sightings.ts';

const SECONDS = 1_000;

describe('any small system, whatever is done to it', () => {
  it(
    'conserves its messages, explains its losses and comes to rest',
    () => {
      const sightings = new Sightings();
      fc.assert(
        fc.property(anyRun(), (run) => {
          sightings.note(playAndCheck(run));
        }),
        { seed: 1, numRuns: 2_500 },
      );
      // Sometimes: the generator does reach what the laws are about.
      const neverSeen = sightings.missing(
        factKinds.map(({ name }) => name),
        rules.map(({ name }) => name),
      );
      expect(neverSeen.filter((name) => !ofNoFact.has(name) && !elsewhere.has(name))).toEqual([]);
    },
    60 * SECONDS,
  );

  it(
    'drains completely where nothing can come back for ever',
    () => {
      const drained = anyRun().filter(({ scenario }) =>
        scenario.nodes.every(
          (node) => node.kind !== 'queue' || node.maxDeliveries !== Number.POSITIVE_INFINITY,
        ),
      );
      fc.assert(
        fc.property(drained, (run) => {
          const simulation = playAndCheck(run);
          expect(simulation.stopped).toBe(null);
        }),
        { seed: 2, numRuns: 400 },
      );
    },
    60 * SECONDS,
  );
});

/** Rules that no fact of a random run rests on. */
const ofNoFact: ReadonlySet<string> = new Set([
  'rule none',
  // These systems have no script.
  'rule script',
  // So rare that it has a test of its own, in publishing.test.ts.
  'rule confirmOutlived',
  // Random systems with mishaps are played, by the same laws, in mishaps.test.ts.
  'rule mishap',
  // Order and duplicates have random systems of their own, in keyedRuns.test.ts.
  'rule perKeyInFlight',
  'rule lateAckAccepted',
  'rule missedDelete',
  // Why something did not happen: explanations say them.
  'rule prefetch',
  'rule deadServer',
]);

/**
 * What happens to logs, to replicas, to those that guard themselves and by hand has random systems of its own: in
 * logs.test.ts, replicas.test.ts, quorums.test.ts, guardedRuns.test.ts and handsAndPolicies.test.ts.
 */
const elsewhere: ReadonlySet<string> = new Set([
  ...[...logFactKinds, ...replicaFactKinds, ...quorumFactKinds].map(({ name }) => `fact ${name}`),
  ...[...logRules, ...replicaRules, ...quorumRules].map(({ name }) => `rule ${name}`),
  ...[...guardedFacts, ...handFacts, ...alarmFacts].map((name) => `fact ${name}`),
  ...[...guardedRules, ...handRules, ...alarmRules].map((name) => `rule ${name}`),
]);
