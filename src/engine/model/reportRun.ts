/** reportRun sums a run up in the shape that the command line prints: see the README for the keys. */

import { type Spread, spreadOf, waitsOf } from '../measures/index.ts';
import { Fact, rules } from '../trace/index.ts';
import { type AlarmReport, alarmReport } from './alarms/reportAlarms.ts';
import { type CommitReport, commitsOf } from './committing/reportCommits.ts';
import {
  type Counters,
  countersOf,
  nodesWhere,
  type OrderCounters,
  ordersOf,
  type QueueReport,
  queueReport,
} from './counters.ts';
import {
  type BreakerReport,
  breakersOf,
  type ServiceReport,
  serviceReport,
} from './guarding/reportGuards.ts';
import { type KeyReport, keysOf } from './keys/reportKeys.ts';
import { type GroupReport, groupReport, type LogReport, logReport } from './log/reportLogs.ts';
import { type OrderReport, orderReport } from './order/reportOrder.ts';
import { type QuorumReport, quorumsOf } from './replicas/reportQuorums.ts';
import { type ReceiveReport, receiveReport } from './reportReceives.ts';
import type { NodeKind } from './Scenario.ts';
import type { Simulation } from './Simulation.ts';
import { type Verdict, verdictsOf } from './verdicts.ts';
import type { World } from './World.ts';

export interface EffectReport {
  readonly title: string;
  readonly unit: string;
  readonly effects: number;
  readonly duplicates: number;
  readonly suppressed: number;
  /** What the effects add up to. */
  readonly amount: number;
}

export interface RunReport {
  readonly scenario: string;
  readonly seed: number;
  readonly untilUs: number;
  readonly events: number;
  readonly hash: string;
  readonly stopped: string | null;
  readonly counters: Counters;
  readonly orders: OrderCounters;
  readonly queues: Readonly<Record<string, QueueReport>>;
  /** In which order the messages of each queue finished. */
  readonly order: Readonly<Record<string, OrderReport>>;
  readonly logs: Readonly<Record<string, LogReport>>;
  readonly groups: Readonly<Record<string, GroupReport>>;
  readonly effects: Readonly<Record<string, EffectReport>>;
  /** By group of consumers that has a store of keys of its own. */
  readonly keys: Readonly<Record<string, KeyReport>>;
  /** By publisher that commits a state of its own. */
  readonly commits: Readonly<Record<string, CommitReport>>;
  /** By service: what became of the calls to it. */
  readonly services: Readonly<Record<string, ServiceReport>>;
  /** By wire that has a breaker, "backend → database". */
  readonly breakers: Readonly<Record<string, BreakerReport>>;
  /** By queue that has replicas. */
  readonly quorums: Readonly<Record<string, QuorumReport>>;
  /** By broker, where one may raise an alarm. */
  readonly alarms: Readonly<Record<string, AlarmReport>>;
  /** Of consumers that ask for their messages. */
  readonly receives: Readonly<Record<string, ReceiveReport>>;
  readonly waitUs: Spread;
  readonly sojournUs: Spread;
  readonly losses: readonly {
    readonly message: number;
    readonly queue: string;
    readonly atUs: number;
    readonly reason: string;
  }[];
  readonly guarantees: readonly Verdict[];
}

export function reportRun(simulation: Simulation): RunReport {
  const { world, scenario } = simulation;
  const primary = nodesWhere(world, (node) => world.plan.isPrimary[node] === 1);
  const waits = waitsOf(world.trace, world.messageCount, (place) => isAtPrimary(world, place));
  return {
    scenario: scenario.name,
    seed: world.seed,
    untilUs: world.nowUs,
    events: world.events,
    hash: simulation.hash(),
    stopped: simulation.stopped,
    counters: countersOf(world),
    orders: ordersOf(world),
    queues: Object.fromEntries(
      nodesWhere(world, (_, kind) => kind === 'queue').map((queue) => [
        world.plan.nodes[queue].id,
        queueReport(world, queue),
      ]),
    ),
    order: reportsOf(world, 'queue', orderReport),
    logs: reportsOf(world, 'log', logReport),
    groups: reportsOf(world, 'group', groupReport),
    effects: effectsOf(world),
    keys: keysOf(world),
    commits: commitsOf(world),
    services: reportsOf(world, 'service', serviceReport),
    breakers: breakersOf(world),
    quorums: quorumsOf(world),
    alarms: world.hasAlarms ? reportsOf(world, 'broker', alarmReport) : {},
    receives: receivesOf(world),
    waitUs: spreadOf(waits.waitUs),
    sojournUs: spreadOf(waits.sojournUs),
    losses: lossesOf(world),
    guarantees: primary.flatMap((queue) => verdictsOf(world, queue)),
  };
}

function reportsOf<Report>(
  world: World,
  wanted: NodeKind,
  report: (world: World, node: number) => Report,
): Record<string, Report> {
  return Object.fromEntries(
    nodesWhere(world, (_, kind) => kind === wanted).map((node) => [
      world.plan.nodes[node].id,
      report(world, node),
    ]),
  );
}

function effectsOf(world: World): Record<string, EffectReport> {
  const reports: Record<string, EffectReport> = {};
  world.plan.nodes.forEach((node, group) => {
    if (node.kind !== 'consumer') return;
    const effects = world.groups.effects[group];
    reports[node.id] = {
      title: node.effect.title,
      unit: node.effect.unit,
      effects,
      duplicates: world.groups.duplicateEffects[group],
      suppressed: world.groups.suppressedEffects[group],
      amount: effects * node.effect.amount,
    };
  });
  return reports;
}

function receivesOf(world: World): Record<string, ReceiveReport> {
  return Object.fromEntries(
    world.plan.nodes.flatMap((node, group) => {
      const report = receiveReport(world, group);
      return report === null ? [] : [[node.id, report]];
    }),
  );
}

function lossesOf(world: World): RunReport['losses'] {
  const { trace, plan } = world;
  const losses: { message: number; queue: string; atUs: number; reason: string }[] = [];
  for (let i = 0; i < trace.length; i++) {
    const kind = trace.kind(i);
    if (kind !== Fact.lost && kind !== Fact.dropped && kind !== Fact.recordLost) continue;
    const { message, place, atUs, rule } = trace.entry(i);
    losses.push({ message, queue: plan.nodes[place].id, atUs, reason: rules[rule].name });
  }
  return losses;
}

function isAtPrimary(world: World, place: number): boolean {
  const { plan, consumers } = world;
  const nodes = plan.nodes.length;
  const queue = place >= nodes ? consumers.queue[place - nodes] : place;
  return plan.isPrimary[queue] === 1;
}
