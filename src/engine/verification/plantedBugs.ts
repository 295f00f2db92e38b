/**
 * plantedBugs are mistakes that somebody might make in the engine. Each must be caught, by a check that has
 * a name: a check that catches nothing when something is wrong is no check.
 *
 * A bug is planted in a copy of the sources, by replacing a piece of text that must be there once. The
 * test and `npm run mutants` share this list.
 */
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HuntedIn } from './huntBug.ts';
import type { CheckName } from './namedChecks.ts';

export interface PlantedBug {
  readonly title: string;
  /** In `src/engine`. */
  readonly file: string;
  readonly from: string;
  readonly to: string;
  /** The checks that may be the first to catch it. */
  readonly caughtBy: readonly CheckName[];
  /** Where it is hunted; left out: in runs of plain queues. */
  readonly huntedIn?: HuntedIn;
}

export const plantedBugs: readonly PlantedBug[] = [
  {
    title: 'the books are not updated when a copy changes its state',
    file: 'model/World.ts',
    from: 'copyCounts[queue * COPY_STATES + from]--;',
    to: '',
    caughtBy: ['invariant 1: conservation'],
  },
  {
    title: 'the delivery limit is off by one',
    file: 'model/settling.ts',
    from: `  if (copies.deliveryCount[copy] >= queues.maxDeliveries[queue]) {
    takeOut(world, copy, cause, Rule.deliveryLimit);
    return before;`,
    to: `  if (copies.deliveryCount[copy] > queues.maxDeliveries[queue]) {
    takeOut(world, copy, cause, Rule.deliveryLimit);
    return before;`,
    caughtBy: ['law boundsBroken (2, 5)'],
  },
  {
    title: 'what comes back goes to the other end',
    file: 'model/settling.ts',
    from: 'if (queues.returnToTail[queue]) putAtTail',
    to: 'if (!queues.returnToTail[queue]) putAtTail',
    caughtBy: ['law returnsMisplaced (6)'],
  },
  {
    title: 'the idempotency key is forgotten',
    file: 'model/ledger.ts',
    from: 'const seen = keyMode === KeyMode.withEffect ? SEEN : entry & SEEN;',
    to: 'const seen = 0;',
    caughtBy: ['law effectsRepeated (7)'],
  },
  {
    title: 'the key is recorded before the effect that it should go with',
    file: 'model/ledger.ts',
    from: 'if (keyMode === KeyMode.beforeEffect) writeKey(',
    to: 'writeKey(',
    caughtBy: ['law unearnedClaims (4, 6, 8)'],
  },
  {
    title: 'a failed attempt is acked',
    file: 'model/settling.ts',
    from: 'isAck ? Event.ackArrives : Event.nackArrives',
    to: 'isAck ? Event.ackArrives : Event.ackArrives',
    caughtBy: ['law unearnedClaims (4, 6, 8)'],
  },
  {
    title: 'an ack leaves the lease running',
    file: 'model/settling.ts',
    from: `  const queue = copies.queue[copy];
  stopTimer(world, copy);
  copies.delivery[copy] = NO_ROW;
  world.advance(copy, CopyDoes.ACK);`,
    to: `  const queue = copies.queue[copy];
  copies.delivery[copy] = NO_ROW;
  world.advance(copy, CopyDoes.ACK);`,
    caughtBy: ['lifecycles', 'law strays'],
  },
  {
    title: 'a closed connection keeps what was unacked on it',
    file: 'model/settling.ts',
    from: 'before = takeBack(world, copy, fact, Rule.noAck, before);',
    to: '',
    caughtBy: ['invariant 2: deliveries', 'law strays'],
  },
  {
    title: 'a settled delivery keeps its place in the window',
    file: 'model/settling.ts',
    from: 'consumers.window[consumer]--;',
    to: '',
    caughtBy: ['invariant 5: one live receipt'],
  },
  {
    title: 'a consumer is sent one message more than its prefetch',
    file: 'model/takingTurns.ts',
    from: `consumers.window[consumer] - consumers.outsideWindow[consumer] < groups.prefetchLimit`,
    to: `consumers.window[consumer] - consumers.outsideWindow[consumer] <= groups.prefetchLimit`,
    caughtBy: ['law boundsBroken (2, 5)'],
  },
  {
    title: 'a killed broker remembers what was only in memory',
    file: 'model/failing.ts',
    from: 'else if (!isOnDisk) forget(world, copy, cause);',
    to: '',
    caughtBy: ['law strays'],
  },
  {
    title: 'the confirm does not wait for the disk',
    file: 'model/publishing.ts',
    from: 'messages.flags[message] & MessageFlag.waiting && messages.awaiting[message] === 0',
    to: 'messages.flags[message] & MessageFlag.waiting',
    caughtBy: ['law unearnedClaims (4, 6, 8)'],
  },
  {
    title: 'a dead letter does not arrive in its queue',
    file: 'model/deadLettering.ts',
    from: `    moveTo(world, deadLetterQueue, copy);`,
    to: ``,
    caughtBy: ['law depthsFromTrace (1)'],
  },
  {
    title: 'a message is lost without a word',
    file: 'model/storing.ts',
    from: `  copies.lastFact[copy] = world.record(
    Fact.lost,`,
    to: `  if (rule === Rule.none) copies.lastFact[copy] = world.record(
    Fact.lost,`,
    caughtBy: ['law depthsFromTrace (1)'],
  },
  {
    title: 'chance comes from outside',
    file: 'model/wires.ts',
    from: 'random.next32(wires.stream[wire]) < threshold',
    to: 'random.next32(wires.stream[wire]) * 0 + Math.random() * 2 ** 32 < threshold',
    caughtBy: ['law repeatFromHalfWay (11)'],
  },
  {
    title: 'a checkpoint leaves a column out',
    file: 'kernel/Table.ts',
    from: 'ArrayBuffer.isView(this.column(name)))',
    to: "ArrayBuffer.isView(this.column(name)) && name !== 'draws')",
    caughtBy: ['law repeatFromHalfWay (11)'],
  },
  {
    title: 'every consumer acks before it works',
    file: 'model/delivering.ts',
    from: 'if (groups.ackBeforeWork[group]) sendEarlyAck',
    to: 'if (group >= 0) sendEarlyAck',
    caughtBy: ['law acksUnasked', 'law promisesBroken (4)'],
  },
  {
    title: 'the ack is sent before the effect, and a crash in between loses it',
    file: 'model/working.ts',
    from: `  if (failure === Rule.none) haveEffect(world, delivery, group);`,
    to: `  const dies = consumers.armedAfterEffect[consumer] > 0;
  if (failure === Rule.none && !dies) haveEffect(world, delivery, group);
  if (failure === Rule.none && dies) sendVerdict(world, delivery, true);`,
    caughtBy: ['law unearnedClaims (4, 6, 8)', 'lifecycles', 'law strays', 'references'],
  },
  {
    title: 'what returns together comes back in the reverse order',
    file: 'model/settling.ts',
    from: 'else insertAfter(world, copy, before);',
    to: 'else insertAfter(world, copy, NO_ROW);',
    caughtBy: ['law returnsMisplaced (6)', 'law unearnedClaims (4, 6, 8)'],
  },
  {
    title: 'the delivery limit is off by one when a broker comes back',
    file: 'model/settling.ts',
    from: `return attempts >= queues.maxDeliveries[queue];`,
    to: `return attempts > queues.maxDeliveries[queue];`,
    caughtBy: ['law boundsBroken (2, 5)'],
  },
  {
    title: 'the delivery limit takes a message out one delivery too early',
    file: 'model/settling.ts',
    from: `  if (copies.deliveryCount[copy] >= queues.maxDeliveries[queue]) {
    takeOut(world, copy, cause, Rule.deliveryLimit);
    return before;`,
    to: `  if (copies.deliveryCount[copy] + 1 >= queues.maxDeliveries[queue]) {
    takeOut(world, copy, cause, Rule.deliveryLimit);
    return before;`,
    caughtBy: ['law unearnedClaims (4, 6, 8)'],
  },
  {
    title: 'the keys are forgotten when a consumer restarts',
    file: 'model/failing.ts',
    from: '  world.advanceConsumer(consumer, ConsumerDoes.RESTART);',
    to: `  world.advanceConsumer(consumer, ConsumerDoes.RESTART);
  const ledger = world.ledgers[consumers.group[consumer]];
  ledger.restore(ledger.copy().map((page) => page?.map((entry) => entry & 127)));`,
    caughtBy: ['law effectsRepeated (7)'],
  },
  {
    title: 'a key in memory survives the process that has it',
    file: 'model/failing.ts',
    from: 'if (world.keyStores.isOn) loseKeys(world, consumer, fact);',
    to: '',
    caughtBy: ['law keysMisremembered (7)'],
    huntedIn: 'guarded',
  },
  {
    title: 'a key is remembered beyond its time',
    file: 'model/keys/remembering.ts',
    from: 'keys.state[row] = Key.forgotten;',
    to: '',
    caughtBy: ['law keysMisremembered (7)', 'invariant 18: keys'],
    huntedIn: 'guarded',
  },
  {
    title: 'a process that dies takes with it what its outbox has',
    file: 'model/publishing.ts',
    from: 'if (messages.flags[message] & MessageFlag.inOutbox) keepInOutbox(world, message);',
    to: 'if (message < 0) keepInOutbox(world, message);',
    caughtBy: ['law writesMissing', 'law unfinished (liveness)'],
    huntedIn: 'guarded',
  },
  {
    title: 'a crash between two writes leaves nothing half done',
    file: 'model/committing/dying.ts',
    from: 'leaveHalfDone(world, row, cause);',
    to: 'if (cause < 0) leaveHalfDone(world, row, cause);',
    caughtBy: ['law writesMissing'],
    huntedIn: 'guarded',
  },
  {
    title: 'an open breaker lets calls through',
    file: 'model/guarding/breaking.ts',
    from: 'if (state === Breaker.closed) return false;',
    to: 'if (state !== Breaker.halfOpen) return false;',
    caughtBy: ['law callsAstray'],
    huntedIn: 'guarded',
  },
  {
    title: 'a caller tries once more than it may',
    file: 'model/guarding/retrying.ts',
    from: 'number >= retry.attempts',
    to: 'number > retry.attempts',
    caughtBy: ['law callsAstray', 'invariant 21: guarded calls'],
    huntedIn: 'guarded',
  },
  {
    title: 'an ack for a lease that has ended is accepted',
    file: 'model/settling.ts',
    from: 'if (world.copies.delivery[copy] !== delivery) {',
    to: 'if (copy < 0) {',
    caughtBy: ['lifecycles', 'invariant 2: deliveries', 'law strays'],
  },
  {
    title: 'a lease never ends',
    file: 'model/delivering.ts',
    from: 'if (queues.leaseUs[queue] > 0) {',
    to: 'if (queues.leaseUs[queue] < 0) {',
    caughtBy: ['law strays'],
  },
  {
    title: 'a flush leaves nothing on the disk',
    file: 'model/storing.ts',
    from: 'copies.flags[copy] |= CopyFlag.onDisk;\n      const fact',
    to: 'const fact',
    caughtBy: ['law promisesBroken (4)', 'law strays', 'references'],
    // All of these queues are kept on disk.
    huntedIn: 'quorums',
  },
  {
    title: 'an ack is never written down, and its message kept for ever',
    file: 'model/settling.ts',
    from: 'if (isKeptOnDisk(world, copy)) toDisk(world, copy);\n  else if',
    to: 'if (isKeptOnDisk(world, copy)) return;\n  else if',
    caughtBy: ['law strays'],
  },
  {
    title: 'a kill undoes an ack that was on disk',
    file: 'model/failing.ts',
    from: `if (isOnDisk && wasToFlush && isThere(world, queue))`,
    to: `if (isOnDisk && isThere(world, queue))`,
    caughtBy: ['law acksUnwritten (4)'],
  },
  {
    title: 'a producer waits for its confirm without a limit',
    file: 'model/publishing.ts',
    from: '    timeoutUs !== Number.POSITIVE_INFINITY\n  ) {\n    messages.timer',
    to: '    timeoutUs < 0\n  ) {\n    messages.timer',
    caughtBy: ['law unfinished (liveness)'],
  },
  {
    title: 'a broker that has recovered delivers nothing until something else happens',
    file: 'model/failing.ts',
    from: `    noteUse(world, queue);
    world.wakeQueue(queue);
  }`,
    to: `    noteUse(world, queue);
  }`,
    // Whoever asks for messages does not do so either.
    caughtBy: ['law unfinished (liveness)', 'law strays'],
  },
  {
    title: 'a fan-out leaves out its first queue',
    file: 'model/publishing.ts',
    from: `    for (let i = routes.length - 1; i >= 0; i--) {
      tallies.offered[routes[i]]++;
      world.addCopy(message, routes[i], 0);`,
    to: `    for (let i = routes.length - 1; i > 0 || i === routes.length - 1; i--) {
      tallies.offered[routes[i]]++;
      world.addCopy(message, routes[i], 0);`,
    caughtBy: ['law unearnedClaims (4, 6, 8)'],
  },
  {
    title: 'what is stored goes to the head of its queue',
    file: 'model/readyOrder.ts',
    from: `insertAfter(world, copy, world.queues.tail[world.copies.queue[copy]]);`,
    to: `insertAfter(world, copy, NO_ROW);`,
    caughtBy: ['law unearnedClaims (4, 6, 8)', 'law returnsMisplaced (6)'],
  },
  {
    title: 'a message that is dropped is still in its queue',
    file: 'model/publishing.ts',
    from: `      removeFromReady(world, oldest);`,
    to: ``,
    caughtBy: ['invariant 6: the ready list', 'lifecycles'],
  },
  {
    title: 'the area under the depth counts the depth after the change',
    file: 'model/World.ts',
    from: 'const before = entered ? depth - 1 : depth + 1;',
    to: 'const before = depth;',
    caughtBy: ['law littleDiffers (10)'],
  },
  {
    title: 'a redelivery is not counted',
    file: 'model/delivering.ts',
    from: 'if (count > 1) tallies.redeliveries[queue]++;',
    to: '',
    caughtBy: ['law talliesDiffer (2)'],
  },
  {
    title: 'an event is scheduled into the past',
    file: 'model/wires.ts',
    from: 'return world.nowUs + world.wires.latencyUs[wire];',
    to: 'return world.nowUs - world.wires.latencyUs[wire];',
    caughtBy: ['invariant 9: time'],
  },
  {
    title: 'a dead letter stays in its queue as well',
    file: 'model/deadLettering.ts',
    from: `    moveTo(world, deadLetterQueue, copy);`,
    to: `    moveTo(world, deadLetterQueue, copy);
    moveTo(world, deadLetterQueue, copy);`,
    caughtBy: ['law depthsFromTrace (1)'],
  },
  {
    title: 'a lease is extended beyond its longest time',
    file: 'model/extending.ts',
    from: 'endUs > deliveries.sentAtUs[delivery] + world.leaseCaps.maxUs[queue]',
    to: 'endUs < 0',
    caughtBy: ['law leasesAstray (5)'],
  },
  {
    title: 'a lease that is extended ends when it would have ended as well',
    file: 'model/extending.ts',
    from: '    agenda.cancel(copies.timer[copy]);\n',
    to: '',
    caughtBy: ['law leasesAstray (5)', 'lifecycles', 'law strays'],
  },
  {
    title: 'a consumer is sent messages that it has not asked for',
    file: 'model/receiving.ts',
    from: 'return state[consumer] === Asking.waiting && got',
    to: 'return state[consumer] >= Asking.not && got',
    caughtBy: ['law receivesAstray (2)'],
  },
  {
    title: 'a call that came back empty is the last one',
    file: 'model/receiving.ts',
    from: '  askLater(world, consumer, receive.pauseUs);\n',
    to: '',
    caughtBy: ['law strays'],
  },
  {
    title: 'a redrive is faster than it was told to be',
    file: 'model/redriving.ts',
    from: '(redrives.moved[row] * US_PER_S) / redrives.perS[row]',
    to: '(redrives.moved[row] * US_PER_S) / redrives.perS[row] / 2',
    caughtBy: ['law redrivesAstray (8)'],
  },
  {
    title: 'what is redriven stays with the dead letters as well',
    file: 'model/redriving.ts',
    from: '  removeFromReady(world, from);\n',
    to: '',
    caughtBy: ['lifecycles', 'invariant 6: the ready list'],
    huntedIn: 'hands',
  },
  {
    title: 'an exclusive consumer lets others in',
    file: 'model/byHand.ts',
    from: '(wantsToBeAlone || consumers.isExclusive[other] === 1)',
    to: 'wantsToBeAlone',
    caughtBy: ['law policiesBroken'],
    huntedIn: 'hands',
  },
  {
    title: 'what has expired stays at the head',
    file: 'model/expiring.ts',
    from: `  world.policies.headExpires[queue] = NO_EVENT;
  world.wakeQueue(queue);`,
    to: '  world.policies.headExpires[queue] = NO_EVENT;',
    caughtBy: ['law policiesBroken'],
    huntedIn: 'hands',
  },
  {
    title: 'a queue over its limit drops one message too few',
    file: 'model/limiting.ts',
    from: 'world.countOf(queue, Copy.ready) - leaving > world.queues.maxLength[queue]',
    to: 'world.countOf(queue, Copy.ready) - leaving > world.queues.maxLength[queue] + 1',
    caughtBy: ['law policiesBroken'],
    huntedIn: 'hands',
  },
  {
    title: 'what is fetched takes a place in the window and leaves it twice',
    file: 'model/byHand.ts',
    from: '  consumers.outsideWindow[consumer]++;\n',
    to: '',
    caughtBy: ['law policiesBroken'],
    huntedIn: 'hands',
  },
  {
    title: 'a queue that is deleted keeps its messages',
    file: 'model/declaring.ts',
    from: '    drop(world, copy, fact, Rule.queueDeleted);\n',
    to: '    if (state !== Copy.ready) drop(world, copy, fact, Rule.queueDeleted);\n',
    caughtBy: ['law policiesBroken', 'invariant 6: the ready list'],
    huntedIn: 'hands',
  },
  {
    title: 'a record that a log removes is still to be read',
    file: 'model/log/positions.ts',
    from: 'if (shares.nextRecord[share] === record) shares.nextRecord[share] = records.next[record];',
    to: '',
    caughtBy: ['invariant 17: what is not read'],
    huntedIn: 'logs',
  },
  {
    title: 'an ack settles what is pending and leaves it pending',
    file: 'model/log/answering.ts',
    from: '  groups.settled[group]++;\n  removePending(world, row);',
    to: '  groups.settled[group]++;',
    caughtBy: ['invariant 13: handed out'],
    huntedIn: 'logs',
  },
  {
    title: 'a partition keeps its owner when another generation begins',
    file: 'model/log/rebalancing.ts',
    from: 'shares.generation[share] = generation;',
    to: '',
    caughtBy: ['invariant 15: one owner'],
    huntedIn: 'logs',
  },
  {
    title: 'whoever gets a partition goes on from where the one before it had read',
    file: 'model/log/rebalancing.ts',
    from: 'moveTo(world, share, shares.committed[share]);',
    to: '',
    caughtBy: ['law unearnedClaims (4, 6, 8)'],
    huntedIn: 'logs',
  },
  {
    title: 'a process that runs again takes itself for the one that died',
    file: 'model/log/membership.ts',
    from: 'world.logs.members.generation[consumer] = NO_GENERATION;',
    to: '',
    caughtBy: ['law unearnedClaims (4, 6, 8)'],
    huntedIn: 'logs',
  },
  {
    title: 'a fenced commit counts',
    file: 'model/log/rebalancing.ts',
    from: 'shares.owner[share] === consumer && answers.generation[answer] === groups.generation[group];',
    to: 'answers.generation[answer] >= -1;',
    caughtBy: ['invariant 14: committed'],
    huntedIn: 'logs',
  },
  {
    title: 'a record is safe before its followers have it',
    file: 'model/replicas/holding.ts',
    from: '    if (holdings.inSync[row] === 1 || holdings.isJoining[row] === 1)\n',
    to: '    if (holdings.isJoining[row] === 1)\n',
    caughtBy: ['invariant 19: replicas'],
    huntedIn: 'replicas',
  },
  {
    title: 'a confirm does not wait for those in sync',
    file: 'model/log/appending.ts',
    from: 'if (waiting !== NO_ROW) awaitReplicas(world, waiting, partition, offset);',
    to: '',
    caughtBy: ['law replicaLawsBroken'],
    huntedIn: 'replicas',
  },
  {
    title: 'whoever is next in line leads, in sync or not',
    file: 'model/replicas/electing.ts',
    from: 'const isInSync = (replica: number): boolean => holdings.inSync[first + replica] === 1;',
    to: 'const isInSync = (): boolean => true;',
    caughtBy: ['law replicaLawsBroken', 'invariant 19: replicas'],
    huntedIn: 'replicas',
  },
  {
    title: 'a queue writes without a majority',
    file: 'model/storing.ts',
    from: 'if (world.replicas.hasQueues && !takesPart(world, queue)) return;',
    to: '',
    caughtBy: ['law quorumLawsBroken', 'invariant 22: quorums'],
    huntedIn: 'quorums',
  },
  {
    title: 'a minority elects a leader',
    file: 'model/replicas/quorums.ts',
    from: 'running.length < majorityOf(rows.length) || ',
    to: '',
    caughtBy: ['law quorumLawsBroken'],
    huntedIn: 'quorums',
  },
  {
    title: 'a broker whose disk is full reads on',
    file: 'model/alarms/raising.ts',
    from: 'world.alarms.alarms.isDiskFull[broker] === 1\n',
    to: 'false\n',
    caughtBy: ['law alarmsAstray'],
    huntedIn: 'alarms',
  },
  {
    title: 'who comes while others wait at the door goes in before them',
    file: 'model/alarms/holding.ts',
    from: 'if (of.last[broker] === 0) of.first[broker] = row + 1;',
    to: 'if (of.last[broker] === 0 || true) { heldBack.next[row] = of.first[broker]; of.first[broker] = row + 1; }',
    caughtBy: ['law alarmsAstray', 'law unearnedClaims (4, 6, 8)'],
    huntedIn: 'alarms',
  },
];

export const engineFolder = join(import.meta.dirname, '..');

/**
 * A folder of its own for copies of the sources, where they find the packages. Modules they stay: as CommonJS
 * each constant is read through a getter, and a hunt takes ten times as long.
 */
export function prepareFolder(folder: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }\n');
  symlinkSync(join(engineFolder, '../../node_modules'), join(folder, 'node_modules'));
}

/** Copies the engine, bug and all; null: as it is. */
export function plantIn(copy: string, bug: PlantedBug | null): void {
  cpSync(engineFolder, copy, { recursive: true });
  if (bug !== null) plant(copy, bug);
}

/** Plants a bug in a copy of the engine that is there already. */
export function plant(engine: string, { file, from, to, title }: PlantedBug): void {
  const path = join(engine, file);
  const source = readFileSync(path, 'utf8');
  const parts = source.split(from);
  if (parts.length !== 2)
    throw new Error(`"${title}": its text is ${parts.length - 1} times in ${file}`);
  writeFileSync(path, parts.join(to));
}
