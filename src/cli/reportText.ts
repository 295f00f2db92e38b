/** reportText is a run in figures, for people: who came, where everything is, how long it took. */
import type { QueueReport, RunReport, Scenario } from '../engine/index.ts';
import { count, decimal, time } from './figures.ts';
import { table } from './table.ts';

export function reportText(scenario: Scenario, report: RunReport): string {
  const until = time(report.untilUs);
  const heading = `${scenario.title} (${report.scenario}), seed ${report.seed}, ${until}, ${count(report.events)} events`;
  return [
    heading,
    ordersPart(report),
    queuesPart(report),
    quorumsPart(report),
    logsPart(report),
    callsPart(report, scenario),
    alarmsPart(report),
    commitsPart(report),
    keysPart(report),
    deliveriesPart(report),
    receivesPart(report),
    timesPart(report),
    lossesPart(report),
    promisesPart(report),
    `hash ${report.hash}\n`,
  ]
    .filter((part) => part !== '')
    .join('\n');
}

function ordersPart({ orders }: RunReport): string {
  if (orders.offered === 0) return '';
  const { offered, done, refused, timedOut, waiting } = orders;
  return (
    'Orders: offered = done + refused + timed out + waiting\n' +
    table([
      ['', 'offered', 'done', 'refused', 'timed out', 'waiting', 'answer mean', 'max'],
      [
        '',
        ...[offered, done, refused, timedOut, waiting].map(count),
        time(orders.answerMeanUs),
        time(orders.answerMaxUs),
      ],
    ])
  );
}

/** The states of a copy, in the order of its life. `always` ones are shown even where all are 0. */
const states: readonly { key: keyof QueueReport; title: string; always?: true }[] = [
  { key: 'refused', title: 'refused' },
  { key: 'inTransit', title: 'in transit' },
  { key: 'ready', title: 'ready', always: true },
  { key: 'delayed', title: 'delayed' },
  { key: 'unacked', title: 'unacked', always: true },
  { key: 'handedOver', title: 'acked early' },
  { key: 'acked', title: 'acked', always: true },
  { key: 'deadLettered', title: 'dead' },
  { key: 'dropped', title: 'dropped' },
  { key: 'lost', title: 'lost' },
  { key: 'redrivenOut', title: 'redriven away' },
];

/** How copies come to a queue. */
const waysIn: readonly { title: string; of: (queue: QueueReport) => number; always?: true }[] = [
  { title: 'offered', of: ({ offered }) => offered, always: true },
  { title: 'sent again', of: ({ storedAgain, redrivenIn }) => storedAgain - redrivenIn },
  { title: 'redriven here', of: ({ redrivenIn }) => redrivenIn },
];

function queuesPart({ queues }: RunReport): string {
  const list = Object.entries(queues);
  if (list.length === 0) return '';
  const total = (key: keyof QueueReport) => list.reduce((sum, [, queue]) => sum + queue[key], 0);
  const shown = states.filter(({ key, always }) => always || total(key) > 0);
  const ways = waysIn.filter(({ of, always }) => always || list.some(([, queue]) => of(queue) > 0));
  const came = ways.map(({ title }) => title);
  const rows = list.map(([id, queue]) => [
    id,
    ...ways.map(({ of }) => count(of(queue))),
    ...shown.map(({ key }) => count(queue[key])),
    decimal(queue.depthMean, 2),
    count(queue.depthMax),
    time(queue.oldestAgeMaxUs),
  ]);
  return (
    `Queues: ${came.join(' + ')} = ${shown.map(({ title }) => title).join(' + ')}\n` +
    table([
      ['', ...came, ...shown.map(({ title }) => title), 'depth mean', 'max', 'oldest'],
      ...rows,
    ])
  );
}

function quorumsPart({ quorums }: RunReport): string {
  const list = Object.entries(quorums);
  if (list.length === 0) return '';
  return (
    'Replicas of queues\n' +
    table([
      ['', 'replicas', 'needed', 'in sync', 'down', 'leader', ''],
      ...list.map(([id, { replicas, majority, inSync, down, leader, standsStill }]) => [
        id,
        ...[replicas, majority, inSync.length, down.length].map(count),
        leader === 0 ? 'none' : String(leader),
        standsStill ? 'stands still' : '',
      ]),
    ])
  );
}

function logsPart({ logs, groups }: RunReport): string {
  const list = Object.entries(logs);
  if (list.length === 0) return '';
  const readers = Object.entries(groups);
  return (
    'Logs: appended = records + removed\n' +
    table([
      ['', 'appended', 'records', 'removed', 'refused', 'known already'],
      ...list.map(([id, log]) => [
        id,
        ...[log.appended, log.records, log.removed, log.refused, log.duplicates].map(count),
      ]),
    ]) +
    'Groups\n' +
    table([
      ['', 'partition', 'deliveries', 'again', 'pending', 'parked', 'position', 'committed', 'lag'],
      ...readers.flatMap(([id, group]) => [
        [
          id,
          'all',
          ...[group.deliveries, group.redeliveries, group.pending, group.parked].map(count),
          '',
          '',
          count(group.lag),
        ],
        ...group.partitions.map(({ position, committed, lag }, i) => [
          '',
          count(i),
          '',
          '',
          '',
          '',
          count(position),
          count(committed),
          count(lag),
        ]),
      ]),
    ])
  );
}

/** Shown where calls are guarded: else what services did is in the orders. */
function callsPart({ services, breakers }: RunReport, { wires }: Scenario): string {
  const isGuarded = wires.some(
    ({ retry, breaker }) => retry !== undefined || breaker !== undefined,
  );
  if (!isGuarded) return '';
  const list = Object.entries(breakers);
  return (
    'Calls\n' +
    table([
      ['', 'calls', 'done', 'refused', 'failed', 'timed out'],
      ...Object.entries(services).map(([id, { calls, done, refused, failed, timedOut }]) => [
        id,
        ...[calls, done, refused, failed, timedOut].map(count),
      ]),
    ]) +
    (list.length === 0
      ? ''
      : 'Breakers\n' +
        table([
          ['', 'is', 'opened', 'refused'],
          ...list.map(([wire, { state, opened, blocked }]) => [
            wire,
            state === 'halfOpen' ? 'half-open' : state,
            count(opened),
            count(blocked),
          ]),
        ]))
  );
}

/** Shown where a broker may raise an alarm. */
function alarmsPart({ alarms }: RunReport): string {
  const list = Object.entries(alarms);
  if (list.length === 0) return '';
  return (
    'Alarms\n' +
    table([
      ['', 'raised', 'memory', 'disk', 'at the door', 'at most'],
      ...list.map(([broker, { times, isMemoryShort, isDiskShort, held, heldMax }]) => [
        broker,
        count(times),
        isMemoryShort ? 'short' : 'enough',
        isDiskShort ? 'full' : 'enough',
        count(held),
        count(heldMax),
      ]),
    ])
  );
}

function commitsPart({ commits }: RunReport): string {
  const list = Object.entries(commits);
  if (list.length === 0) return '';
  return (
    'Commits\n' +
    table([
      [
        '',
        'committed',
        'in outbox',
        'half-way',
        'never published',
        'never committed',
        'turned away',
      ],
      ...list.map(([id, one]) => [
        id,
        ...[one.committed, one.inOutbox, one.halfway].map(count),
        ...[one.neverPublished, one.neverCommitted, one.turnedAway].map(count),
      ]),
    ])
  );
}

function keysPart({ keys }: RunReport): string {
  const list = Object.entries(keys);
  if (list.length === 0) return '';
  return (
    'Keys\n' +
    table([
      ['', 'remembered', 'forgotten', 'lost'],
      ...list.map(([id, one]) => [id, ...[one.remembered, one.forgotten, one.lost].map(count)]),
    ])
  );
}

function deliveriesPart({ counters, effects }: RunReport): string {
  const list = Object.entries(effects);
  if (list.length === 0) return '';
  return (
    `Deliveries: ${count(counters.deliveries)}, of them ${count(counters.redeliveries)} redeliveries; published ${count(counters.published)}, confirmed ${count(counters.confirmed)}\n` +
    table([
      ['', 'effects', 'of them repeated', 'suppressed', 'adds up to', ''],
      ...list.map(([id, effect]) => [
        id,
        count(effect.effects),
        count(effect.duplicates),
        count(effect.suppressed),
        effect.unit + decimal(effect.amount, 2),
        effect.title,
      ]),
    ])
  );
}

function receivesPart({ receives }: RunReport): string {
  const list = Object.entries(receives);
  if (list.length === 0) return '';
  return (
    'Receives\n' +
    table([
      ['', 'calls', 'of them empty', 'messages'],
      ...list.map(([id, { calls, empty, messages }]) => [
        id,
        ...[calls, empty, messages].map(count),
      ]),
    ])
  );
}

function timesPart({ waitUs, sojournUs }: RunReport): string {
  if (waitUs.count === 0) return '';
  const row = (title: string, { count: n, mean, p50, p95, p99, max }: RunReport['waitUs']) => [
    title,
    count(n),
    ...[mean, p50, p95, p99, max].map(time),
  ];
  return (
    'Times\n' +
    table([
      ['', 'count', 'mean', 'p50', 'p95', 'p99', 'max'],
      row('publish to delivery', waitUs),
      row('publish to ack', sojournUs),
    ])
  );
}

/** Losses by queue and reason, with the first of each. */
function lossesPart({ losses }: RunReport): string {
  if (losses.length === 0) return '';
  const kinds = new Map<string, (typeof losses)[number][]>();
  for (const loss of losses) {
    const kind = `${loss.queue} ${loss.reason}`;
    kinds.set(kind, [...(kinds.get(kind) ?? []), loss]);
  }
  return (
    'Losses\n' +
    table([
      ['', 'reason', 'messages', 'first', 'at'],
      ...[...kinds.values()].flatMap(([first, ...more]) =>
        first
          ? [
              [
                first.queue,
                first.reason,
                count(more.length + 1),
                `M${first.message}`,
                time(first.atUs),
              ],
            ]
          : [],
      ),
    ])
  );
}

const verdicts = { kept: 'kept', broken: 'BROKEN', notPromised: 'not promised' } as const;

function promisesPart({ guarantees }: RunReport): string {
  if (guarantees.length === 0) return '';
  return (
    'Promises\n' +
    table([
      ['', '', '', '', ''],
      ...guarantees.map(({ queue, name, verdict, counterExample, because }) => [
        queue,
        words(name),
        verdicts[verdict],
        // 0: it is about an order that never had a message.
        counterExample && counterExample.message > 0 ? `M${counterExample.message}` : '',
        because,
      ]),
    ]).replace(/^\s*\n/, '')
  );
}

/** noLossAfterConfirm → no loss after confirm */
function words(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
