/** PlaceInspector shows a node or a consumer and offers what can be done to it. */
import {
  brokerStates,
  brokerTable,
  consumerStates,
  consumerTable,
  type World,
} from '../../engine/index.ts';
import { nameOf } from '../../explain/index.ts';
import { actsOn, useAtPlayhead, useSessionActions } from '../../store/index.ts';
import { Button } from '../../ui/index.ts';
import { CallGuards } from './CallGuards.tsx';
import { CloseButton } from './CloseButton.tsx';
import { LifecycleView } from './LifecycleView.tsx';
import { LogKind } from './LogKind.tsx';
import { PlaceKnobs } from './PlaceKnobs.tsx';
import { QueueKind } from './QueueKind.tsx';
import { QuorumTable } from './QuorumTable.tsx';
import { TakingWays } from './TakingWays.tsx';

export function PlaceInspector({ place }: { place: number }) {
  const session = useSessionActions();
  const { name, groups, node, queue, machine } = useAtPlayhead(({ world }) => ({
    name: nameOf(world, place),
    machine: machineOf(world, place),
    groups: actsOn(world, place),
    node: settingsOf(world, place),
    queue: queueOf(world, place),
  }));
  return (
    <>
      <header className="inspector-head">
        <h2>{name}</h2>
        <CloseButton />
      </header>
      {node >= 0 && <PlaceKnobs node={node} />}
      {groups.map(({ title, choices }) => (
        <ul key={title} className="inspector-acts" aria-label={`What can be done to ${title}`}>
          {choices.map(({ label, note, act }) => (
            <li key={label}>
              <Button onClick={() => session.act(act)} title={note}>
                {label}
              </Button>
            </li>
          ))}
        </ul>
      ))}
      <QuorumTable place={place} />
      {queue !== null && <QueueKind key={queue} queue={queue} />}
      <CallGuards place={place} />
      <TakingWays node={node} name={name} />
      <LogKind key={place} place={place} />
      {machine !== null && (
        <LifecycleView table={tables[machine.of]} state={machine.state} subject={name} />
      )}
    </>
  );
}

const tables = { consumer: consumerTable, broker: brokerTable } as const;

/** The state machine of a consumer or a broker, and the state that it is in; null: it has none. */
function machineOf(
  { plan, consumers, brokers }: World,
  place: number,
): { of: keyof typeof tables; state: string } | null {
  const row = place - plan.nodes.length;
  if (row >= 0) {
    const state = consumerStates[consumers.state[row] ?? -1];
    return state === undefined ? null : { of: 'consumer', state };
  }
  const state = brokerStates[brokers.state[place] ?? -1];
  return plan.nodes[place]?.kind === 'broker' && state !== undefined
    ? { of: 'broker', state }
    : null;
}

/** The node whose settings a place has: a consumer has those of its group. */
function settingsOf({ plan, consumers }: World, place: number): number {
  const nodes = plan.nodes.length;
  return place >= nodes ? (consumers.group[place - nodes] ?? -1) : place;
}

/** The id of the queue that this place is, or null. */
function queueOf({ plan }: World, place: number): string | null {
  const node = plan.nodes[place];
  return node?.kind === 'queue' ? node.id : null;
}
