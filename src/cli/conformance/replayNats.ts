/**
 * replayNats runs a recorded NATS trace in the model and says, in NATS's words, what the model does.
 *
 * Only names are translated here: streams are logs, consumers are groups, sequences are offsets from 1.
 * What happens is decided by the model. A subject without JetStream is a log that keeps nothing, with a
 * group for each subscriber.
 */
import { Fact, type GroupSpec, type LogSpec, Rule, type TraceEntry } from '../../engine/index.ts';
import { jetStreamGroup, jetStreamLog, plainGroup, plainLog } from '../../scenarios/index.ts';
import { clientsId, handDriven, LogReplay } from './LogReplay.ts';
import type {
  NatsConsumer,
  NatsStep,
  NatsStream,
  NatsTrace,
  ObservedEvent,
  Outcome,
} from './LogTrace.ts';

const MS = 1_000;
const CORE = 'core';

/** Why a trace cannot be replayed, or null. */
export function beyondNats({ setup, steps }: NatsTrace): string | null {
  const made = new Map((setup.consumers ?? []).map((one) => [one.name, JSON.stringify(one)]));
  for (const step of steps) {
    if (step.op === 'deleteConsumer') made.delete(step.consumer);
    if (step.op !== 'createConsumer') continue;
    const now = JSON.stringify(step.consumer);
    if ((made.get(step.consumer.name) ?? now) !== now)
      return 'a consumer is changed while it is there';
    made.set(step.consumer.name, now);
  }
  return null;
}

export function replayNats(trace: NatsTrace): Outcome {
  return new NatsReplay(trace).run();
}

/** Something a client was delivered. */
interface Held {
  readonly message: number;
  readonly consumer: string;
  readonly seq: number;
  isSettled: boolean;
}

class NatsReplay {
  private readonly trace: NatsTrace;
  private readonly replay: LogReplay;
  private readonly clients: readonly string[];
  /** The group that stands for a consumer now: one of this name may be made again with other settings. */
  private readonly groupOf = new Map<string, string>();
  private readonly configs = new Map<string, NatsConsumer>();
  private readonly idOf = new Map<number, string>();
  private readonly seqOf = new Map<number, number>();
  private readonly held = new Map<string, Held[]>();
  private readonly dead = new Set<string>();
  private readonly told = new Map<string, string>();
  private readonly acked: Record<string, string[]> = {};
  private readonly waiting = new Set<string>();
  private events: { readonly client: string; readonly event: object }[] = [];

  constructor(trace: NatsTrace) {
    this.trace = trace;
    const { streams = [], consumers = [] } = trace.setup;
    const made = trace.steps.flatMap((step) =>
      step.op === 'createConsumer' ? [step.consumer] : [],
    );
    for (const consumer of [...consumers, ...made]) this.configs.set(groupId(consumer), consumer);
    const subjects = coreSubjects(trace.steps);
    this.clients = clientsOf(trace.steps);
    const core: LogSpec[] =
      subjects.length === 0
        ? []
        : [{ ...plainLog, id: CORE, title: CORE, broker: 'broker', retention: 'interest' }];
    const scenario = handDriven(
      [...streams.map(logOf), ...core],
      [...[...this.configs.values()].map(groupSpecOf), ...subjects.map(coreGroup)],
      this.clients.length,
    );
    this.replay = new LogReplay(scenario, (facts) => this.take(facts));
    for (const consumer of consumers) this.createConsumer(consumer);
    this.events = [];
  }

  run(): Outcome {
    const observed: ObservedEvent[] = [];
    const states: { step: number }[] = [];
    this.trace.steps.forEach((step, i) => {
      this.events = [];
      this.do(step, i);
      observed.push(...this.inOrder().map((event) => ({ step: i, ...event }) as ObservedEvent));
      states.push({ step: i, ...this.state() });
    });
    return { observed, states, final: this.final() };
  }

  // Steps

  private do(step: NatsStep, index: number): void {
    switch (step.op) {
      case 'publish':
        for (const id of step.ids ?? [step.id ?? '']) this.publish(id, step);
        return;
      case 'fetch':
        this.fetch(step);
        return;
      case 'subscribe':
        this.subscribe(step, index);
        return;
      case 'ack':
      case 'nak':
      case 'term':
      case 'working':
        this.answer(step);
        return;
      case 'createConsumer':
        this.createConsumer(step.consumer);
        return;
      case 'deleteConsumer':
        this.replay.do({ kind: 'deleteGroup', target: this.group(step.consumer) });
        return;
      case 'deleteMessage': {
        const message = [...this.seqOf].find(
          ([number, seq]) => seq === step.seq && this.isStored(streamId(step.stream), number),
        )?.[0];
        if (message !== undefined) {
          this.replay.do({ kind: 'deleteRecord', target: streamId(step.stream), message });
        }
        return;
      }
      case 'purge':
        this.replay.do({ kind: 'purge', target: streamId(step.stream) });
        return;
      case 'crash':
        this.disconnect(step.client);
        return;
      case 'wait':
        this.replay.wait(step.ms);
        return;
      case 'restartBroker':
        for (const client of this.clients) this.disconnect(client);
        this.replay.restartBroker(step.kind);
        return;
    }
  }

  private publish(id: string, step: NatsStep & { op: 'publish' }): void {
    const { subject, msgId, expectLastSeq, core } = step;
    const streams = this.trace.setup.streams ?? [];
    // Each log says for itself whether a subject is for it; no two streams may want the same one.
    let answer: object | null = null;
    for (const { name } of streams) {
      const outcome = this.append(
        streamId(name),
        id,
        subject,
        msgId ?? null,
        expectLastSeq ?? null,
      );
      answer ??= outcome;
      if (outcome !== null) break;
    }
    if (this.node(CORE) >= 0) this.append(CORE, id, subject, null, null);
    if (core) {
      this.told.set(id, 'nothing');
      return;
    }
    const event = answer ?? { event: 'publishFailed', id, text: 'no responders' };
    const told = 'duplicate' in event && event.duplicate === true ? 'duplicate' : eventName(event);
    this.told.set(id, told);
    this.events.push({ client: 'publisher', event });
  }

  /** What the publisher is told, or null: this log has nothing to do with the subject. */
  private append(
    log: string,
    id: string,
    key: string,
    messageId: string | null,
    expectedOffset: number | null,
  ): object | null {
    const message = this.world.messageCount + 1;
    this.idOf.set(message, id);
    const next = this.world.logs.partitions.nextOffset[this.partition(log)] ?? 0;
    this.seqOf.set(message, next + 1);
    const facts = this.replay.do({
      kind: 'append',
      target: log,
      key,
      messageId,
      expectedOffset,
      entry: null,
      trimTo: null,
      isApproximate: false,
    });
    const [fact] = facts.filter(({ kind }) => appendOutcomes.has(kind));
    if (fact === undefined || fact.rule === Rule.noSuchLog) return null;
    if (fact.kind === Fact.appended) {
      return { event: 'stored', id, seq: this.seqOf.get(message), duplicate: false };
    }
    if (fact.kind === Fact.duplicateIgnored) {
      const first = this.world.trace.message(fact.cause);
      return { event: 'stored', id, seq: this.seqOf.get(first), duplicate: true };
    }
    const [code, text] = refusals(next)[fact.rule] ?? [0, 'refused'];
    return { event: 'publishRefused', id, code, text };
  }

  private fetch({ client, consumer, batch, waitMs }: NatsStep & { op: 'fetch' }): void {
    const group = this.group(consumer);
    const before = this.events.length;
    this.connect(client);
    if (waitMs !== undefined) this.waiting.add(`${client} ${group}`);
    else this.waiting.delete(`${client} ${group}`);
    const facts = this.replay.do({
      kind: 'fetch',
      target: group,
      member: this.member(client),
      batch,
      waitUs: (waitMs ?? 0) * MS,
      isAcked: false,
    });
    const isRefused = facts.some(({ kind }) => kind === Fact.actRefused);
    const got = this.events.slice(before).some((one) => one.client === client);
    if (isRefused && waitMs !== undefined) {
      this.events.push({
        client,
        event: { event: 'fetchEnded', client, consumer, missing: batch },
      });
    } else if (waitMs === undefined && !got) {
      this.events.push({ client, event: { event: 'empty', client, consumer } });
    }
  }

  private subscribe({ client, consumer }: NatsStep & { op: 'subscribe' }, index: number): void {
    this.connect(client);
    const group = consumer === undefined ? coreId(index) : this.group(consumer);
    if (consumer === undefined) {
      this.replay.do({ kind: 'createGroup', target: group, startsAt: 'new' });
    }
    this.replay.do({ kind: 'listen', target: group, member: this.member(client) });
  }

  private answer(step: NatsStep & { op: 'ack' | 'nak' | 'term' | 'working' }): void {
    const { op, client, id } = step;
    const all = this.held.get(client) ?? [];
    const matching = all.filter(
      ({ message, consumer }) =>
        this.idOf.get(message) === id && (!step.consumer || consumer === step.consumer),
    );
    const delivery = step.delivery ? matching[step.delivery - 1] : matching.at(-1);
    if (delivery === undefined) throw new Error(`${client} never got ${id}`);
    const group = this.group(delivery.consumer);
    this.connect(client);
    this.replay.do({
      kind: 'answer',
      target: group,
      member: this.member(client),
      messages: [delivery.message],
      answer: answers[op],
      offset: delivery.seq - 1,
      delayUs: (step.delayMs ?? 0) * MS,
    });
    if (op === 'working') return;
    if (op !== 'ack') {
      delivery.isSettled = true;
      return;
    }
    // What the client takes for acked: the recorder's own list, whatever the broker makes of it.
    const isAll = this.configs.get(group)?.ackPolicy === 'all';
    for (const one of all) {
      if (one.consumer !== delivery.consumer) continue;
      const isCovered = isAll && one.seq <= delivery.seq;
      if (one.message !== delivery.message && !isCovered) continue;
      if (!one.isSettled) this.noteAcked(one.consumer, one.message);
      one.isSettled = true;
    }
  }

  private noteAcked(name: string, message: number): void {
    const id = this.idOf.get(message) ?? '';
    this.acked[name] ??= [];
    if (!this.acked[name].includes(id)) this.acked[name].push(id);
  }

  private createConsumer(consumer: NatsConsumer): void {
    const { name } = consumer;
    const group = groupId(consumer);
    const isThere = this.world.logs.groups.exists[this.node(group)] === 1;
    if (isThere) return;
    if (this.node(streamId(consumer.stream)) < 0) {
      this.refuseConsumer(name, Rule.noSuchLog);
      return;
    }
    const facts = this.replay.do({ kind: 'createGroup', target: group, startsAt: null });
    const refused = facts.find(({ kind }) => kind === Fact.actRefused);
    if (refused === undefined) this.groupOf.set(name, group);
    else this.refuseConsumer(name, refused.rule);
  }

  private refuseConsumer(consumer: string, rule: number): void {
    const [code, text] = consumerRefusals[rule] ?? [0, 'refused'];
    this.events.push({
      client: 'publisher',
      event: { event: 'consumerRefused', consumer, code, text },
    });
  }

  private disconnect(client: string): void {
    if (this.dead.has(client)) return;
    this.dead.add(client);
    this.held.delete(client);
    for (const group of this.groups()) {
      const target = clientsId(group);
      this.replay.do({ kind: 'crashConsumer', target, member: this.member(client), point: 'now' });
    }
    // Without JetStream a subscription is its client's, and goes with it.
    this.trace.steps.forEach((step, i) => {
      const isIts = step.op === 'subscribe' && step.client === client && step.subject !== undefined;
      if (!isIts || this.world.logs.groups.exists[this.node(coreId(i))] !== 1) return;
      this.replay.do({ kind: 'deleteGroup', target: coreId(i) });
    });
  }

  private connect(client: string): void {
    if (!this.dead.delete(client)) return;
    for (const group of this.groups()) {
      const target = clientsId(group);
      this.replay.do({ kind: 'restartConsumer', target, member: this.member(client) });
    }
  }

  // What happens

  /** Translates the facts of one event that clients notice. */
  private take(facts: readonly TraceEntry[]): void {
    const delivered = facts.filter(({ kind }) => deliveries.has(kind));
    for (const [i, fact] of delivered.entries()) this.deliver(fact, delivered.slice(i + 1));
    for (const fact of facts) {
      if (fact.kind !== Fact.requestEnded) continue;
      const { client, consumer, group } = this.whoIs(fact.place);
      if (!this.waiting.has(`${client} ${group}`) || this.dead.has(client)) continue;
      this.events.push({
        client,
        event: { event: 'fetchEnded', client, consumer, missing: fact.count },
      });
    }
  }

  private deliver(fact: TraceEntry, later: readonly TraceEntry[]): void {
    const { client, consumer, group } = this.whoIs(fact.place);
    const id = this.idOf.get(fact.message) ?? '';
    if (this.configs.get(group) === undefined) {
      const subject = this.subjectOf(id);
      this.events.push({ client, event: { event: 'delivered', client, id, subject } });
      this.noteDelivered(client, id);
      return;
    }
    // The world is as it is after the event: what comes later in it is taken off again.
    const node = this.node(group);
    const { groups } = this.world.logs;
    const sent = later.filter(
      ({ place, rule }) => rule !== Rule.pushedToAll && this.whoIs(place).group === group,
    );
    const firsts = sent.filter(({ kind }) => kind === Fact.recordDelivered);
    const seq = this.seqOf.get(fact.message) ?? 0;
    this.held.set(client, [
      ...(this.held.get(client) ?? []),
      { message: fact.message, consumer, seq, isSettled: false },
    ]);
    this.events.push({
      client,
      event: {
        event: 'delivered',
        client,
        consumer,
        id,
        deliveryCount: fact.count,
        streamSeq: seq,
        consumerSeq: (groups.deliveries[node] ?? 0) - sent.length,
        pending: this.undelivered(node) + firsts.length,
      },
    });
  }

  private noteDelivered(client: string, id: string): void {
    this.acked[client] ??= [];
    this.acked[client].push(id);
  }

  private inOrder(): object[] {
    const names = [...new Set(this.events.map(({ client }) => client))].sort();
    const rank = (name: string): string => (name === 'publisher' ? '' : name);
    names.sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
    return names.flatMap((name) =>
      this.events.filter(({ client }) => client === name).map(({ event }) => event),
    );
  }

  // How things stand

  private state(): object {
    const { logs, partitions, groups, shares, plan } = this.world.logs;
    const streams: Record<string, object | null> = {};
    for (const { name } of this.trace.setup.streams ?? []) {
      const node = this.node(streamId(name));
      const p = this.partition(streamId(name));
      const messages = partitions.live[p] ?? 0;
      const last = partitions.nextOffset[p] ?? 0;
      const [first] = this.stored(streamId(name));
      streams[name] =
        logs.exists[node] === 1
          ? {
              messages,
              firstSeq: first === undefined ? (last === 0 ? 0 : last + 1) : this.seqOf.get(first),
              lastSeq: last,
            }
          : null;
    }
    const consumers: Record<string, object | null> = {};
    for (const { name } of this.trace.setup.consumers ?? []) {
      const node = this.node(this.group(name));
      consumers[name] =
        node >= 0 && groups.exists[node] === 1
          ? {
              pending: this.undelivered(node),
              ackPending: groups.pending[node],
              deliveredSeq: shares.position[plan.firstShare[node] ?? 0],
              deliveries: groups.deliveries[node],
            }
          : null;
    }
    return { streams, consumers };
  }

  private final(): Record<string, unknown> {
    const stored: Record<string, string[] | null> = {};
    for (const { name } of this.trace.setup.streams ?? []) {
      const isThere = this.world.logs.logs.exists[this.node(streamId(name))] === 1;
      stored[name] = isThere
        ? this.stored(streamId(name)).map((message) => this.idOf.get(message) ?? '')
        : null;
    }
    const kept = new Set(
      [...Object.values(stored), ...Object.values(this.acked)].flatMap((ids) => ids ?? []),
    );
    const lost = [...this.told]
      .filter(([id]) => !kept.has(id))
      .map(([id, publisherTold]) => ({ id, publisherTold }));
    return { stored, acked: this.acked, lost };
  }

  // Looking things up

  private get world() {
    return this.replay.world;
  }

  private node(id: string): number {
    return this.replay.node(id);
  }

  private partition(log: string): number {
    return this.world.logs.plan.firstPartition[this.node(log)] ?? 0;
  }

  /** The messages of a stream, oldest first. */
  private stored(log: string): number[] {
    const { records, partitions } = this.world.logs;
    const found: number[] = [];
    let row = partitions.head[this.partition(log)] ?? -1;
    for (; row >= 0; row = records.next[row] ?? -1) found.push(records.message[row] ?? 0);
    return found;
  }

  private isStored(log: string, message: number): boolean {
    return this.stored(log).includes(message);
  }

  private undelivered(group: number): number {
    const { shares, plan } = this.world.logs;
    return shares.undelivered[plan.firstShare[group] ?? 0] ?? 0;
  }

  private subjectOf(id: string): string {
    for (const step of this.trace.steps) {
      if (step.op === 'publish' && (step.ids ?? [step.id]).includes(id)) return step.subject;
    }
    return '';
  }

  private groups(): string[] {
    return this.world.plan.nodes.flatMap((node) => (node.kind === 'group' ? [node.id] : []));
  }

  private group(consumer: string): string {
    return this.groupOf.get(consumer) ?? '';
  }

  private member(client: string): number {
    return this.clients.indexOf(client) + 1;
  }

  private whoIs(place: number): { client: string; consumer: string; group: string } {
    const { consumers, plan } = this.world;
    const row = place - plan.nodes.length;
    const group = plan.nodes[consumers.queue[row] ?? 0]?.id ?? '';
    const client = this.clients[(consumers.member[row] ?? 1) - 1] ?? '';
    return { client, consumer: this.configs.get(group)?.name ?? '', group };
  }
}

const appendOutcomes: ReadonlySet<number> = new Set([
  Fact.appended,
  Fact.duplicateIgnored,
  Fact.appendRefused,
]);
const deliveries: ReadonlySet<number> = new Set([Fact.recordDelivered, Fact.recordRedelivered]);
const answers = { ack: 'ack', nak: 'return', term: 'end', working: 'working' } as const;

type Reply = readonly [code: number, text: string];

/** NATS's words for a refused publish, when the stream's last sequence is this. */
function refusals(lastSeq: number): Readonly<Record<number, Reply>> {
  return {
    [Rule.logFull]: [10077, 'maximum messages exceeded'],
    [Rule.logKeyFull]: [10077, 'maximum messages per subject exceeded'],
    [Rule.expectedOffset]: [10071, `wrong last sequence: ${lastSeq}`],
  };
}

const consumerRefusals: Readonly<Record<number, Reply>> = {
  [Rule.noSuchLog]: [10059, 'stream not found'],
  [Rule.workQueueAcks]: [10098, 'workqueue stream requires explicit ack'],
  [Rule.workQueueOneGroup]: [
    10099,
    'multiple non-filtered consumers not allowed on workqueue stream',
  ],
  [Rule.workQueueOverlap]: [10100, 'filtered consumer not unique on workqueue stream'],
  [Rule.workQueueFromStart]: [10101, 'consumer must be deliver all on workqueue stream'],
};

function eventName(event: object): string {
  return 'event' in event ? String(event.event) : '';
}

function clientsOf(steps: readonly NatsStep[]): string[] {
  return [...new Set(steps.flatMap((step) => ('client' in step ? [step.client] : [])))].sort();
}

function coreSubjects(steps: readonly NatsStep[]): { index: number; subject: string }[] {
  return steps.flatMap((step, index) =>
    step.op === 'subscribe' && step.subject !== undefined ? [{ index, subject: step.subject }] : [],
  );
}

function coreId(index: number): string {
  return `${CORE} ${index}`;
}

function coreGroup({ index, subject }: { index: number; subject: string }): GroupSpec {
  return {
    ...plainGroup,
    id: coreId(index),
    title: subject,
    broker: 'broker',
    log: CORE,
    isThere: false,
    isByHand: true,
    filter: subject,
    ack: 'none',
    handing: 'push',
  };
}

function logOf(stream: NatsStream): LogSpec {
  const retention = stream.retention ?? 'limits';
  return {
    ...jetStreamLog,
    id: streamId(stream.name),
    title: stream.name,
    broker: 'broker',
    keys: stream.subjects,
    storage: { kind: stream.storage === 'memory' ? 'memory' : 'written' },
    retention: retention === 'workqueue' ? 'workQueue' : retention,
    discard: stream.discard ?? 'old',
    refuseFullKey: stream.discardNewPerSubject ?? false,
    maxRecords: limit(stream.maxMsgs),
    maxPerKey: limit(stream.maxMsgsPerSubject),
    maxAgeUs: limit(stream.maxAgeMs) * MS,
    duplicateWindowUs: (stream.duplicateWindowMs ?? jetStreamLog.duplicateWindowUs / MS) * MS,
  };
}

/** NATS writes "no limit" as 0 or −1. */
function limit(value: number | undefined): number {
  return value === undefined || value <= 0 ? Number.POSITIVE_INFINITY : value;
}

/** A node's name, which no other node can have. */
function streamId(name: string): string {
  return `stream ${name}`;
}

function groupId(consumer: NatsConsumer): string {
  return `${consumer.name} ${JSON.stringify(consumer)}`;
}

function groupSpecOf(consumer: NatsConsumer): GroupSpec {
  const backoffUs = (consumer.backoffMs ?? []).map((ms) => ms * MS);
  return {
    ...jetStreamGroup,
    id: groupId(consumer),
    title: consumer.name,
    broker: 'broker',
    log: streamId(consumer.stream),
    isThere: false,
    isByHand: true,
    startsAt: consumer.deliverPolicy === 'new' ? 'new' : 'first',
    filter: consumer.filterSubject ?? null,
    ack: consumer.ackPolicy ?? 'explicit',
    ackWaitUs: (consumer.ackWaitMs ?? jetStreamGroup.ackWaitUs / MS) * MS,
    backoffUs,
    maxDeliveries: limit(consumer.maxDeliver),
    maxAckPending: limit(consumer.maxAckPending ?? jetStreamGroup.maxAckPending),
    handing: consumer.push ? 'push' : 'pull',
  };
}
