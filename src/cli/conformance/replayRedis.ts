/**
 * replayRedis runs a recorded Redis Streams trace in the model and says, in Redis's words, what the
 * model does.
 *
 * Only names are translated here: the one stream is a log, entry N-0 is an entry with the number N, a
 * consumer of a group is a member. What happens is decided by the model.
 */
import {
  Fact,
  type GroupSpec,
  type LogSpec,
  type LogStorage,
  Rule,
  type TraceEntry,
} from '../../engine/index.ts';
import { redisGroup, redisLog } from '../../scenarios/index.ts';
import { clientsId, handDriven, LogReplay } from './LogReplay.ts';
import type { ObservedEvent, Outcome, RedisStep, RedisTrace } from './LogTrace.ts';

const MS = 1_000;
const KEY = 'stream';
/** Redis reads without a limit where a count of 0 is asked for. */
const ALL = 1_000_000_000;

/** Why a trace cannot be replayed, or null. */
export function beyondRedis({ setup, steps }: RedisTrace): string | null {
  const [afterS] = (setup.server?.save ?? '').split(' ').map(Number);
  const waitedMs = steps.reduce((sum, step) => sum + (step.op === 'wait' ? step.ms : 0), 0);
  const isDue = setup.server?.save && (afterS ?? 0) * 1_000 <= waitedMs;
  if (isDue) return 'a snapshot that a save rule takes while the server runs';
  // A position is an offset: it cannot be behind an entry that is still to come.
  let last = 0;
  for (const step of steps) {
    if (step.op === 'publish') {
      last = Math.max(last, ...(step.ids ?? [step.id ?? '']).map(entryOf));
    }
    if (step.op === 'restartBroker' && setup.server?.appendonly !== 'yes') last = 0;
    const isAhead =
      step.op === 'setGroupPosition' && step.after !== undefined && entryOf(step.after) > last;
    if (isAhead) return 'a group whose position is set behind the end of the stream';
  }
  return null;
}

export function replayRedis(trace: RedisTrace): Outcome {
  return new RedisReplay(trace).run();
}

class RedisReplay {
  private readonly trace: RedisTrace;
  private readonly replay: LogReplay;
  private readonly names: readonly string[];
  private readonly messageOf = new Map<string, number>();
  private readonly idOf = new Map<number, string>();
  /** Entry numbers by offset, as they were appended: what a position is called. */
  private entries: string[] = [];
  private readonly told = new Map<string, string>();
  private readonly acked: Record<string, string[]> = {};
  private readonly dead = new Set<string>();
  private events: { readonly client: string; readonly event: object }[] = [];

  constructor(trace: RedisTrace) {
    this.trace = trace;
    const made = trace.steps.flatMap((step) => (step.op === 'createGroup' ? [step.group] : []));
    const first = trace.setup.groups ?? [];
    const groups = [...new Set([...first.map(({ name }) => name), ...named(trace.steps), ...made])];
    this.names = [
      ...new Set(trace.steps.flatMap((step) => ('consumer' in step ? [step.consumer] : []))),
    ].sort();
    const log: LogSpec = {
      ...redisLog,
      id: KEY,
      title: KEY,
      broker: 'broker',
      storage: storageOf(trace),
    };
    const scenario = handDriven([log], groups.map(groupSpecOf), this.names.length);
    this.replay = new LogReplay(scenario, () => undefined);
    for (const { name, from } of first) this.createGroup(name, from);
    this.events = [];
  }

  run(): Outcome {
    const observed: ObservedEvent[] = [];
    const states: { step: number }[] = [];
    this.trace.steps.forEach((step, i) => {
      this.events = [];
      this.do(step);
      observed.push(...this.inOrder().map((event) => ({ step: i, ...event }) as ObservedEvent));
      states.push({ step: i, ...this.state() });
    });
    return { observed, states, final: this.final() };
  }

  // Steps

  private do(step: RedisStep): void {
    switch (step.op) {
      case 'publish':
        for (const id of step.ids ?? [step.id ?? '']) this.publish(id, step);
        return;
      case 'read':
        this.read(step);
        return;
      case 'ack':
        this.ack(step.group, step.consumer, step.ids ?? [step.id ?? '']);
        return;
      case 'claim': {
        const facts = this.byMember(step.group, step.consumer, {
          kind: 'claim',
          messages: step.ids.map((id) => this.messageOf.get(id) ?? 0),
          minIdleUs: step.minIdleMs * MS,
          isQuiet: step.justId ?? false,
        });
        this.claimed(step, facts);
        return;
      }
      case 'autoclaim':
        this.autoclaim(step);
        return;
      case 'createGroup':
        this.createGroup(step.group, step.from);
        return;
      case 'setGroupPosition': {
        const offset = step.after === undefined ? 0 : this.offsetBehind(step.after);
        const facts = this.replay.do({ kind: 'setPosition', target: groupId(step.group), offset });
        this.errorOf('publisher', facts, groupCommand);
        return;
      }
      case 'deleteConsumer': {
        const { group, consumer } = step;
        const facts = this.byMember(group, consumer, { kind: 'deleteMember' });
        this.errorOf('publisher', facts, groupCommand);
        const dropped = facts.find(({ kind }) => kind === Fact.memberDeleted);
        const count = dropped === undefined ? {} : { pendingDropped: dropped.count };
        this.tell('publisher', { event: 'consumerDeleted', group, consumer, ...count });
        return;
      }
      case 'deleteEntry': {
        const message = this.messageOf.get(step.id);
        if (message !== undefined) this.replay.do({ kind: 'deleteRecord', target: KEY, message });
        return;
      }
      case 'trim': {
        const facts = this.replay.do({
          kind: 'trim',
          target: KEY,
          trimTo: step.maxLen,
          isApproximate: step.approximate ?? false,
        });
        this.tell('publisher', { event: 'trimResult', removed: removedBy(facts).length });
        return;
      }
      case 'saveSnapshot':
        this.replay.do({ kind: 'saveSnapshot', target: KEY });
        return;
      case 'crash':
        this.disconnect(step.consumer);
        return;
      case 'wait':
        this.replay.wait(step.ms);
        return;
      case 'restartBroker':
        for (const name of this.names) this.disconnect(name);
        this.replay.restartBroker(step.kind);
        return;
    }
  }

  private publish(id: string, { maxLen, approximate }: RedisStep & { op: 'publish' }): void {
    const message = this.world.messageCount + 1;
    const facts = this.replay.do({
      kind: 'append',
      target: KEY,
      key: '',
      messageId: null,
      expectedOffset: null,
      entry: entryOf(id),
      trimTo: maxLen ?? null,
      isApproximate: approximate ?? false,
    });
    const appended = facts.find(({ kind }) => kind === Fact.appended);
    this.told.set(id, appended === undefined ? 'error' : 'stored');
    if (appended === undefined) {
      this.errorOf('publisher', facts, () => refusedEntry);
      return;
    }
    this.messageOf.set(id, message);
    this.idOf.set(message, id);
    const next = this.world.logs.partitions.nextOffset[0] ?? 0;
    this.entries = [...this.entries.slice(0, next - 1), id];
    this.tell('publisher', { event: 'stored', id });
    for (const other of removedBy(facts)) {
      if (other !== message) {
        this.tell('publisher', { event: 'trimmed', id: this.idOf.get(other) });
      }
    }
  }

  private read({ group, consumer, count, from, noAck }: RedisStep & { op: 'read' }): void {
    const batch = count === 0 ? ALL : count;
    const facts = this.byMember(
      group,
      consumer,
      from === 'own'
        ? { kind: 'readOwn', batch }
        : { kind: 'fetch', batch, waitUs: 0, isAcked: noAck ?? false },
    );
    if (this.errorOf(consumer, facts, readCommand)) return;
    const got = facts.filter(({ kind }) => deliveries.has(kind));
    for (const { message, rule } of got) {
      const id = this.idOf.get(message) ?? '';
      const body = rule === Rule.bodyGone ? { bodyGone: true } : {};
      this.tell(consumer, { event: 'delivered', group, consumer, id, ...body });
      if (noAck) this.noteAcked(group, id);
    }
    if (got.length === 0) this.tell(consumer, { event: 'empty', group, consumer });
  }

  private ack(group: string, consumer: string, ids: readonly string[]): void {
    const held = new Set(this.pending(group).map(({ id }) => id));
    const facts = this.byMember(group, consumer, {
      kind: 'answer',
      messages: ids.map((id) => this.messageOf.get(id) ?? 0),
      answer: 'ack',
      offset: null,
      delayUs: 0,
    });
    const count = facts.filter(({ kind }) => kind === Fact.recordAcked).length;
    this.tell(consumer, { event: 'ackResult', group, consumer, count });
    for (const id of ids) if (held.has(id)) this.noteAcked(group, id);
  }

  private autoclaim(step: RedisStep & { op: 'autoclaim' }): void {
    const { group, consumer } = step;
    const facts = this.byMember(group, consumer, {
      kind: 'claimIdle',
      batch: step.count,
      fromOffset: step.start === undefined ? 0 : this.offsetFrom(step.start),
      minIdleUs: step.minIdleMs * MS,
      isQuiet: step.justId ?? false,
    });
    if (!this.claimed(step, facts)) return;
    const end = facts.find(({ kind }) => kind === Fact.claimEnded);
    const gone = facts.filter(({ kind }) => kind === Fact.pendingDropped);
    this.tell(consumer, {
      event: 'autoclaimEnd',
      group,
      consumer,
      next: end === undefined || end.message === 0 ? null : this.idOf.get(end.message),
      deletedFromPending: gone.map(({ message }) => this.idOf.get(message)),
    });
  }

  /** False: there is no such group. */
  private claimed(
    { group, consumer }: { readonly group: string; readonly consumer: string },
    facts: readonly TraceEntry[],
  ): boolean {
    if (this.errorOf(consumer, facts, claimCommand)) return false;
    const claims = facts.filter(({ kind }) => kind === Fact.recordClaimed);
    for (const { message } of claims) {
      const id = this.idOf.get(message);
      this.tell(consumer, { event: 'claimed', group, consumer, id });
    }
    if (claims.length === 0) this.tell(consumer, { event: 'empty', group, consumer });
    return true;
  }

  private createGroup(group: string, from: 'start' | 'end'): void {
    const startsAt = from === 'end' ? 'new' : 'first';
    const facts = this.replay.do({ kind: 'createGroup', target: groupId(group), startsAt });
    this.errorOf('publisher', facts, groupCommand);
  }

  private disconnect(name: string): void {
    if (this.dead.has(name)) return;
    this.dead.add(name);
    for (const group of this.groups()) {
      const target = clientsId(groupId(group));
      this.replay.do({ kind: 'crashConsumer', target, member: this.member(name), point: 'now' });
    }
  }

  private connect(name: string): void {
    if (!this.dead.delete(name)) return;
    for (const group of this.groups()) {
      const target = clientsId(groupId(group));
      this.replay.do({ kind: 'restartConsumer', target, member: this.member(name) });
    }
  }

  private byMember(group: string, consumer: string, act: MemberAct): TraceEntry[] {
    this.connect(consumer);
    return this.replay.do({ ...act, target: groupId(group), member: this.member(consumer) });
  }

  // What clients notice

  private tell(client: string, event: object): void {
    this.events.push({ client, event });
  }

  /** Tells of a refused command. False: it was not refused. */
  private errorOf(
    client: string,
    facts: readonly TraceEntry[],
    words: (group: string, rule: number) => string,
  ): boolean {
    const refused = facts.find(
      ({ kind }) => kind === Fact.actRefused || kind === Fact.appendRefused,
    );
    if (refused === undefined) return false;
    const group = this.world.plan.nodes[refused.place]?.title ?? '';
    const isThere = this.world.logs.logs.exists[this.replay.node(KEY)] === 1;
    const text = isThere || words !== groupCommand ? words(group, refused.rule) : noKey;
    this.tell(client, { event: 'error', client, text });
    return true;
  }

  private noteAcked(group: string, id: string): void {
    this.acked[group] ??= [];
    this.acked[group].push(id);
  }

  private inOrder(): object[] {
    const names = [...new Set(this.events.map(({ client }) => client))].sort((a, b) =>
      a === 'publisher' ? -1 : b === 'publisher' ? 1 : a < b ? -1 : 1,
    );
    return names.flatMap((name) =>
      this.events.filter(({ client }) => client === name).map(({ event }) => event),
    );
  }

  // How things stand

  private state(): { length: number | null; groups: object } {
    const { logs, groups, shares, plan } = this.world.logs;
    if (logs.exists[this.replay.node(KEY)] !== 1) return { length: null, groups: {} };
    const there = this.groups().filter(
      (group) => groups.exists[this.replay.node(groupId(group))] === 1,
    );
    return {
      length: this.stored().length,
      groups: Object.fromEntries(
        there.map((group) => {
          const share = plan.firstShare[this.replay.node(groupId(group))] ?? 0;
          const position = shares.position[share] ?? 0;
          const lastDelivered = position === 0 ? null : this.entries[position - 1];
          return [group, { lastDelivered, pending: this.pending(group) }];
        }),
      ),
    };
  }

  private pending(group: string): { id: string; consumer: string; deliveryCount: number }[] {
    const { groups, pendings } = this.world.logs;
    const { member } = this.world.consumers;
    const found = [];
    for (
      let row = groups.firstPending[this.replay.node(groupId(group))] ?? -1;
      row >= 0;
      row = pendings.next[row] ?? -1
    ) {
      found.push({
        id: this.idOf.get(pendings.message[row] ?? 0) ?? '',
        consumer: this.names[(member[pendings.owner[row] ?? 0] ?? 1) - 1] ?? '',
        deliveryCount: pendings.deliveries[row] ?? 0,
      });
    }
    return found;
  }

  private stored(): string[] {
    const { records, partitions } = this.world.logs;
    const found: string[] = [];
    for (let row = partitions.head[0] ?? -1; row >= 0; row = records.next[row] ?? -1) {
      found.push(this.idOf.get(records.message[row] ?? 0) ?? '');
    }
    return found;
  }

  private final(): Record<string, unknown> {
    const isThere = this.world.logs.logs.exists[this.replay.node(KEY)] === 1;
    const stored = isThere ? this.stored() : null;
    const { groups } = this.world.logs;
    const unacked = Object.fromEntries(
      this.groups().flatMap((group) => {
        const pending =
          groups.exists[this.replay.node(groupId(group))] === 1 ? this.pending(group) : [];
        return pending.length > 0 ? [[group, pending]] : [];
      }),
    );
    const kept = new Set([...(stored ?? []), ...Object.values(this.acked).flat()]);
    const lost = [...this.told]
      .filter(([id]) => !kept.has(id))
      .map(([id, publisherTold]) => ({ id, publisherTold }));
    return { stored, unacked, acked: this.acked, lost };
  }

  // Looking things up

  private get world() {
    return this.replay.world;
  }

  private groups(): string[] {
    return this.world.plan.nodes.flatMap((node) => (node.kind === 'group' ? [node.title] : []));
  }

  private member(name: string): number {
    return this.names.indexOf(name) + 1;
  }

  /** The first offset with an entry of this number or above. */
  private offsetFrom(id: string): number {
    const at = this.entries.findIndex((other) => entryOf(other) >= entryOf(id));
    return at < 0 ? this.entries.length : at;
  }

  /** The first offset behind the entry of this number. */
  private offsetBehind(id: string): number {
    const at = this.entries.findIndex((other) => entryOf(other) > entryOf(id));
    return at < 0 ? this.entries.length : at;
  }
}

type MemberAct =
  | { kind: 'fetch'; batch: number; waitUs: number; isAcked: boolean }
  | { kind: 'readOwn'; batch: number }
  | { kind: 'answer'; messages: readonly number[]; answer: 'ack'; offset: null; delayUs: number }
  | { kind: 'claim'; messages: readonly number[]; minIdleUs: number; isQuiet: boolean }
  | {
      kind: 'claimIdle';
      batch: number;
      fromOffset: number;
      minIdleUs: number;
      isQuiet: boolean;
    }
  | { kind: 'deleteMember' };

const deliveries: ReadonlySet<number> = new Set([Fact.recordDelivered, Fact.recordRedelivered]);

function removedBy(facts: readonly TraceEntry[]): number[] {
  return facts.flatMap(({ kind, message }) => (kind === Fact.recordRemoved ? [message] : []));
}

// Redis's words for what it refuses

const refusedEntry =
  'ERR The ID specified in XADD is equal or smaller than the target stream top item';
const noKey =
  'ERR The XGROUP subcommand requires the key to exist. Note that for CREATE you may want to use the MKSTREAM option to create an empty stream automatically.';

function readCommand(group: string): string {
  return `NOGROUP No such key '${KEY}' or consumer group '${group}' in XREADGROUP with GROUP option`;
}

function claimCommand(group: string): string {
  return `NOGROUP No such key '${KEY}' or consumer group '${group}'`;
}

function groupCommand(group: string, rule: number): string {
  return rule === Rule.groupExists
    ? 'BUSYGROUP Consumer Group name already exists'
    : `NOGROUP No such consumer group '${group}' for key name '${KEY}'`;
}

/** The number of message mN, which is the entry N-0. */
function entryOf(id: string): number {
  return Number(id.slice(1));
}

function named(steps: readonly RedisStep[]): string[] {
  return steps.flatMap((step) => ('group' in step ? [step.group] : []));
}

function storageOf({ setup }: RedisTrace): LogStorage {
  if (setup.server?.appendonly === 'yes') return { kind: 'written' };
  return { kind: 'snapshot', onStop: (setup.server?.save ?? '') !== '' };
}

/** A node's name, which no other node can have. */
function groupId(name: string): string {
  return `group ${name}`;
}

function groupSpecOf(name: string): GroupSpec {
  return {
    ...redisGroup,
    id: groupId(name),
    title: name,
    broker: 'broker',
    log: KEY,
    isThere: false,
    isByHand: true,
  };
}
