/** actMenu lists every act that the system allows now, grouped by what it hits, with what to expect. */
import {
  type Act,
  Broker,
  Consumer,
  hasDeadLetter,
  isProducerDown,
  isRedriven,
  type World,
} from '../engine/index.ts';
import { busiestOf, groupsOf, memberWord, SPIKE_FACTOR, SPIKE_US } from './quickActs.ts';
import { replicaChoices } from './replicaChoices.ts';

export interface ActChoice {
  readonly label: string;
  readonly note: string;
  readonly act: Act;
}

export interface ActGroup {
  readonly title: string;
  readonly choices: readonly ActChoice[];
}

const SLOW_FACTOR = 5;
const SLOW_US = 10_000_000;
const REDRIVE_PER_S = 10;

/** All acts on the system, the given queue's own parts first. */
export function actMenu(world: World, queue: number): ActGroup[] {
  const { plan } = world;
  const broker = queue >= 0 ? (plan.brokerOf[queue] ?? -1) : -1;
  const groups = [
    ...groupsOf(world, queue).flatMap((group) => consumerActs(world, group)),
    ...queueActs(world, world.logs.isGroup(queue) ? (world.logs.plan.logOf[queue] ?? -1) : queue),
    ...plan.nodes.map((node, i) => ({
      title: node.title,
      choices: i === queue ? [] : redriveChoices(world, i),
    })),
    ...brokerActs(world, broker),
    ...plan.nodes.flatMap((node, i) => (node.kind === 'producer' ? producerActs(world, i) : [])),
    ...plan.nodes.flatMap((node, i) =>
      node.kind === 'service' ? serviceActs(world, i, node.id, node.title) : [],
    ),
    ...wireActs(world),
  ];
  return groups.filter(({ choices }) => choices.length > 0);
}

/** What can be done to one place: a node, or one consumer. */
export function actsOn(world: World, place: number): ActGroup[] {
  const { plan } = world;
  const nodes = plan.nodes.length;
  if (place >= nodes) return memberActs(world, place - nodes);
  const node = plan.nodes[place];
  if (node === undefined) return [];
  if (node.kind === 'queue' || node.kind === 'log') return queueActs(world, place);
  if (node.kind === 'group') return groupActs(world, place);
  if (node.kind === 'producer') return producerActs(world, place);
  if (node.kind === 'service') return serviceActs(world, place, node.id, node.title);
  if (node.kind === 'consumer') return consumerActs(world, place);
  return brokerActs(world, plan.brokerOf[place] ?? -1);
}

function memberActs(world: World, consumer: number): ActGroup[] {
  const { consumers, plan } = world;
  const group = consumers.group[consumer] ?? -1;
  const node = plan.nodes[group];
  const member = consumers.member[consumer] ?? 0;
  if (node === undefined || consumers.state[consumer] === Consumer.removed) return [];
  const target = node.id;
  const isDown = consumers.state[consumer] === Consumer.down;
  const choices: ActChoice[] = isDown
    ? [
        {
          label: 'Restart now',
          note: 'It comes back with empty hands.',
          act: { kind: 'restartConsumer', target, member },
        },
      ]
    : crashChoices(target, member, whatItHolds(world, group));
  choices.push({
    label: 'Remove',
    note: leaveNote(world, group),
    act: { kind: 'removeConsumer', target, member },
  });
  return [{ title: `${node.title} C${member}`, choices }];
}

/** What a crash means for what a consumer holds. */
function whatItHolds({ plan, logs }: World, group: number): string {
  const of = logs.plan.groups[plan.queueOf[group] ?? -1];
  if (of === undefined) return 'Whatever it holds is unacked and comes back.';
  if (of.reading === 'perPartition')
    return 'Its partitions wait out its session; then others read on from the last commit.';
  return 'Whatever it holds stays pending until its wait is over, or somebody claims it.';
}

/** Where commits say how far a member is, there is no ack that could vanish. */
function dropChoices({ plan, logs }: World, group: number, target: string): ActChoice[] {
  if (logs.plan.groups[plan.queueOf[group] ?? -1]?.reading === 'perPartition') return [];
  return [
    {
      label: 'Drop the next ack',
      note: 'The work is done, the broker never hears of it.',
      act: { kind: 'dropNextAck', target },
    },
  ];
}

function leaveNote(world: World, group: number): string {
  return memberWord(world, group) === 'member'
    ? 'It finishes what it has begun and leaves its group.'
    : 'It finishes what it has begun, gives the rest back, and leaves.';
}

function crashChoices(target: string, member: number | null, nowNote: string): ActChoice[] {
  const crash = (point: 'now' | 'beforeWork' | 'midWork' | 'afterEffect'): Act => ({
    kind: 'crashConsumer',
    target,
    member,
    point,
  });
  return [
    { label: 'Crash now', note: nowNote, act: crash('now') },
    {
      label: 'Crash before work',
      note: 'At the next message, nothing done yet.',
      act: crash('beforeWork'),
    },
    {
      label: 'Crash mid-work',
      note: 'Half-way through the next message, before its effect.',
      act: crash('midWork'),
    },
    {
      label: 'Crash before the ack',
      note: 'The effect has happened, the ack has not been sent: it happens twice.',
      act: crash('afterEffect'),
    },
  ];
}

function consumerActs(world: World, group: number): ActGroup[] {
  const node = world.plan.nodes[group];
  if (node === undefined) return [];
  const target = node.id;
  const who = memberWord(world, group);
  return [
    {
      title: node.title,
      choices: [
        // Who is meant is settled now, so that the flag can say it and a drag keeps it.
        ...crashChoices(target, busiestOf(world, group), whatItHolds(world, group)),
        {
          label: `Add a ${who}`,
          note: who === 'member' ? 'One more reads for the group.' : 'One more shares the queue.',
          act: { kind: 'addConsumer', target },
        },
        {
          label: `Remove a ${who}`,
          note: 'It finishes what it has begun and leaves.',
          act: { kind: 'removeConsumer', target, member: null },
        },
        {
          label: `Slow ×${SLOW_FACTOR}`,
          note: `Work takes ${SLOW_FACTOR} times as long for ${SLOW_US / 1e6} s.`,
          act: { kind: 'slow', target, factor: SLOW_FACTOR, lengthUs: SLOW_US },
        },
        ...dropChoices(world, group, target),
      ],
    },
  ];
}

/** What can be done to a group: how many read for it, and what its log gets. A member is hit by itself. */
function groupActs(world: World, group: number): ActGroup[] {
  const staffing = groupsOf(world, group).flatMap((members) => consumerActs(world, members));
  return [
    ...staffing.map(({ title, choices }) => ({
      title,
      choices: choices.filter(
        ({ act }) => act.kind === 'addConsumer' || act.kind === 'removeConsumer',
      ),
    })),
    ...queueActs(world, world.logs.plan.logOf[group] ?? -1),
  ];
}

/** A queue's or a log's. */
function queueActs(world: World, queue: number): ActGroup[] {
  const node = world.plan.nodes[queue];
  if (node?.kind !== 'queue' && node?.kind !== 'log') return [];
  const what = node.kind === 'log' ? 'record' : 'message';
  return [
    {
      title: node.title,
      choices: [
        {
          label: `Poison the next ${what}`,
          note: 'No consumer can ever process it.',
          act: { kind: 'poisonNext', target: node.id },
        },
        ...redriveChoices(world, queue),
        ...replicaChoices(world, queue, node.id),
      ],
    },
  ];
}

/** Dead letters can be sent back, all at once or no faster than what follows can take. */
function redriveChoices(world: World, queue: number): ActChoice[] {
  const node = world.plan.nodes[queue];
  if (node?.kind !== 'queue') return [];
  const target = node.id;
  if (isRedriven(world, queue)) {
    const act: Act = { kind: 'stopRedrive', target };
    return [{ label: 'Stop the redrive', note: 'What is not moved yet stays.', act }];
  }
  if (!hasDeadLetter(world, queue)) return [];
  const redrive = (perS: number): Act => ({ kind: 'redrive', target, to: null, perS });
  return [
    {
      label: 'Redrive all',
      note: 'Each goes back to the queue that it died in, and its deliveries count from one.',
      act: redrive(Number.POSITIVE_INFINITY),
    },
    {
      label: `Redrive ${REDRIVE_PER_S} a second`,
      note: 'The same, no faster than whoever has to take them can work.',
      act: redrive(REDRIVE_PER_S),
    },
  ];
}

function brokerActs(world: World, broker: number): ActGroup[] {
  const node = world.plan.nodes[broker];
  if (node === undefined) return [];
  const target = node.id;
  const isDown = world.brokers.state[broker] === Broker.down;
  const choices: ActChoice[] = isDown
    ? [
        {
          label: 'Start',
          note: 'What is on disk comes back.',
          act: { kind: 'startBroker', target },
        },
      ]
    : [
        {
          label: 'Kill',
          note: 'At once: what is only in memory is gone.',
          act: { kind: 'stopBroker', target, how: 'kill' },
        },
        {
          label: 'Stop in order',
          note: 'A durable queue is flushed first.',
          act: { kind: 'stopBroker', target, how: 'graceful' },
        },
        ...diskChoices(world, broker, target),
      ];
  return [{ title: node.title, choices }];
}

/** Its disk fills up with something else, or is cleaned. */
function diskChoices(world: World, broker: number, target: string): ActChoice[] {
  const { alarms } = world.alarms;
  if (world.plan.queuesOf[broker]?.length === 0) return [];
  return alarms.isDiskFull[broker] === 1
    ? [
        {
          label: 'Make room on its disk',
          note: 'What waits at its door is read, in order.',
          act: { kind: 'freeDisk', target },
        },
      ]
    : [
        {
          label: 'Fill its disk',
          note: 'It reads nothing from publishers. Consumers go on.',
          act: { kind: 'fillDisk', target },
        },
      ];
}

function producerActs(world: World, producer: number): ActGroup[] {
  const { plan } = world;
  const node = plan.nodes[producer];
  if (node === undefined) return [];
  const target = node.id;
  const spike: ActChoice = {
    label: `Spike ×${SPIKE_FACTOR}`,
    note: `${SPIKE_FACTOR} times as many orders for ${SPIKE_US / 1e6} s.`,
    act: { kind: 'spike', target, factor: SPIKE_FACTOR, lengthUs: SPIKE_US },
  };
  // One that calls a service stands for people, who do not crash.
  const isPublisher =
    plan.kinds[plan.wireTo[plan.wiresFrom[producer]?.[0] ?? -1] ?? -1] !== 'service';
  return [
    {
      title: node.title,
      choices: isPublisher ? [spike, ...fallChoices(world, producer)] : [spike],
    },
  ];
}

/** A producer's process dies, or runs again. */
function fallChoices(world: World, producer: number): ActChoice[] {
  const target = world.plan.nodes[producer]?.id ?? '';
  if (isProducerDown(world, producer))
    return [
      {
        label: 'Restart now',
        note: world.commits.hasOutbox(producer)
          ? 'Its relay goes on with what stands in its outbox.'
          : 'It takes orders again, and remembers nothing.',
        act: { kind: 'restartProducer', target },
      },
    ];
  return [
    {
      label: 'Crash now',
      note: 'What was not confirmed to it, nobody sends again; unless it has an outbox.',
      act: { kind: 'crashProducer', target, point: 'now' },
    },
    ...commitChoices(world, producer, (point) => ({ kind: 'crashProducer', target, point })),
  ];
}

/** Where a publisher that commits can be made to die at its next order. */
function commitChoices(
  world: World,
  publisher: number,
  crash: (point: 'beforeCommit' | 'afterCommit') => Act,
): ActChoice[] {
  if (!world.commits.commits(publisher)) return [];
  return [
    {
      label: 'Crash before the commit',
      note: 'At its next order: what is published by then was about nothing.',
      act: crash('beforeCommit'),
    },
    {
      label: 'Crash after the commit',
      note: 'At its next order: what is not published by then only an outbox will publish.',
      act: crash('afterCommit'),
    },
  ];
}

function serviceActs(world: World, service: number, target: string, title: string): ActGroup[] {
  const isUp = world.services.isUp[service] === 1;
  return [
    {
      title,
      choices: [
        isUp
          ? {
              label: 'Take it down',
              note: 'It answers nobody; callers wait for their timeout.',
              act: { kind: 'crashService', target },
            }
          : {
              label: 'Bring it up',
              note: 'It answers again.',
              act: { kind: 'restartService', target },
            },
        ...(isUp
          ? commitChoices(world, service, (point) => ({ kind: 'crashService', target, point }))
          : []),
        {
          label: `Slow ×${SLOW_FACTOR}`,
          note: `Each call takes ${SLOW_FACTOR} times as long for ${SLOW_US / 1e6} s.`,
          act: { kind: 'slow', target, factor: SLOW_FACTOR, lengthUs: SLOW_US },
        },
      ],
    },
  ];
}

function wireActs(world: World): ActGroup[] {
  const { plan, wires } = world;
  const title = (id: string): string => plan.nodes.find((node) => node.id === id)?.title ?? id;
  const choices = plan.scenario.wires.flatMap(({ from, to }, wire): ActChoice[] => {
    // A binding is inside the broker: there is no wire to cut.
    if (plan.nodes[plan.wireFrom[wire] ?? -1]?.kind === 'exchange') return [];
    const isCut = wires.isCut[wire] === 1;
    return [
      {
        label: `${isCut ? 'Heal' : 'Cut'} ${title(from)} – ${title(to)}`,
        note: isCut ? 'Packets pass again.' : 'Nothing passes, either way.',
        act: { kind: isCut ? 'healWire' : 'cutWire', from, to },
      },
    ];
  });
  return [{ title: 'Wires', choices }];
}
