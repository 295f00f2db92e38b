/** Whole transcripts of small runs: what a learner reads, word for word. */
import { describe, expect, it } from 'vitest';
import type { CrashPoint, Intervention, Scenario, Simulation } from '../engine/index.ts';
import {
  at,
  broker,
  careful,
  careless,
  consumer,
  line,
  MS,
  producer,
  queue,
  run,
  S,
  scenario,
  service,
  steadyProducer,
  wire,
} from '../engine/verification/worlds.ts';
import { missingMechanism } from './missingMechanism.ts';
import { narrate } from './narrate.ts';
import { plain } from './Sentence.ts';
import { summaryOf } from './summaryOf.ts';
import { whyOf } from './whyOf.ts';
import { digits } from './words.ts';

const shop = { title: 'Shop' } as const;
const emails = queue({ title: 'E-mail queue' });
const senders = consumer(100 * MS, {
  title: 'E-mail senders',
  effect: { title: 'e-mails sent', amount: 1, unit: '' },
});
const twoSenders = { ...senders, count: 2 };
const deadLetters = queue({ id: 'd', title: 'Dead letters' });
const theBroker = broker({ title: 'Broker' });

/** A shop, its e-mail queue and those who send the e-mails. */
function mailing(parts: Parameters<typeof line>[0], over: Partial<Scenario> = {}): Scenario {
  const sold = parts.producer ?? producer([0]);
  return line(
    {
      queue: emails,
      consumer: senders,
      broker: theBroker,
      ...parts,
      producer: { ...sold, ...shop },
    },
    over,
  );
}

function play(system: Scenario, acts: readonly Intervention[] = [], untilUs = 60 * S): Simulation {
  return run(system, { interventions: acts, untilUs });
}

/** The transcript, with its times in seconds. */
function told({ world }: Simulation, grain: 1 | 2 | 3 = 1): string[] {
  return narrate(world, world.trace, { grain, limit: 100 }).map(
    (sentence) => `${digits(sentence.atUs / S)} ${plain(sentence)}`,
  );
}

/** Why the last thing happened that reads like this. */
function why({ world }: Simulation, what: RegExp): string {
  const sentences = narrate(world, world.trace, { grain: 3, limit: 1_000 });
  const sentence = sentences.findLast((one) => what.test(plain(one)));
  return sentence === undefined
    ? 'no such sentence'
    : whyOf(world, world.trace, sentence.fact).map(plain).join(' ');
}

/** What would have prevented the first fact that something would have prevented. */
function cure({ world }: Simulation): unknown {
  for (let fact = 0; fact < world.trace.length; fact++) {
    const missing = missingMechanism(world, world.trace, fact);
    if (missing !== null) return [plain(missing.sentence), missing.turn];
  }
  return 'nothing to cure';
}

function crash(atUs: number, point: CrashPoint, member: number | null = 1): Intervention {
  return at(atUs, { kind: 'crashConsumer', target: 'c', member, point });
}

describe('a consumer that crashes', () => {
  it('in the middle of its work: all it held comes back, and nothing is done twice', () => {
    const careful = { ...senders, prefetchLimit: 3, restartUs: S };
    const system = mailing({ producer: producer([0, 0, 0]), consumer: careful });
    const ran = play(system, [crash(50 * MS, 'now')]);
    expect(told(ran)).toEqual([
      '0.05 You crashed C1 in the middle of its work on m1.',
      '0.05 The broker got no ack, so 3 messages went back to the head of the e-mail queue: m1, m2 and m3.',
      '1.05 C1 is running again.',
      '1.05 The e-mail queue sent 3 messages again, to C1: m1, m2 and m3.',
    ]);
    expect(told(ran, 2)).toEqual([
      '0.05 You crashed C1 in the middle of its work on m1.',
      '0.05 The broker saw the end of the connection of C1.',
      '0.05 The broker got no ack, so 3 messages went back to the head of the e-mail queue: m1, m2 and m3.',
      '1.05 C1 is running again.',
      '1.05 The e-mail queue sent 3 messages again, to C1: m1, m2 and m3.',
    ]);
    expect(why(ran, /sent 3 messages again/)).toBe(
      'The e-mail queue sent m1 again, to C1. It is the 2nd delivery. Because its ack never came. Because C1 crashed at 50 ms. Because you crashed it. Rule: no ack means no delete: the message goes back to its queue.',
    );
    expect(cure(ran)).toBe('nothing to cure');
  });

  it('after the effect and before the ack: the e-mail is sent twice', () => {
    const ran = play(mailing({ consumer: twoSenders }), [crash(0, 'afterEffect', null)]);
    expect(told(ran)).toEqual([
      '0.1 You crashed C1 after it sent the e-mail for m1 and before it could acknowledge.',
      '0.1 The broker got no ack, so m1 went back to the head of the e-mail queue.',
      '0.1 C2 is working on m1. It is the 2nd delivery.',
      '0.2 The e-mail for m1 was sent twice. An idempotency key would have stopped it.',
    ]);
    expect(why(ran, /twice/)).toBe(
      'The e-mail for m1 was sent twice. An idempotency key would have stopped it. Because its ack never came. Because C1 crashed at 100 ms. Because you set a consumer of E-mail senders to crash after its next effect, before the ack. Rule: without an idempotency key a second delivery repeats the effect.',
    );
    expect(cure(ran)).toEqual([
      'm1 would have had its effect once with an idempotency key.',
      {
        knob: 'idempotencyKey',
        node: 'c',
        value: 1,
      },
    ]);
  });

  it('after the effect, with an idempotency key: the second delivery skips it', () => {
    const keyed = { ...twoSenders, idempotencyKey: 'withEffect' } as const;
    const ran = play(mailing({ consumer: keyed }), [crash(0, 'afterEffect', null)]);
    expect(told(ran)).toEqual([
      '0.1 You crashed C1 after it sent the e-mail for m1 and before it could acknowledge.',
      '0.1 The broker got no ack, so m1 went back to the head of the e-mail queue.',
      '0.1 C2 is working on m1. It is the 2nd delivery.',
      '0.1 C2 skipped the e-mail for m1: its key was recorded already.',
    ]);
    expect(why(ran, /skipped/)).toBe(
      'C2 skipped the e-mail for m1: its key was recorded already. Because its ack never came. Because C1 crashed at 100 ms. Because you set a consumer of E-mail senders to crash after its next effect, before the ack. Rule: a key already recorded stops the effect from happening again.',
    );
  });

  it('after the effect: the log tells every step', () => {
    const ran = play(mailing({ consumer: twoSenders }), [crash(0, 'afterEffect', null)]);
    expect(told(ran, 3)).toEqual([
      '0 You set a consumer of E-mail senders to crash after its next effect, before the ack.',
      '0 Shop published m1.',
      '0 The e-mail queue stored m1.',
      '0 The e-mail queue sent m1 to C1.',
      '0 The e-mail queue wrote m1 to disk.',
      '0 The broker confirmed m1 to Shop.',
      '0 C1 began its work on m1.',
      '0.1 C1 sent the e-mail for m1.',
      '0.1 You crashed C1 after it sent the e-mail for m1 and before it could acknowledge.',
      '0.1 The broker saw the end of the connection of C1.',
      '0.1 The broker got no ack, so m1 went back to the head of the e-mail queue.',
      '0.1 The e-mail queue sent m1 again, to C2. It is the 2nd delivery.',
      '0.1 C2 began its work on m1. It is the 2nd delivery.',
      '0.2 The e-mail for m1 was sent twice. An idempotency key would have stopped it.',
      '0.2 The e-mail queue got the ack for m1 and deleted it.',
    ]);
  });

  it('before its work; and acts that find nothing to act on say so', () => {
    const acts = [
      crash(0, 'beforeWork'),
      crash(10 * MS, 'now'),
      at(20 * MS, { kind: 'restartConsumer', target: 'c', member: 2 }),
    ];
    expect(told(play(mailing({ consumer: twoSenders }), acts))).toEqual([
      '0 You crashed C1 before it began m1.',
      '0 The broker got no ack, so m1 went back to the head of the e-mail queue.',
      '0 C2 is working on m1. It is the 2nd delivery.',
      '0.01 You tried to crash C1, which was down already.',
      '0.02 You tried to restart C2, which was not down.',
    ]);
  });

  it('with what it had acked before the work: that is LOST', () => {
    const hasty = { ...senders, ack: 'beforeWork', prefetchLimit: 5 } as const;
    const system = mailing({ producer: producer([0, 0, 0, 0]), consumer: hasty });
    const ran = play(system, [crash(150 * MS, 'now')]);
    expect(told(ran)).toEqual([
      '0.15 You crashed C1 in the middle of its work on m2.',
      '0.15 3 messages that were acked before the work are LOST: m2, m3 and m4. All of them had been confirmed.',
    ]);
    expect(why(ran, /LOST/)).toBe(
      'm2, which was acked before the work, is LOST. It had been confirmed. Because C1 crashed at 150 ms. Because you crashed it. Rule: the ack came before the work, so the broker no longer has it.',
    );
    expect(cure(ran)).toEqual([
      'm2 would have survived with an ack after the work.',
      {
        knob: 'ack',
        node: 'c',
        value: 0,
      },
    ]);
  });
});

describe('a lease', () => {
  it('that is shorter than the work makes duplicates, and a dead letter of what was done', () => {
    const leased = {
      ...emails,
      lease: { kind: 'timer', us: 5 * S },
      maxDeliveries: 2,
      deadLetterTo: 'd',
    } as const;
    const slow = { ...twoSenders, work: { kind: 'constant', meanUs: 6 * S } } as const;
    const ran = play(mailing({ queue: leased, consumer: slow, more: [deadLetters] }));
    expect(told(ran)).toEqual([
      '5 The lease on m1 ran out while C1 had it. It went back to the head of the e-mail queue.',
      '5 C2 is working on m1. It is the 2nd delivery.',
      '6 The ack of C1 for m1 came too late and was refused.',
      '10 The lease on m1 ran out while C2 had it.',
      '10 m1 became a dead letter after 2 deliveries.',
      '11 The e-mail for m1 was sent twice. An idempotency key would have stopped it.',
      '11 The ack of C2 for m1 came too late and was refused.',
    ]);
    expect(why(ran, /dead letter/)).toBe(
      'm1 became a dead letter after 2 deliveries. Because its lease ran out while C2 had it. Rule: a message delivered as often as the limit allows is taken out.',
    );
    expect(why(ran, /too late/)).toBe(
      'The ack of C2 for m1 came too late and was refused. Because its lease ran out while C2 had it. Rule: an ack for a lease that has ended is refused.',
    );
    expect(cure(ran)).toEqual([
      'm1 would have stayed in its queue with a lease longer than the work, or one that is extended.',
      null,
    ]);
  });

  it('of a consumer that died brings its message back', () => {
    const leased = { ...emails, lease: { kind: 'timer', us: 5 * S } } as const;
    const ran = play(mailing({ queue: leased, consumer: twoSenders }), [crash(50 * MS, 'now')]);
    expect(told(ran)).toEqual([
      '0.05 You crashed C1 in the middle of its work on m1.',
      '5 The lease on m1 ran out, as C1 had crashed with it. It went back to the head of the e-mail queue.',
      '5 C2 is working on m1. It is the 2nd delivery.',
    ]);
    expect(why(ran, /working on|sent m1 again/)).toBe(
      'The e-mail queue sent m1 again, to C2. It is the 2nd delivery. Because its lease ran out. Because C1 crashed at 50 ms. Because you crashed it. Rule: a lease that runs out frees the message, whatever its consumer is doing.',
    );
  });
});

describe('a broker that is killed', () => {
  const producing = steadyProducer(40, 10 * MS);
  const kill = [
    at(205 * MS, { kind: 'stopBroker', target: 'b', how: 'kill' }),
    at(400 * MS, { kind: 'startBroker', target: 'b' }),
  ] as const;

  it('loses what was only in memory', () => {
    const inMemory = { ...emails, durable: false, confirmAfter: 'stored' } as const;
    const ran = play(mailing({ producer: producing, queue: inMemory }), kill, 500 * MS);
    expect(told(ran)).toEqual([
      '0.205 You killed the broker. It is DOWN.',
      '0.205 19 messages that were only in memory are LOST: m3 to m21. All of them had been confirmed.',
      '0.3 C1 could not acknowledge m3, as the broker was down.',
      '0.4 You started the broker.',
      '0.4 The broker is up again, with no message ready.',
    ]);
    expect(why(ran, /LOST/)).toBe(
      'm3, which was only in memory, is LOST. It had been confirmed. Because the broker went down at 205 ms. Because you killed it. Rule: what is only in memory does not survive the broker.',
    );
    expect(cure(ran)).toEqual([
      'm3 would have survived with disk before the confirm.',
      {
        knob: 'durable',
        node: 'q',
        value: 1,
      },
    ]);
    expect(summaryOf(ran.world)).toBe('At 500 ms: 40 published, 2 done, 19 in the queue, 19 LOST.');
  });

  it('loses what its disk did not have yet, and forgets acks', () => {
    const flush = { kind: 'interval', us: 50 * MS } as const;
    const now = { ...emails, flush, confirmAfter: 'stored' } as const;
    const ran = play(mailing({ producer: producing, queue: now }), kill, 500 * MS);
    expect(told(ran)).toEqual([
      '0.205 You killed the broker. It is DOWN.',
      '0.205 m2 came back: its ack was not on disk.',
      '0.205 m3 was unacked and on disk, so it is ready again.',
      '0.205 m21, which was not yet on disk, is LOST. It had been confirmed.',
      '0.3 C1 could not acknowledge m3, as the broker was down.',
      '0.4 You started the broker.',
      '0.4 The broker is up again, with 19 messages ready.',
      '0.4 C1 is working on m2. It is the 2nd delivery.',
      '0.5 The e-mail for m2 was sent twice. An idempotency key would have stopped it.',
      '0.5 C1 is working on m3. It is the 2nd delivery.',
    ]);
    expect(why(ran, /came back/)).toBe(
      'm2 came back: its ack was not on disk. Because the broker went down at 205 ms. Because you killed it. Rule: an ack that was not on disk is forgotten, and the message comes back.',
    );
    expect(cure(ran)).toEqual(['m21 would have survived with disk before the confirm.', null]);
  });

  it('loses nothing that was on disk before the confirm', () => {
    const flush = { kind: 'eachPublish', us: 8 * MS } as const;
    const ran = play(mailing({ producer: producing, queue: { ...emails, flush } }), kill, 500 * MS);
    expect(told(ran, 2)).toEqual([
      '0.205 You killed the broker. It is DOWN.',
      '0.205 m2 came back: its ack was not on disk.',
      '0.205 m3 was unacked and on disk, so it is ready again.',
      '0.205 The broker forgot m21, which Shop had kept.',
      '0.255 Shop sent m21 again. It is the 2nd attempt.',
      '0.26 Shop sent m22 again. It is the 2nd attempt.',
      '0.27 Shop sent 15 messages again: m21 to m35. That was 28 times in all.',
      '0.3 C1 could not acknowledge m3, as the broker was down.',
      '0.4 You started the broker.',
      '0.4 Shop sent 3 messages again: m26, m31 and m36.',
      '0.4 The broker is up again, with 19 messages ready.',
      '0.4 C1 is working on m2. It is the 2nd delivery.',
      '0.405 Shop sent m21 again. It is the 5th attempt.',
      '0.41 Shop sent 4 messages again: among m22 to m37.',
      '0.42 Shop sent 15 more messages again: among m23 to m40.',
      '0.5 The e-mail for m2 was sent twice. An idempotency key would have stopped it.',
      '0.5 C1 is working on m3. It is the 2nd delivery.',
    ]);
    expect(why(ran, /forgot/)).toBe(
      'The broker forgot m21, which Shop had kept. Because the broker went down at 205 ms. Because you killed it. Rule: until the confirm, the producer still has the message and can send it again.',
    );
    expect(why(ran, /5th attempt/)).toBe(
      'Shop sent m21 again. It is the 5th attempt. Because the broker went down at 205 ms. Because you killed it. Rule: no confirm: the producer sends the message again after its backoff.',
    );
    expect(summaryOf(ran.world)).toBe(
      'At 500 ms: 40 published, 2 done, 38 in the queue, 1 duplicate effect.',
    );
  });

  it('is down in the summary', () => {
    expect(summaryOf(play(mailing({ producer: producing }), kill, 300 * MS).world)).toBe(
      'At 300 ms: 31 published, 2 done, 19 in the queue, broker down.',
    );
  });
});

describe('a message that nobody can process', () => {
  it('becomes a dead letter', () => {
    const limited = { ...emails, maxDeliveries: 4, deadLetterTo: 'd' } as const;
    const poisoned = producer([0, 0, 0], { poison: [2] });
    const ran = play(mailing({ producer: poisoned, queue: limited, more: [deadLetters] }));
    expect(told(ran)).toEqual([
      '0.2 C1 could not process m2, which went back to the head of the e-mail queue.',
      '0.2 C1 is working on m2. It is the 2nd delivery.',
      '0.3 C1 could not process m2, which went back to the head of the e-mail queue.',
      '0.3 C1 is working on m2. It is the 3rd delivery.',
      '0.4 C1 could not process m2, which went back to the head of the e-mail queue.',
      '0.4 C1 is working on m2. It is the 4th delivery.',
      '0.5 m2 became a dead letter after 4 deliveries.',
    ]);
    expect(why(ran, /dead letter/)).toBe(
      'm2 became a dead letter after 4 deliveries. Because C1 cannot process it. Rule: a message delivered as often as the limit allows is taken out.',
    );
    expect(cure(ran)).toEqual([
      'Nobody can process m2: as a dead letter it is kept and holds up no other.',
      null,
    ]);
    expect(summaryOf(ran.world)).toBe(
      'At 60 s: 3 published, 2 done, 0 in the queue, 1 dead-lettered.',
    );
  });

  it('goes round for ever without a limit, in sentences that grow', () => {
    const acts = [at(0, { kind: 'poisonNext', target: 'q' })];
    const ran = play(mailing({}), acts, 10 * S);
    expect(told(ran)).toEqual([
      '0 You poisoned the next message for the e-mail queue.',
      '0.1 C1 could not process m1, which went back to the head of the e-mail queue.',
      '0.1 C1 is working on m1. It is the 2nd delivery.',
      '0.2 C1 could not process m1, which went back to the head of the e-mail queue.',
      '0.2 C1 is working on m1. It is the 3rd delivery.',
      '0.3 C1 could not process m1, which went back to the head of the e-mail queue. It happened 98 times in 9.7 s.',
      '0.3 The e-mail queue sent m1 again, to C1. It is the 101st delivery. It happened 98 times in 9.7 s.',
    ]);
    expect(why(ran, /failed on/)).toBe(
      'C1 failed on m1, which nobody can process. Because you poisoned the next message for the e-mail queue. Rule: this message can never be processed.',
    );
  });
});

describe('a queue that is full', () => {
  it('refuses', () => {
    const ran = play(
      mailing({ producer: steadyProducer(30, 10 * MS), queue: { ...emails, maxLength: 5 } }),
    );
    expect(told(ran)).toEqual([
      '0.06 The e-mail queue was full and refused m7.',
      '0.07 The e-mail queue was full and refused m8.',
      '0.08 The e-mail queue was full and refused 20 more messages: among m9 to m30.',
    ]);
    expect(why(ran, /refused/)).toBe(
      'The e-mail queue was full and refused m30. Because Shop published it. Rule: a full queue refuses what is published to it.',
    );
    expect(cure(ran)).toEqual([
      'm7 would have been taken with more room in its queue.',
      {
        knob: 'maxLength',
        node: 'q',
        value: Number.POSITIVE_INFINITY,
      },
    ]);
  });

  it('or drops its oldest', () => {
    const short = { ...emails, maxLength: 5, overflow: 'dropHead' } as const;
    const ran = play(mailing({ producer: steadyProducer(30, 10 * MS), queue: short }));
    expect(told(ran)).toEqual([
      '0.06 The e-mail queue was full and dropped m2, its oldest message.',
      '0.07 The e-mail queue was full and dropped m3, its oldest message.',
      '0.08 The e-mail queue was full and dropped 20 more messages: among m4 to m25.',
    ]);
    expect(why(ran, /dropped/)).toBe(
      'The e-mail queue was full and dropped m25, its oldest message. Because Shop published m30. Rule: a full queue drops its oldest message to make room.',
    );
  });
});

describe('a resend', () => {
  it('by a producer more impatient than the disk stores the message twice', () => {
    const impatient = producer([0], { publishing: { ...careful, timeoutUs: 10 * MS } });
    const slow = { ...emails, flush: { kind: 'eachPublish', us: 60 * MS } } as const;
    const ran = play(mailing({ producer: impatient, queue: slow }));
    expect(told(ran, 2)).toEqual([
      '0.01 Shop waited in vain for the confirm of m1.',
      '0.06 Shop sent m1 again. It is the 2nd attempt.',
      '0.06 The e-mail queue stored m1 again, as it cannot know a resend.',
      '0.2 The e-mail for m1 was sent twice. An idempotency key would have stopped it.',
    ]);
    expect(why(ran, /twice/)).toBe(
      'The e-mail for m1 was sent twice. An idempotency key would have stopped it. Because the e-mail queue took the resend for a new message. Because Shop sent it again. Because its confirm did not come in time. Rule: without an idempotency key a second delivery repeats the effect.',
    );
    expect(cure(ran)).toEqual([
      'm1 would have been stored once with a queue that remembers the ids of messages.',
      null,
    ]);
  });
});

describe('calls in place of a queue', () => {
  const customers = { title: 'Customers' };

  it('are refused when there are too many', () => {
    const shop = service(100 * MS, { title: 'Shop', threads: 2 });
    const ran = play(scenario([steadyProducer(40, 10 * MS, customers), shop], [wire('p', 's')]));
    expect(told(ran)).toEqual([
      '0.02 Shop refused order 3: both threads were busy.',
      '0.02 Order 3 of Customers failed: it was refused.',
      '0.03 Shop refused order 4: both threads were busy.',
      '0.03 Order 4 of Customers failed: it was refused.',
      '0.04 Shop refused 30 more orders: among 5 to 40.',
      '0.04 30 more orders of Customers failed: among 5 to 40.',
    ]);
    expect(why(ran, /refused order/)).toBe(
      'Shop refused order 40: both threads were busy. Rule: a call needs a thread; with none free and the waiting room full it is refused.',
    );
    expect(cure(ran)).toEqual([
      'Order 3 would have waited its turn with a queue in place of the call.',
      null,
    ]);
    expect(summaryOf(ran.world)).toBe('At 60 s: 40 orders, 8 done, 0 waiting, 32 refused.');
  });

  it('wait for a dead service, and fail those who wait for them', () => {
    const shop = service(10 * MS, { title: 'Shop', threads: 2 });
    const mail = service(10 * MS, { id: 'e', title: 'E-mail', threads: 2 });
    const calls = [wire('p', 's'), wire('s', 'e', { timeoutUs: 250 * MS })];
    const system = scenario([steadyProducer(6, 100 * MS, customers), shop, mail], calls);
    const acts = [
      at(150 * MS, { kind: 'crashService', target: 'e' }),
      at(650 * MS, { kind: 'restartService', target: 'e' }),
    ] as const;
    const ran = play(system, acts);
    expect(told(ran)).toEqual([
      '0.15 You took E-mail down. It is DOWN.',
      '0.4 Shop refused order 5: both threads were busy.',
      '0.4 Order 5 of Customers failed: it was refused.',
      '0.46 The call to E-mail for order 3 timed out.',
      '0.46 Order 3 of Customers failed: a call timed out.',
      '0.56 The call to E-mail for order 4 timed out.',
      '0.56 Order 4 of Customers failed: a call timed out.',
      '0.65 You started E-mail again.',
      '0.76 The call to E-mail for order 6 timed out.',
      '0.76 Order 6 of Customers failed: a call timed out.',
    ]);
    expect(why(ran, /Order 3 .* failed/)).toBe(
      'Order 3 of Customers failed: a call timed out. Because the call to E-mail timed out. Because E-mail went down at 150 ms. Because you took it down. Rule: a synchronous call that fails makes its caller fail.',
    );
    expect(why(ran, /refused order/)).toBe(
      'Shop refused order 5: both threads were busy. Because E-mail went down at 150 ms. Because you took it down. Rule: a call needs a thread; with none free and the waiting room full it is refused.',
    );
  });
});

describe('a spike, and knobs', () => {
  it('are told as what somebody did', () => {
    const knob = (atUs: number, target: string, name: string, value: number): Intervention =>
      at(atUs, { kind: 'setKnob', target, knob: name, value });
    const ran = play(mailing({ producer: steadyProducer(40, 20 * MS) }), [
      at(100 * MS, { kind: 'spike', target: 'p', factor: 5, lengthUs: 100 * MS }),
      at(150 * MS, { kind: 'addConsumer', target: 'c' }),
      knob(200 * MS, 'c', 'prefetchLimit', 4),
      knob(201 * MS, 'c', 'idempotencyKey', 1),
      knob(202 * MS, 'c', 'workUs', 20 * MS),
      knob(203 * MS, 'p', 'ratePerS', 100),
      knob(204 * MS, 'q', 'maxLength', 500),
      knob(205 * MS, 'q', 'maxDeliveries', Number.POSITIVE_INFINITY),
      knob(206 * MS, 'q', 'durable', 0),
      at(220 * MS, { kind: 'slow', target: 'c', factor: 3, lengthUs: 50 * MS }),
      at(300 * MS, { kind: 'removeConsumer', target: 'c', member: 2 }),
      at(310 * MS, { kind: 'removeConsumer', target: 'c', member: 2 }),
    ]);
    expect(told(ran, 2)).toEqual([
      '0.1 You multiplied the orders of Shop by 5 for 100 ms.',
      '0.15 You added C2 to E-mail senders.',
      '0.2 You set the prefetch of E-mail senders to 4.',
      '0.2 The spike of Shop is over.',
      '0.201 You set the idempotency key of E-mail senders to “with the effect”.',
      '0.202 You set the work of E-mail senders to 20 ms.',
      '0.203 You set the order rate of Shop to 100 a second.',
      '0.204 You set the room of the e-mail queue to 500.',
      '0.205 You set the delivery limit of the e-mail queue to no limit.',
      '0.206 You set the storage of the e-mail queue to “in memory”.',
      '0.22 You made E-mail senders 3 times as slow for 50 ms.',
      '0.27 The slow spell of E-mail senders is over.',
      '0.3 You removed C2.',
      '0.3 C2 gave 3 messages back before it left: m7, m9 and m11.',
      '0.3 The e-mail queue sent m7 again, to C1. It is the 2nd delivery.',
      '0.31 You tried to remove C2, which was gone already.',
      '0.31 The broker saw the end of the connection of C2.',
      '0.32 The e-mail queue sent m9 again, to C1. It is the 2nd delivery.',
      '0.34 C1 is working on m11. It is the 2nd delivery.',
    ]);
    expect(why(ran, /spike .* over/)).toBe(
      'The spike of Shop is over. Because you multiplied the orders of Shop by 5 for 100 ms. Rule: a spike or a slow spell lasts as long as it was set to last.',
    );
  });
});

describe('wires', () => {
  it('that are cut lose what nobody confirms', () => {
    const once = producer([100 * MS], { publishing: careless });
    const faults = [
      at(99 * MS, { kind: 'cutWire', from: 'p', to: 'q' }),
      at(200 * MS, { kind: 'healWire', from: 'p', to: 'q' }),
    ];
    const ran = play(mailing({ producer: once, latencyUs: 5 * MS }, { faults }));
    expect(told(ran)).toEqual([
      '0.099 The script cut the wire from Shop to the e-mail queue.',
      '0.105 m1 vanished on the way from Shop.',
      '0.105 m1 is LOST on the way to the e-mail queue. Its producer asked for no confirm.',
      '0.2 The script mended the wire from Shop to the e-mail queue.',
    ]);
    expect(why(ran, /LOST/)).toBe(
      'm1 is LOST on the way to the e-mail queue. Its producer asked for no confirm. Because it vanished on the way from Shop. Because the script cut the wire from Shop to the e-mail queue. Rule: without confirms nobody notices that the message is gone.',
    );
    expect(cure(ran)).toEqual([
      'm1 would have survived with a publisher confirm and a resend.',
      null,
    ]);
  });

  it('that swallow an ack make a second delivery', () => {
    const acts = [at(0, { kind: 'dropNextAck', target: 'c' })];
    const ran = play(mailing({ latencyUs: 5 * MS }), acts);
    expect(told(ran)).toEqual([
      '0 You made the next ack of E-mail senders vanish.',
      '0.11 The ack of C1 for m1 never arrived.',
      '0.11 The broker got no ack, so m1 went back to the head of the e-mail queue.',
      '0.11 C1 is working on m1. It is the 2nd delivery.',
      '0.215 The e-mail for m1 was sent twice. An idempotency key would have stopped it.',
    ]);
    expect(why(ran, /twice/)).toBe(
      'The e-mail for m1 was sent twice. An idempotency key would have stopped it. Because its ack never arrived. Because you made the next ack of E-mail senders vanish. Rule: without an idempotency key a second delivery repeats the effect.',
    );
    expect(why(ran, /never arrived/)).toBe(
      'The ack of C1 for m1 never arrived. Because you made the next ack of E-mail senders vanish. Rule: a packet vanished on the wire.',
    );
  });
});

describe('names', () => {
  it('tell consumers apart where there are several groups', () => {
    const analysts = consumer(10 * MS, { id: 'a', title: 'Analytics' });
    const system = mailing({
      more: [queue({ id: 'q2', title: 'DLQ' }), analysts],
      moreWires: [wire('q2', 'a')],
    });
    expect(told(play(system, [crash(50 * MS, 'now')]))).toEqual([
      '0.05 You crashed E-mail senders C1 in the middle of its work on m1.',
      '0.05 The broker got no ack, so m1 went back to the head of the e-mail queue.',
    ]);
  });
});
