/** logDeeds says what an act by hand on a log or a group does, as a verb phrase: "asked for 5 records". */
import { type LogAct, NO_NODE, type World } from '../engine/index.ts';
import { name, nodeCalled, placeOfMember, the } from './names.ts';
import { type Piece, say } from './Sentence.ts';
import { counted, grouped, time } from './words.ts';

export function logDeedOf(world: World, act: LogAct): Piece {
  const target = targetOf(world, act.target);
  switch (act.kind) {
    case 'append':
      return say`appended a record to ${target}`;
    case 'fetch':
      return say`let ${reader(world, act)} ask for ${counted(act.batch, 'record')}${within(act.waitUs)}`;
    case 'listen':
      return say`let ${reader(world, act)} listen to ${target}`;
    case 'readOwn':
      return say`let ${reader(world, act)} read what it holds`;
    case 'answer':
      return say`let ${reader(world, act)} ${answers[act.answer]}`;
    case 'claim':
      return say`let ${reader(world, act)} claim ${counted(act.messages.length, 'record')}`;
    case 'claimIdle':
      return say`let ${reader(world, act)} look for idle records`;
    case 'trim':
      return say`trimmed ${target} to ${counted(act.trimTo, 'record')}`;
    case 'deleteRecord':
      return say`deleted a record of ${target}`;
    case 'purge':
      return say`emptied ${target}`;
    case 'createGroup':
      return say`made ${target}`;
    case 'deleteGroup':
      return say`deleted ${target}`;
    case 'deleteMember':
      return say`struck ${reader(world, act)} off ${target}`;
    case 'setPosition':
      return say`set ${target} to offset ${grouped(act.offset)}`;
    case 'saveSnapshot':
      return say`wrote a snapshot of ${target}`;
  }
}

const answers = {
  ack: 'acknowledge what it was given',
  return: 'give back what it was given',
  end: 'give up what it was given',
  working: 'say that it is still at work',
} as const;

function within(waitUs: number): string {
  return waitUs === 0 ? '' : ` within ${time(waitUs)}`;
}

function targetOf(world: World, id: string): Piece {
  const node = nodeCalled(world.plan, id);
  return node === NO_NODE ? 'something' : the(world, node);
}

/** The member that an act is done as. */
function reader(world: World, act: { readonly target: string; readonly member: number }): Piece {
  const group = nodeCalled(world.plan, act.target);
  const consumers = world.plan.queueOf.findIndex((queue) => queue === group && group !== NO_NODE);
  const place = consumers < 0 ? null : placeOfMember(world, consumers, act.member);
  return place === null ? say`a member of ${targetOf(world, act.target)}` : name(world, place);
}
