/** stageRows reads the table of the system out of the world: one row for each place. */
import {
  Broker,
  brokerStates,
  Copy,
  commitReport,
  consumerStates,
  groupReport,
  isProducerDown,
  logReport,
  ordersOf,
  type PartitionReplicas,
  quorumReport,
  receiveReport,
  type World,
} from '../../engine/index.ts';

export interface StageRow {
  readonly id: string;
  readonly cells: Readonly<Record<string, string | number>>;
}

export function stageRows(world: World): StageRow[] {
  const { plan, consumers } = world;
  const rows: StageRow[] = [];
  plan.nodes.forEach((node, i) => {
    const cells = cellsOf(world, i);
    if (cells !== null) rows.push({ id: node.id, cells: { place: node.title, ...cells } });
    if (node.kind !== 'consumer') return;
    for (let row = 0; row < consumers.rows; row++) {
      if (consumers.group[row] !== i) continue;
      const member = consumers.member[row];
      const isReader = world.logs.isGroup(consumers.queue[row] ?? -1);
      rows.push({
        id: `${node.id} ${member}`,
        cells: {
          place: `${node.title} C${member}`,
          state: consumerStates[consumers.state[row] ?? 0] ?? '',
          unacked: (isReader ? world.logs.members.reads[row] : consumers.window[row]) ?? 0,
        },
      });
    }
  });
  return rows;
}

/** Who keeps a log, as far as all of it is kept. */
function syncWords(partitions: readonly PartitionReplicas[]): string {
  if (partitions.length === 0) return '';
  if (partitions.some(({ leader }) => leader === 0)) return ', no leader';
  const fewest = Math.min(...partitions.map(({ inSync }) => inSync.length));
  return `, ${fewest} of ${partitions[0]?.ends.length ?? 0} in sync`;
}

/** Where a queue is kept, and by how many. */
function keptWords(world: World, queue: number): string {
  const quorum = quorumReport(world, queue);
  if (quorum === null) return world.queues.durable[queue] === 1 ? 'on disk' : 'in memory';
  const { standsStill, leader, inSync, replicas } = quorum;
  const how = leader === 0 ? 'no leader' : `${inSync.length} of ${replicas} in sync`;
  return standsStill ? `stands still, ${how}` : how;
}

function cellsOf(world: World, node: number): Record<string, string | number> | null {
  const { plan, tallies, services, groups, brokers } = world;
  const spec = plan.nodes[node];
  const broker = plan.brokerOf[node] ?? -1;
  const isDown = broker >= 0 && brokers.state[broker] !== Broker.running;
  const at = (column: { readonly [row: number]: number }): number => column[node] ?? 0;
  switch (spec?.kind) {
    case 'producer': {
      const orders = ordersOf(world);
      return {
        state: isProducerDown(world, node) ? 'DOWN' : `${at(world.publishers.placed)} placed`,
        done: world.commits.commits(node) ? commitReport(world, node).committed : orders.done,
        refused: at(tallies.refused),
      };
    }
    case 'service':
      return {
        state:
          services.isUp[node] === 1
            ? `${at(services.busy)} of ${at(services.threads)} threads busy`
            : 'DOWN',
        done: at(tallies.done),
        refused: at(tallies.refused),
      };
    case 'broker':
      return { state: brokerStates[brokers.state[node] ?? 0] ?? '' };
    case 'exchange':
      return { state: isDown ? 'DOWN' : 'running' };
    case 'queue':
      return {
        state: isDown ? 'DOWN' : keptWords(world, node),
        ready: world.countOf(node, Copy.ready) + world.countOf(node, Copy.delayed),
        unacked: world.countOf(node, Copy.unacked),
        done: world.countOf(node, Copy.done),
        redelivered: at(tallies.redeliveries),
        dead: world.countOf(node, Copy.deadLettered),
        lost: world.countOf(node, Copy.lost) + world.countOf(node, Copy.dropped),
        refused: world.countOf(node, Copy.refused),
      };
    case 'log': {
      const { records, refused, replicas = [] } = logReport(world, node);
      const state = `${records} records${syncWords(replicas)}`;
      const lost = replicas.reduce((sum, partition) => sum + partition.lost, 0);
      return { state: isDown ? 'DOWN' : state, refused, ...(replicas.length > 0 ? { lost } : {}) };
    }
    case 'group': {
      const report = groupReport(world, node);
      return {
        state: isDown ? 'DOWN' : `lag ${report.lag}`,
        ready: report.unread,
        unacked: report.pending,
        done: report.settled,
        redelivered: report.redeliveries,
      };
    }
    case 'consumer': {
      const asked = receiveReport(world, node);
      const calls =
        asked === null ? '' : `; asked ${asked.calls} times, ${asked.empty} for nothing`;
      return {
        state: `${spec.effect.title}: ${at(groups.effects)}, ${at(groups.duplicateEffects)} twice${calls}`,
        done: at(groups.effects),
      };
    }
    default:
      return null;
  }
}
