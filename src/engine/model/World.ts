/**
 * World is the state of a running system: its tables, its clock, what is scheduled, what was recorded.
 *
 * The files beside this one say what happens to it, each named after a step of the chapter: arriving,
 * calling, publishing, storing, delivering, working, settling, failing. World itself only keeps the
 * books: a copy changes its state here and nowhere else.
 */
import {
  FutureEventList,
  type FutureEventListCopy,
  fail,
  NO_EVENT,
  NO_ROW,
  PagedCounts,
  RandomStreams,
  RunningHash,
  type Table,
  type TableCopy,
} from '../kernel/index.ts';
import {
  Broker,
  COPY_EVENTS,
  COPY_STATES,
  Consumer,
  ConsumerDoes,
  Copy,
  type CopyState,
  consumerTable,
  copyStates,
  copyTable,
  NOT_ALLOWED,
} from '../lifecycles/index.ts';
import { NO_FACT, Trace } from '../trace/index.ts';
import { AlarmState } from './alarms/AlarmState.ts';
import { CommitState } from './committing/CommitState.ts';
import { lanes } from './eventKinds.ts';
import { Extensions, LeaseCaps } from './extendingTables.ts';
import { Guarantees } from './Guarantees.ts';
import { GuardState } from './guarding/GuardState.ts';
import { disturbsPackets, type RunAct } from './Intervention.ts';
import { KeyStores } from './keys/KeyStores.ts';
import { Deaths, Letters, tearUp, Words } from './letters.ts';
import { LogState } from './log/LogState.ts';
import { NodeList } from './NodeList.ts';
import { OrderState } from './order/OrderState.ts';
import { Outages } from './outages.ts';
import { consumerSpec, NO_NODE, type Plan, planOf } from './Plan.ts';
import { setQueue } from './queueSettings.ts';
import { ReceiveCounts, Receivers } from './receivingTables.ts';
import { RedrivenCounts, Redrives } from './redriveTables.ts';
import { ReplicaState } from './replicas/ReplicaState.ts';
import type { Scenario } from './Scenario.ts';
import {
  Brokers,
  Calls,
  Consumers,
  Copies,
  CopyFlag,
  Deliveries,
  Existence,
  Groups,
  KeyMode,
  Messages,
  OnFailure,
  Policies,
  Publishers,
  Queues,
  Services,
  Tallies,
  Wires,
} from './tables.ts';

const nextState = copyTable.next;
const CONSUMER_EVENTS = consumerTable.events.length;

/** The states in which a queue has a copy: its depth counts these. */
const isInside = Uint8Array.from(copyStates, (state: CopyState) =>
  state === 'ready' || state === 'delayed' || state === 'unacked' ? 1 : 0,
);

/** The states in which a copy keeps others of its key from being handed out, where a queue does so. */
const isInFlight = Uint8Array.from(copyStates, (state: CopyState) =>
  state === 'delayed' || state === 'unacked' ? 1 : 0,
);

/** A prefetch limit that is none. */
export const UNLIMITED = 2_147_483_647;

/** At most so many places (nodes and consumers), because a fact names its place in one byte. */
export const MAX_PLACES = 250;

/** Checkpoint is a copy of all that changes, from which a world can go on as if nothing had been. */
export interface Checkpoint {
  readonly nowUs: number;
  readonly events: number;
  readonly messageCount: number;
  readonly nextIntervention: number;
  readonly facts: number;
  readonly words: number;
  readonly hash: readonly [number, number];
  readonly agenda: FutureEventListCopy;
  readonly tables: readonly TableCopy[];
  readonly copyCounts: Int32Array;
  readonly ledgers: readonly (readonly (Uint8Array | undefined)[])[];
}

export class World {
  readonly plan: Plan;
  readonly seed: number;
  nowUs = 0;
  /** Events that have happened. */
  events = 0;
  /** Messages published, ever. */
  messageCount = 0;
  /** The acts of the run in the order they happen; facts of kind `intervened` count in it. */
  get acts(): readonly RunAct[] {
    return this.actsOfRun;
  }

  set acts(acts: readonly RunAct[]) {
    this.actsOfRun = acts;
    this.hasDisturbedPackets = acts.some(({ act }) => disturbsPackets(act.kind));
    this.hasAlarms = this.alarms.hasLimits || acts.some(({ act }) => act.kind === 'fillDisk');
  }

  /** Whether an act of the run makes a packet come late or twice: without one, none has to be looked at. */
  hasDisturbedPackets = false;
  /** Whether a broker has a limit or an act fills a disk: without either, no alarm can be raised. */
  hasAlarms = false;
  private actsOfRun: readonly RunAct[] = [];
  /** How many of them have happened. */
  nextIntervention = 0;
  readonly hash = new RunningHash();
  readonly agenda = new FutureEventList(lanes);
  readonly trace: Trace;

  readonly random: RandomStreams;
  readonly messages = new Messages();
  readonly copies = new Copies();
  readonly deliveries = new Deliveries();
  readonly calls = new Calls();
  readonly publishers: Publishers;
  readonly brokers: Brokers;
  readonly queues: Queues;
  /** Of queues that have one; see `Queues.hasPolicy`. */
  readonly policies: Policies;
  readonly existence: Existence;
  readonly letters = new Letters();
  readonly deaths = new Deaths();
  readonly redrives = new Redrives();
  readonly redriven = new RedrivenCounts();
  readonly extensions = new Extensions();
  readonly leaseCaps: LeaseCaps;
  readonly receivers = new Receivers();
  readonly receiveCounts: ReceiveCounts;
  readonly words = new Words();
  readonly groups: Groups;
  readonly consumers = new Consumers();
  readonly services: Services;
  readonly wires: Wires;
  readonly tallies: Tallies;
  readonly guarantees: Guarantees;
  readonly logs: LogState;
  readonly replicas: ReplicaState;
  readonly order: OrderState;
  readonly keyStores: KeyStores;
  readonly commits: CommitState;
  readonly guards: GuardState;
  readonly alarms: AlarmState;
  readonly outages = new Outages();
  /** How many copies of each queue are in each state, at `queue * states + state`. */
  readonly copyCounts: Int32Array;
  /** By consumer node: how often each order has had its effect, and whether its key is recorded. */
  readonly ledgers: readonly PagedCounts[];
  /** Queues that may have something to deliver; between events there are none. */
  readonly toDispatch: NodeList;
  /** Queues whose books have changed since they were checked. */
  readonly touched: NodeList;

  private readonly tables: readonly Table[];

  constructor(scenario: Scenario, seed: number, record: boolean) {
    const plan = planOf(scenario);
    const nodes = plan.nodes.length;
    this.plan = plan;
    this.seed = seed;
    this.trace = new Trace(record);
    this.random = new RandomStreams(seed);
    this.publishers = new Publishers(nodes);
    this.brokers = new Brokers(nodes);
    this.queues = new Queues(nodes);
    this.policies = new Policies(nodes);
    this.existence = new Existence(nodes);
    this.leaseCaps = new LeaseCaps(plan.extendsLeases ? nodes : 0);
    this.receiveCounts = new ReceiveCounts(plan.receives ? nodes : 0);
    this.groups = new Groups(nodes);
    this.services = new Services(nodes);
    this.wires = new Wires(scenario.wires.length);
    this.tallies = new Tallies(nodes);
    this.guarantees = new Guarantees(nodes);
    this.logs = new LogState(scenario);
    this.replicas = new ReplicaState(scenario, this.logs.plan);
    this.order = new OrderState(nodes, plan.writesLetters);
    this.keyStores = new KeyStores(scenario);
    this.commits = new CommitState(scenario);
    this.guards = new GuardState(scenario);
    this.alarms = new AlarmState(scenario);
    this.copyCounts = new Int32Array(nodes * COPY_STATES);
    this.ledgers = plan.nodes.map(() => new PagedCounts());
    this.toDispatch = new NodeList(nodes);
    this.touched = new NodeList(nodes);
    this.tables = [
      this.random,
      this.messages,
      this.copies,
      this.deliveries,
      this.calls,
      this.publishers,
      this.brokers,
      this.queues,
      this.groups,
      this.consumers,
      this.services,
      this.wires,
      this.tallies,
      this.guarantees,
      this.policies,
      this.existence,
      this.letters,
      this.deaths,
      this.redrives,
      this.redriven,
      this.extensions,
      this.leaseCaps,
      this.receivers,
      this.receiveCounts,
      ...this.logs.tables,
      ...this.order.tables,
      ...this.keyStores.tables,
      ...this.replicas.tables,
      ...this.commits.tables,
      this.outages,
      ...this.guards.tables,
      ...this.alarms.tables,
    ];
    this.setUp();
  }

  /** Writes a fact about a message or, with NO_MESSAGE, about a place alone. Returns its index. */
  record(
    kind: number,
    message: number,
    place: number,
    count: number,
    cause: number,
    rule: number,
  ): number {
    return this.trace.write(this.nowUs, kind, message, place, count, cause, rule);
  }

  /** The place of a consumer in the trace: consumers come after the nodes. */
  placeOf(consumer: number): number {
    return this.plan.nodes.length + consumer;
  }

  // Copies

  /** Moves a copy along its lifecycle and keeps the books of its queue. */
  advance(copy: number, event: number): void {
    const { copies, copyCounts } = this;
    const from = copies.state[copy];
    const to = nextState[from * COPY_EVENTS + event];
    const queue = copies.queue[copy];
    if (to === NOT_ALLOWED) notAllowed(from, event);
    copies.state[copy] = to;
    this.touched.add(queue);
    copyCounts[queue * COPY_STATES + from]--;
    copyCounts[queue * COPY_STATES + to]++;
    if (isInside[from] !== isInside[to]) this.changeDepth(copy, queue, isInside[to]);
    if (this.queues.hasPolicy[queue] === 1) this.weigh(copy, queue, from, to);
  }

  /** Keeps the bytes that are ready, and how many of each key are in flight. */
  private weigh(copy: number, queue: number, from: number, to: number): void {
    const letter = this.copies.letter[copy];
    const bytes = this.letters.bytes[letter];
    if (from === Copy.ready) this.policies.readyBytes[queue] -= bytes;
    if (to === Copy.ready) this.policies.readyBytes[queue] += bytes;
    const lane = this.letters.lane[letter];
    if (lane === NO_ROW || isInFlight[from] === isInFlight[to]) return;
    this.order.lanes.inFlight[lane] += isInFlight[to] === 1 ? 1 : -1;
    // The next one of its key may be handed out.
    if (isInFlight[to] === 0 && this.order.nodes.perKeyInFlight[queue] === 1) this.wakeQueue(queue);
  }

  countOf(queue: number, state: number): number {
    return this.copyCounts[queue * COPY_STATES + state];
  }

  /** Copies that a queue has: ready, delayed or unacked. */
  depthOf(queue: number): number {
    return (
      this.countOf(queue, Copy.ready) +
      this.countOf(queue, Copy.delayed) +
      this.countOf(queue, Copy.unacked)
    );
  }

  /** Makes a copy of a message for a queue, on its way there. */
  addCopy(message: number, queue: number, flags: number): number {
    const { copies, messages } = this;
    const copy = copies.take();
    copies.message[copy] = message;
    copies.queue[copy] = queue;
    copies.state[copy] = Copy.inTransit;
    copies.flags[copy] = flags | CopyFlag.holds;
    copies.sibling[copy] = messages.firstCopy[message];
    copies.previous[copy] = copies.next[copy] = copies.nextToFlush[copy] = NO_ROW;
    copies.delivery[copy] = copies.letter[copy] = NO_ROW;
    copies.deliveryCount[copy] = 0;
    copies.timer[copy] = NO_EVENT;
    copies.place[copy] = 0;
    copies.storedAtUs[copy] = this.nowUs;
    copies.lastFact[copy] = copies.storedFact[copy] = messages.lastFact[message];
    messages.firstCopy[message] = copy;
    messages.refs[message]++;
    this.touched.add(queue);
    this.copyCounts[queue * COPY_STATES + Copy.inTransit]++;
    return copy;
  }

  /** Nothing more can happen to this copy: it no longer keeps its message in memory. */
  letGo(copy: number): void {
    const { flags, message } = this.copies;
    if ((flags[copy] & CopyFlag.holds) === 0) return;
    flags[copy] &= ~CopyFlag.holds;
    this.release(message[copy]);
  }

  /** One reference less; the last one gives the message and its copies back. */
  release(message: number): void {
    if (--this.messages.refs[message] <= 0) this.giveBack(message);
  }

  private giveBack(message: number): void {
    const { messages, copies } = this;
    if (messages.refs[message] < 0) fail(`message ${messages.number[message]} was released twice`);
    for (let copy = messages.firstCopy[message]; copy !== NO_ROW; ) {
      const next = copies.sibling[copy];
      copies.queue[copy] = NO_NODE;
      if (copies.letter[copy] !== NO_ROW) tearUp(this, copy);
      copies.giveBack(copy);
      copy = next;
    }
    messages.firstCopy[message] = NO_ROW;
    messages.number[message] = 0;
    messages.giveBack(message);
    if (this.order.isOn) this.order.messages.giveBack(message);
  }

  messageNumber(copy: number): number {
    return this.messages.number[this.copies.message[copy]];
  }

  // Consumers

  advanceConsumer(consumer: number, event: number): void {
    const from = this.consumers.state[consumer];
    const to = consumerTable.next[from * CONSUMER_EVENTS + event];
    if (to === NOT_ALLOWED) {
      fail(`a consumer that is ${consumerTable.states[from]} got ${consumerTable.events[event]}`);
    }
    this.consumers.state[consumer] = to;
  }

  /** Adds a consumer to a group; it is connected if its broker is running and its wire is whole. */
  addConsumer(group: number): number {
    const { consumers, groups, plan } = this;
    const consumer = consumers.take();
    this.logs.addMember();
    if (plan.receives) this.receivers.add();
    const queue = plan.queueOf[group];
    const member = ++groups.members[group];
    consumers.group[consumer] = group;
    consumers.queue[consumer] = queue;
    consumers.member[consumer] = member;
    consumers.state[consumer] = Consumer.idle;
    const isCut = this.wires.isCut[plan.subscriptionOf[group]] === 1;
    // One by hand is connected when it subscribes.
    const isThere = !isCut && !this.isByHand(group) && this.isRunning(plan.brokerOf[queue]);
    consumers.connected[consumer] = isThere ? 1 : 0;
    consumers.outsideWindow[consumer] = consumers.isExclusive[consumer] = 0;
    consumers.priority[consumer] = plan.consumers[group]?.priority ?? 0;
    consumers.isInTurn[consumer] = consumers.turnAt[consumer] = 0;
    consumers.subscribedAt[consumer] = ++this.policies.turnCounter[queue];
    consumers.window[consumer] = consumers.busy[consumer] = consumers.draws[consumer] = 0;
    consumers.firstDelivery[consumer] = consumers.lastDelivery[consumer] = NO_ROW;
    consumers.firstHeld[consumer] = consumers.lastHeld[consumer] = NO_ROW;
    consumers.stream[consumer] = this.random.open(`work/${plan.nodes[group].id}/${member}`);
    const { mishaps } = consumerSpec(plan, group);
    consumers.mishapStream[consumer] =
      mishaps === undefined ? 0 : this.random.open(`mishaps/${plan.nodes[group].id}/${member}`);
    consumers.armedBeforeWork[consumer] = consumers.armedMidWork[consumer] = 0;
    consumers.armedAfterEffect[consumer] = 0;
    consumers.closing[consumer] = consumers.restart[consumer] = NO_EVENT;
    consumers.restartAtUs[consumer] = 0;
    consumers.armedFact[consumer] = consumers.lastFact[consumer] = NO_FACT;
    return consumer;
  }

  /** The process runs, whether or not the broker can see it. */
  isAlive(consumer: number): boolean {
    const state = this.consumers.state[consumer];
    return state !== Consumer.down && state !== Consumer.removed;
  }

  /** A person acts for the consumers of this group. */
  isByHand(group: number): boolean {
    return this.plan.channelOf[group].length > 0;
  }

  /** With nothing more at hand a consumer rests; one that was told to leave is gone. */
  rest(consumer: number): void {
    const state = this.consumers.state[consumer];
    if (this.consumers.busy[consumer] > 0) return;
    if (state === Consumer.working || state === Consumer.leaving) {
      this.advanceConsumer(consumer, ConsumerDoes.REST);
    }
  }

  isRunning(broker: number): boolean {
    return this.brokers.state[broker] === Broker.running;
  }

  /** Marks a queue that may have something to deliver; the delivering happens when the event is over. */
  wakeQueue(queue: number): void {
    this.toDispatch.add(queue);
  }

  // Checkpoints

  checkpoint(): Checkpoint {
    return {
      nowUs: this.nowUs,
      events: this.events,
      messageCount: this.messageCount,
      nextIntervention: this.nextIntervention,
      facts: this.trace.length,
      words: this.words.count,
      hash: this.hash.copy(),
      agenda: this.agenda.copy(),
      tables: this.tables.map((table) => table.snapshot()),
      copyCounts: this.copyCounts.slice(),
      ledgers: this.ledgers.map((ledger) => ledger.copy()),
    };
  }

  restore(from: Checkpoint): void {
    this.nowUs = from.nowUs;
    this.events = from.events;
    this.messageCount = from.messageCount;
    this.nextIntervention = from.nextIntervention;
    this.trace.rewind(from.facts);
    this.words.restore(from.words);
    this.hash.restore(from.hash);
    this.agenda.restore(from.agenda);
    this.tables.forEach((table, i) => {
      table.restore(from.tables[i]);
    });
    this.order.restored();
    this.keyStores.restored();
    this.copyCounts.set(from.copyCounts);
    this.ledgers.forEach((ledger, i) => {
      ledger.restore(from.ledgers[i]);
    });
  }

  /** A hash of everything, for comparing two worlds that should be the same. */
  stateHash(): string {
    const hash = new RunningHash();
    // Tombstones at the top are swept when somebody looks; whether somebody has looked does not count.
    this.agenda.nextDueUs();
    const { agenda, tables, ...scalars } = this.checkpoint();
    hash.add(scalars.nowUs);
    hash.add(scalars.events);
    hash.add(scalars.messageCount);
    for (const column of Object.values(agenda)) {
      if (typeof column === 'number') hash.add(column);
      else for (const value of column) hash.add(value);
    }
    for (const table of tables) {
      for (const column of table.columns) for (const value of column) hash.add(value);
      for (const row of table.free) hash.add(row);
    }
    scalars.copyCounts.forEach((count, at) => {
      // The youngest of the states: where no copy was ever in it, a world is as it was without it.
      if (count !== 0 || at % COPY_STATES !== Copy.redriven) hash.add(count);
    });
    for (const pages of scalars.ledgers) {
      for (const page of pages) if (page) for (const count of page) hash.add(count);
    }
    return hash.toString();
  }

  private changeDepth(copy: number, queue: number, entered: number): void {
    const { queues, copies } = this;
    // ∫ N dt grows by the depth so far times the time it held: Little's law is checked against it.
    const depth = this.depthOf(queue);
    const before = entered ? depth - 1 : depth + 1;
    queues.depthAreaUs[queue] += before * (this.nowUs - queues.depthSinceUs[queue]);
    queues.depthSinceUs[queue] = this.nowUs;
    if (depth > queues.depthMax[queue]) queues.depthMax[queue] = depth;
    if (entered) copies.storedAtUs[copy] = this.nowUs;
    else queues.sojournSumUs[queue] += this.nowUs - copies.storedAtUs[copy];
  }

  private setUp(): void {
    const { plan, publishers, groups, services, wires } = this;
    plan.scenario.wires.forEach((wire, w) => {
      wires.latencyUs[w] = wire.latencyUs;
      wires.lossThreshold[w] = Math.floor(wire.loss * 4_294_967_296 + 0.5);
      wires.stream[w] = this.random.open(`loss/${wire.from}/${wire.to}`);
    });
    plan.nodes.forEach((node, i) => {
      if (node.kind === 'producer') {
        publishers.stream[i] = this.random.open(`arrivals/${node.id}`);
        if (node.keys?.kind === 'drawn')
          this.order.nodes.stream[i] = this.random.open(`keys/${node.id}`);
      }
      if (node.kind === 'queue') {
        setQueue(this, i, node);
        if (node.policy !== undefined && node.policy.missedDeletes > 0)
          this.order.nodes.stream[i] = this.random.open(`deletes/${node.id}`);
        this.existence.isGone[i] = node.policy?.isDeclared === false ? 1 : 0;
      }
      if (node.kind === 'exchange') {
        this.existence.isGone[i] = node.routing?.isDeclared === false ? 1 : 0;
      }
      if (node.kind === 'service') {
        services.threads[i] = node.threads;
        services.waitingRoom[i] = node.waitingRoom;
        services.stream[i] = this.random.open(`work/${node.id}`);
      }
      if (node.kind === 'consumer') {
        groups.prefetchLimit[i] = Math.min(node.prefetchLimit, UNLIMITED);
        // A consumer by hand begins no work by itself.
        groups.concurrency[i] = node.byHand === undefined ? node.concurrency : 0;
        groups.ackBeforeWork[i] = node.ack === 'beforeWork' ? 1 : 0;
        groups.ackOnSend[i] = node.ack === 'onSend' ? 1 : 0;
        groups.onFailure[i] = OnFailure[node.onFailure];
        groups.idempotencyKey[i] = KeyMode[node.idempotencyKey];
        for (let member = 0; member < node.count; member++) this.addConsumer(i);
      }
    });
  }
}

function notAllowed(from: number, event: number): never {
  fail(`a copy that is ${copyStates[from]} got ${copyTable.events[event]}`);
}
