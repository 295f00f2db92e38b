/** staff is who works here: the consumers that are on the stage, which is all but the removed ones. */
import { Consumer, type World } from '../../engine/index.ts';

export interface Member {
  /** Row of the consumer. */
  readonly consumer: number;
  /** Its group: the number of the consumer node. */
  readonly group: number;
  /** From 1: what is shown as C1. */
  readonly member: number;
}

export function staffOf({ consumers }: World): Member[] {
  const staff: Member[] = [];
  for (let consumer = 0; consumer < consumers.rows; consumer++) {
    if (consumers.state[consumer] === Consumer.removed) continue;
    const group = consumers.group[consumer] ?? -1;
    staff.push({ consumer, group, member: consumers.member[consumer] ?? 0 });
  }
  return staff;
}

/** Equal for two worlds with the same staff, and quick to compare. */
export function staffKey({ consumers }: World): string {
  let key = '';
  for (let consumer = 0; consumer < consumers.rows; consumer++) {
    if (consumers.state[consumer] !== Consumer.removed) key += `${consumer},`;
  }
  return key;
}
