/**
 * replayRabbit runs a trace's steps as acts of an ordinary run, and reads off what the broker answers.
 *
 * A step takes no time but for a moment that lets all its consequences happen; `wait` lets time pass.
 * What is observed are facts of the trace of the run; how things stand is read from the world's tables.
 */
import {
  type Act,
  Copy,
  DeliveryFlag,
  deathReasons,
  deathsOf,
  Fact,
  type Intervention,
  type Letter,
  NO_ROW,
  Rule,
  Simulation,
  type TraceEntry,
  type World,
} from '../../engine/index.ts';
import type {
  Final,
  Outcome,
  PublishedMessage,
  RabbitStep,
  RabbitTrace,
  TraceEvent,
  TraceState,
} from './BrokerTrace.ts';
import {
  BROKER,
  consumerNode,
  drainNode,
  exchangeNode,
  PUBLISHER,
  type RabbitWorld,
  rabbitScenario,
} from './rabbitScenario.ts';

/** All consequences of one act happen within this time, which is nothing beside the durations of traces. */
const MOMENT_US = 100;

export function replayRabbit(trace: RabbitTrace): Outcome {
  const replay = new RabbitReplay(trace);
  for (const [i, step] of trace.steps.entries()) replay.take(step, i);
  return replay.outcome();
}

const codeTexts: Readonly<Record<number, string>> = {
  403: 'ACCESS_REFUSED',
  404: 'NOT_FOUND',
  405: 'RESOURCE_LOCKED',
  406: 'PRECONDITION_FAILED',
};

class RabbitReplay {
  private readonly made: RabbitWorld;
  private readonly simulation: Simulation;
  private readonly world: World;
  private acts: Intervention[] = [];
  private nowUs = 0;
  private step = 0;
  private isRestarting = false;
  private factsRead = 0;
  private readonly observed: TraceEvent[] = [];
  private readonly states: TraceState[] = [];
  /** Queues whose state is looked at: those of the set-up, and those declared since. */
  private readonly watched: string[];
  /** By the number of a message: its id in the trace. */
  private readonly ids: string[] = [''];
  /** What the publisher was told of each message, in the order of publishing. */
  private readonly told = new Map<string, string[]>();
  private readonly unconfirmed = new Set<string>();
  /** The ids of messages whose refusal has been told. */
  private readonly refused = new Set<number>();
  /** A channel's prefetch holds for its later subscriptions too. */
  private readonly prefetch = new Map<string, number>();
  private readonly acked: Record<string, string[]> = {};
  private readonly autoAcked: Record<string, string[]> = {};
  /** What the drain at the end got. */
  private drained: Record<string, unknown>[] | null = null;

  constructor(trace: RabbitTrace) {
    this.made = rabbitScenario(trace);
    this.simulation = new Simulation(this.made.scenario, { maxEvents: 10_000_000 });
    this.world = this.simulation.world;
    this.watched = trace.setup.queues.map((queue) => queue.name);
  }

  take(step: RabbitStep, index: number): void {
    this.step = index;
    this.perform(step);
    this.states.push({ step: index, ready: this.depths() });
  }

  outcome(): Outcome {
    return { observed: this.observed, states: this.states, final: this.final() };
  }

  // Steps

  private perform(step: RabbitStep): void {
    switch (step.op) {
      case 'wait':
        this.pass(step.ms * 1_000);
        return;
      case 'restartBroker':
        this.prefetch.clear();
        this.isRestarting = true;
        this.act([
          {
            kind: 'stopBroker',
            target: BROKER,
            how: step.kind === 'graceful' ? 'graceful' : 'kill',
          },
        ]);
        this.act([{ kind: 'startBroker', target: BROKER }]);
        this.isRestarting = false;
        return;
      case 'publish':
        this.publish(
          (step.ids ?? [step.id ?? '']).map((id) => ({ ...step, id })),
          step.pipelined === true,
        );
        return;
      case 'publishBatch':
        this.publish(step.messages, true);
        return;
      case 'consume':
        this.consume(step);
        return;
      case 'get':
        this.act([
          {
            kind: 'get',
            target: consumerNode(step.consumer, step.queue),
            ack: step.ack === 'auto' ? 'onSend' : 'byHand',
          },
        ]);
        return;
      case 'ack':
      case 'nack':
      case 'reject':
        this.act([
          {
            kind: 'settle',
            target: this.groupOf(step.consumer),
            message: this.ids.lastIndexOf(step.id),
            verdict: step.op,
            requeue: step.op !== 'ack' && step.requeue,
            multiple: step.op !== 'reject' && step.multiple === true,
          },
        ]);
        return;
      case 'cancel':
        this.act([{ kind: 'cancel', target: consumerNode(step.consumer, step.queue) }]);
        return;
      case 'recover':
        this.act([{ kind: 'recover', target: this.groupOf(step.consumer) }]);
        return;
      case 'closeChannel':
      case 'crashConsumer':
        this.prefetch.delete(step.consumer);
        this.act([
          {
            kind: 'closeChannel',
            target: this.groupOf(step.consumer),
            how: step.op === 'crashConsumer' ? 'crash' : 'orderly',
          },
        ]);
        return;
      case 'declareQueue':
        if (!this.watched.includes(step.queue.name)) this.watched.push(step.queue.name);
        this.act([
          {
            kind: 'declareQueue',
            target: step.queue.name,
            as: this.made.queueSpec(step.queue),
            isPassive: false,
          },
        ]);
        return;
      case 'deleteQueue':
        this.act([{ kind: 'deleteQueue', target: step.queue }]);
        return;
      case 'purge':
        this.act([{ kind: 'purgeQueue', target: step.queue }]);
        return;
    }
  }

  /** One after the other, each after the confirm of the one before; or all of them at once. */
  private publish(
    messages: readonly ({ readonly id: string } & PublishedMessage)[],
    atOnce: boolean,
  ): void {
    const acts = messages.map((message): Act & { kind: 'publish' } => ({
      kind: 'publish',
      target: PUBLISHER,
      to: exchangeNode(message.exchange ?? ''),
      persistent: message.persistent ?? true,
      confirm: message.confirm ?? true,
      ...letterOf(message),
    }));
    for (const { id, confirm } of messages) {
      this.told.set(id, []);
      if (confirm === false) this.unconfirmed.add(id);
    }
    for (const group of atOnce ? [acts] : acts.map((one) => [one])) {
      const first = atOnce ? 0 : acts.indexOf(group[0] as (typeof acts)[number]);
      // Messages are numbered as they are published; one to an exchange that is not there has no number.
      const numbered = messages
        .slice(first, first + group.length)
        .filter((message) => this.isThere(exchangeNode(message.exchange ?? '')));
      for (const { id } of numbered) this.ids.push(id);
      this.act(group);
    }
  }

  private consume(step: RabbitStep & { readonly op: 'consume' }): void {
    if (step.prefetch !== undefined) this.prefetch.set(step.consumer, step.prefetch);
    const prefetch = this.prefetch.get(step.consumer) ?? 0;
    this.act([
      {
        kind: 'subscribe',
        target: consumerNode(step.consumer, step.queue),
        prefetchLimit: prefetch === 0 ? Number.POSITIVE_INFINITY : prefetch,
        ack: step.ack === 'auto' ? 'onSend' : 'byHand',
        priority: step.priority ?? 0,
        exclusive: step.exclusive ?? false,
      },
    ]);
  }

  /** Any group of a client: all of them share its channel. */
  private groupOf(client: string): string {
    const group = this.made.scenario.nodes.find(
      (node) => node.kind === 'consumer' && node.byHand === client,
    );
    return group?.id ?? '';
  }

  // Time

  private act(acts: readonly Act[]): void {
    this.nowUs += MOMENT_US;
    this.acts = [...this.acts, ...acts.map((act) => ({ atUs: this.nowUs, ...act }))];
    this.simulation.setInterventions(this.acts);
    this.runUntil(this.nowUs + MOMENT_US - 1);
  }

  private pass(us: number): void {
    this.nowUs += us;
    this.runUntil(this.nowUs);
  }

  private runUntil(untilUs: number): void {
    while (this.simulation.nextUs() <= untilUs && this.simulation.step()) this.readFacts();
    this.world.nowUs = Math.max(this.world.nowUs, untilUs);
  }

  // What is observed

  private readFacts(): void {
    const { trace } = this.world;
    for (; this.factsRead < trace.length; this.factsRead++)
      this.observe(trace.entry(this.factsRead));
  }

  private observe(fact: TraceEntry): void {
    const id = this.ids[fact.message] ?? '';
    switch (fact.kind) {
      case Fact.confirmed:
        this.tell(id, 'confirmed');
        return;
      case Fact.refused:
        if (!this.refused.has(fact.message)) this.tell(id, 'refused');
        this.refused.add(fact.message);
        return;
      case Fact.sentBack:
        this.told.get(id)?.push('returned');
        this.add({ event: 'returned', id, code: 312, text: 'NO_ROUTE' });
        return;
      case Fact.delivered:
      case Fact.redelivered:
        // What is sent to the next while connections close reaches nobody.
        if (!this.isRestarting) this.deliver(fact, id);
        return;
      case Fact.acked:
      case Fact.ackCameTooLate:
        this.settle(fact, id);
        return;
      case Fact.foundEmpty: {
        const { client, queue } = this.clientAt(fact.place);
        this.add({ event: 'empty', consumer: client, queue });
        return;
      }
      case Fact.unsubscribed:
        if (fact.rule !== Rule.queueDeleted) return;
        {
          const { client, queue } = this.clientAt(fact.place);
          this.add({ event: 'consumerCancelled', consumer: client, queue });
        }
        return;
      case Fact.channelClosed: {
        const isConsumer = fact.place >= this.world.plan.nodes.length;
        const client = isConsumer ? this.clientAt(fact.place).client : 'publisher';
        this.prefetch.delete(client);
        this.add({
          event: 'channelClosed',
          client,
          code: fact.count,
          text: codeTexts[fact.count] ?? '',
        });
        return;
      }
      case Fact.purged:
        this.add({ event: 'purged', queue: this.nameOf(fact.place), count: fact.count });
        return;
    }
  }

  private add(event: { readonly event: string; readonly [detail: string]: unknown }): void {
    if (this.drained === null) this.observed.push({ step: this.step, ...event });
  }

  private tell(id: string, event: string): void {
    this.told.get(id)?.push(event);
    this.add({ event, id });
  }

  private deliver(fact: TraceEntry, id: string): void {
    const { client, queue } = this.clientAt(fact.place);
    const delivery = this.deliveryOf(fact);
    const isGot = fact.rule === Rule.get;
    const details = this.messageFacts(this.at(this.world.deliveries.copy, delivery), id, isGot);
    if (this.drained !== null && client === drainNode(queue)) {
      this.drained.push(details);
      return;
    }
    const flags = this.at(this.world.deliveries.flags, delivery);
    if (flags & DeliveryFlag.ackedEarly) push(this.autoAcked, queue, id);
    this.add({ event: isGot ? 'got' : 'delivered', consumer: client, queue, ...details });
  }

  private settle(fact: TraceEntry, id: string): void {
    if (fact.kind === Fact.ackCameTooLate) {
      const act = this.acts.at(-1);
      const isAck = act?.kind === 'settle' && act.verdict === 'ack';
      if (isAck) push(this.acked, this.clientAt(fact.place).queue, id);
    } else push(this.acked, this.nameOf(fact.place), id);
  }

  /** The delivery that a fact tells of. */
  private deliveryOf(fact: TraceEntry): number {
    const { consumers, deliveries, plan } = this.world;
    let delivery = this.at(consumers.lastDelivery, fact.place - plan.nodes.length);
    while (delivery !== NO_ROW && this.at(deliveries.lastFact, delivery) !== fact.index)
      delivery = this.at(deliveries.previous, delivery);
    return delivery;
  }

  private clientAt(place: number): { client: string; queue: string } {
    const { consumers, plan } = this.world;
    const group = this.at(consumers.group, place - plan.nodes.length);
    const client = plan.consumers[group]?.byHand ?? '';
    return { client, queue: this.nameOf(this.at(plan.queueOf, group)) };
  }

  private nameOf(node: number): string {
    return this.world.plan.nodes[node]?.id ?? '';
  }

  /** What a consumer reads on a message. */
  private messageFacts(copy: number, id: string, isGot: boolean): Record<string, unknown> {
    const { copies, letters, policies } = this.world;
    const letter = this.at(copies.letter, copy);
    const attempts = this.at(letters.attempts, letter);
    const priority = this.at(letters.priority, letter);
    const expirationUs = this.at(letters.expirationUs, letter);
    const showsCount = this.at(policies.showsCount, this.at(copies.queue, copy)) === 1;
    const deaths = deathsOf(this.world, copy);
    return {
      id,
      redelivered: this.at(letters.isSeen, letter) === 1,
      ...(showsCount && (isGot || attempts > 0) ? { deliveryCount: attempts } : {}),
      ...(priority === NO_ROW ? {} : { priority }),
      ...expirationOf('expiration', expirationUs),
      ...(deaths.length === 0
        ? {}
        : {
            deaths: deaths.map((death) => ({
              queue: this.nameOf(death.queue),
              reason: death.reason,
              count: death.count,
              exchange: this.exchangeName(death.exchange),
              keys: [death.key],
              ...expirationOf('originalExpiration', death.expirationUs),
            })),
            firstDeath: {
              queue: this.nameOf(this.at(letters.firstQueue, letter)),
              reason: deathReasons[this.at(letters.firstReason, letter)],
              exchange: this.exchangeName(this.at(letters.firstExchange, letter)),
            },
          }),
    };
  }

  private exchangeName(node: number): string {
    return this.world.plan.nodes[node]?.title ?? '';
  }

  // How things stand

  private depths(): Record<string, number | null> {
    const depths = this.watched.map((name) => [name, this.depthOf(name)] as const);
    // Whoever looks at a queue asks for it, which a classic queue with an expiry takes for a use.
    for (const name of this.watched) this.lookUp(name);
    return Object.fromEntries(depths);
  }

  private depthOf(name: string): number | null {
    const queue = this.world.plan.nodeOf.get(name) ?? NO_ROW;
    return this.isThere(name) ? this.world.countOf(queue, Copy.ready) : null;
  }

  private isThere(node: string): boolean {
    const number = this.world.plan.nodeOf.get(node) ?? NO_ROW;
    return this.at(this.world.existence.isGone, number) === 0;
  }

  private lookUp(name: string): void {
    const queue = this.world.plan.nodeOf.get(name) ?? NO_ROW;
    const { expiresUs, showsCount } = this.world.policies;
    const expires = this.at(expiresUs, queue) !== Number.POSITIVE_INFINITY;
    if (this.isThere(name) && expires && this.at(showsCount, queue) === 0)
      this.act([{ kind: 'declareQueue', target: name, as: null, isPassive: true }]);
  }

  // The end

  private final(): Final {
    const ready: Record<string, string[] | null> = {};
    const details: Record<string, unknown[]> = {};
    for (const name of this.watched) {
      const messages = this.drain(name);
      ready[name] = messages?.map((message) => String(message['id'])) ?? null;
      const notable = (messages ?? []).filter(
        (message) =>
          message['redelivered'] === true ||
          message['deaths'] !== undefined ||
          message['deliveryCount'] !== undefined,
      );
      if (notable.length > 0) details[name] = notable;
    }
    const unacked = this.unacked();
    const kept = new Set(
      [ready, unacked, this.acked, this.autoAcked].flatMap((group) =>
        Object.values(group).flatMap((ids) => ids ?? []),
      ),
    );
    const lost = [...this.told]
      .filter(([id]) => !kept.has(id))
      .map(([id, events]) => ({ id, publisherTold: this.toldOf(id, events) }));
    return {
      ready,
      ...(Object.keys(details).length > 0 ? { details } : {}),
      unacked,
      acked: this.acked,
      ...(Object.keys(this.autoAcked).length > 0 ? { autoAcked: this.autoAcked } : {}),
      lost,
    };
  }

  /** Fetches all that is ready, as the recorder did: what expires meanwhile goes its way. */
  private drain(name: string): Record<string, unknown>[] | null {
    const depth = this.depthOf(name);
    if (depth === null) return null;
    this.drained = [];
    for (let before = -1; before < this.drained.length && this.isThere(name); ) {
      before = this.drained.length;
      this.act([{ kind: 'get', target: drainNode(name), ack: 'onSend' }]);
    }
    const found = this.drained;
    // A queue that lets nobody fetch can only be seen to be empty.
    if (found.length === 0 && this.depthOf(name) !== 0) return null;
    return found.map(({ deliveryCount, ...message }) =>
      deliveryCount === undefined || deliveryCount === 0 ? message : { ...message, deliveryCount },
    );
  }

  /** What each client holds, in the order in which it came. */
  private unacked(): Record<string, string[]> {
    const { consumers, deliveries, plan } = this.world;
    const held = new Map<string, number[]>();
    for (let consumer = 0; consumer < consumers.rows; consumer++) {
      const client = plan.consumers[this.at(consumers.group, consumer)]?.byHand ?? '';
      let delivery = this.at(consumers.firstDelivery, consumer);
      for (; delivery !== NO_ROW; delivery = this.at(deliveries.next, delivery)) {
        if (this.at(deliveries.flags, delivery) & DeliveryFlag.ackedEarly) continue;
        held.set(client, [...(held.get(client) ?? []), delivery]);
      }
    }
    const tag = (delivery: number): number => this.at(deliveries.lastFact, delivery);
    return Object.fromEntries(
      [...held].map(([client, rows]) => [
        client,
        rows
          .sort((a, b) => tag(a) - tag(b))
          .map((row) => {
            const number = this.world.messageNumber(this.at(deliveries.copy, row));
            return this.ids[number] ?? '';
          }),
      ]),
    );
  }

  /** Without a confirm to wait for, a publisher keeps no account of what it is told. */
  private toldOf(id: string, events: readonly string[]): string {
    return this.unconfirmed.has(id) || events.length === 0 ? 'nothing' : events.join('+');
  }

  private at(column: { readonly [row: number]: number }, row: number): number {
    return column[row] ?? NO_ROW;
  }
}

function letterOf(message: { readonly id: string } & PublishedMessage): Letter {
  return {
    key: message.key,
    mandatory: message.mandatory ?? false,
    expirationUs:
      message.expirationMs === undefined ? Number.POSITIVE_INFINITY : message.expirationMs * 1_000,
    priority: message.priority ?? null,
    // The body of each message is its id.
    bytes: new TextEncoder().encode(message.id).length,
  };
}

function expirationOf(name: string, us: number): Record<string, string> {
  return us === Number.POSITIVE_INFINITY ? {} : { [name]: String(us / 1_000) };
}

function push(lists: Record<string, string[]>, key: string, id: string): void {
  const list = lists[key] ?? [];
  lists[key] = list;
  list.push(id);
}
