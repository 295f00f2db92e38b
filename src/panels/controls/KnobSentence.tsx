/**
 * KnobSentence is the settings of the queue in focus, as a sentence whose values can be turned:
 * "2 consumers at 50/s · ack after work · key off"; of a group its members, and when they commit. Turning one is an act on the axis. The other knobs
 * are in the inspector of their node.
 */
import type { World } from '../../engine/index.ts';
import {
  consumerCountOf,
  groupsOf,
  knobValue,
  memberWord,
  useAtPlayhead,
  useSession,
  useSessionActions,
} from '../../store/index.ts';
import { ChoiceKnob, NumberKnob, SentenceKnobs } from '../../ui/index.ts';

const ackChoices = [
  { value: '0', label: 'after', note: 'Only finished work is deleted: it may be done twice.' },
  { value: '1', label: 'before', note: 'Deleted before the work: a crash loses it.' },
] as const;

const commitChoices = [
  { value: '0', label: 'after', note: 'Only finished work is committed: it may be done twice.' },
  { value: '1', label: 'before', note: 'Committed before the work: a crash loses it.' },
] as const;

const keyChoices = [
  { value: '0', label: 'off', note: 'A second delivery repeats the effect.' },
  { value: '1', label: 'with the effect', note: 'Key and effect are one transaction: once.' },
  { value: '2', label: 'before the effect', note: 'A crash in between loses the effect.' },
  { value: '3', label: 'after the effect', note: 'Whoever looks in between repeats the effect.' },
] as const;

export function KnobSentence() {
  const session = useSessionActions();
  const { queue } = useSession(({ queue }) => ({ queue }));
  const values = useAtPlayhead(({ world }) => readKnobs(world, queue));
  if (values === null) return null;
  const { groupId } = values;
  const turn = (target: string, knob: string, value: number): void =>
    session.act({ kind: 'setKnob', target, knob, value });
  const setCount = (count: number): void => {
    for (let i = values.count; i < count; i++)
      session.act({ kind: 'addConsumer', target: groupId });
    for (let i = values.count; i > count; i--) {
      session.act({ kind: 'removeConsumer', target: groupId, member: null });
    }
  };
  return (
    <div className="controls-knobs">
      <SentenceKnobs label="Settings of this queue">
        <span>
          <NumberKnob
            label={values.who === 'member' ? 'Members' : 'Consumers'}
            value={values.count}
            min={0}
            max={16}
            step={1}
            onChange={setCount}
          />{' '}
          {values.count === 1 ? values.who : `${values.who}s`} at{' '}
          <NumberKnob
            label={`Work of one ${values.who}`}
            unit="per second"
            value={Math.round((1e6 / values.workUs) * 100) / 100}
            min={0.1}
            max={1_000}
            step={0.1}
            onChange={(perS) => turn(groupId, 'workUs', Math.max(1, Math.round(1e6 / perS)))}
          />
          /s
        </span>
        <span>
          {values.settles}{' '}
          <ChoiceKnob
            label={`When the ${values.who} ${values.settles === 'ack' ? 'acknowledges' : 'commits'}`}
            choices={values.settles === 'ack' ? ackChoices : commitChoices}
            value={String(values.ack) as '0' | '1'}
            onChange={(value) => turn(groupId, 'ack', Number(value))}
          />{' '}
          work
        </span>
        <span>
          key{' '}
          <ChoiceKnob
            label="Idempotency key"
            choices={keyChoices}
            value={String(values.key) as '0' | '1' | '2' | '3'}
            onChange={(value) => turn(groupId, 'idempotencyKey', Number(value))}
          />
        </span>
      </SentenceKnobs>
    </div>
  );
}

function readKnobs(world: World, queue: number) {
  const group = groupsOf(world, queue)[0];
  const groupId = group === undefined ? undefined : world.plan.nodes[group]?.id;
  if (group === undefined || groupId === undefined) return null;
  return {
    groupId,
    who: memberWord(world, group),
    settles: world.logs.plan.groups[queue]?.reading === 'perPartition' ? 'commit' : 'ack',
    count: consumerCountOf(world, group),
    workUs: knobValue(world, group, 'workUs'),
    ack: knobValue(world, group, 'ack'),
    key: knobValue(world, group, 'idempotencyKey'),
  };
}
