import { expect, it } from 'vitest';
import { NodeList } from './NodeList.ts';

function drain(list: NodeList): number[] {
  const out: number[] = [];
  for (let node = list.take(); node >= 0; node = list.take()) out.push(node);
  return out;
}

it('gives nodes out once each, in the order in which they came', () => {
  const list = new NodeList(5);
  for (const node of [3, 1, 3, 4, 1]) list.add(node);
  expect(drain(list)).toEqual([3, 1, 4]);
  expect(drain(list)).toEqual([]);
});

it('takes a node back that was given out, behind the others, round and round', () => {
  const list = new NodeList(3);
  for (const node of [0, 1, 2]) list.add(node);
  const seen: number[] = [];
  for (let i = 0; i < 10; i++) {
    const node = list.take();
    seen.push(node);
    list.add(node);
  }
  expect(seen).toEqual([0, 1, 2, 0, 1, 2, 0, 1, 2, 0]);
  expect(drain(list)).toEqual([1, 2, 0]);
});
