/** drawCommits says what a publisher has committed, and what of it stands in its outbox or was left half done. */
import { commitReport, type World } from '../../engine/index.ts';
import type { ProducerPart } from '../layout/Layout.ts';
import { at, type Look } from './Look.ts';
import type { Words } from './Scene.ts';
import { counted, remaining } from './words.ts';

/** Two lines below what a producer does. */
export function drawCommits(look: Look, { node, box, fate }: ProducerPart): void {
  if (fate === null) return;
  const { world } = look;
  look.say(`${box}.committed`, [counted(commitReport(world, node).committed), ' committed']);
  const broken = leftHalfDone(world, node);
  if (broken !== null) {
    const [count, wordings] = broken;
    look.sayFirst(`${box}.broken`, ...wordings.map((words): Words => [count, words]));
    look.scene.marks.push({ kind: 'lost', ...fate, r: look.m.trayMark, message: 0 });
  } else look.say(`${box}.kept`, waiting(world, node));
}

/** The same in words, for a box that has one line for everything; empty where nothing is to be said. */
export function commitWords(world: World, node: number): string {
  if (!world.commits.commits(node)) return '';
  const broken = leftHalfDone(world, node);
  return broken === null ? waiting(world, node) : `${broken[0]}${broken[1][0]}`;
}

/** What has one of two writes and will never have the other: how many, and wordings that get shorter. */
function leftHalfDone(
  world: World,
  node: number,
): readonly [count: string, wordings: readonly string[]] | null {
  const { neverPublished, neverCommitted } = commitReport(world, node);
  if (neverPublished > 0)
    return [counted(neverPublished), [' never published', ' never sent', ' untold']];
  return neverCommitted > 0
    ? [counted(neverCommitted), [' never committed', ' no commit', ' untrue']]
    : null;
}

/** What is in the outbox, or has one of two writes. */
function waiting(world: World, node: number): string {
  const { inOutbox, halfway } = commitReport(world, node);
  if (world.commits.hasOutbox(node)) return `${counted(inOutbox)} in its outbox`;
  return halfway > 0 ? `${counted(halfway)} half-way` : '';
}

/** That a producer is down, and when it runs again; null: it runs. */
export function downWords({ outages, nowUs }: World, producer: number): Words | null {
  const row = outages.of(producer);
  if (row < 0 || at(outages.isDown, row) === 0) return null;
  const leftUs = at(outages.restartAtUs, row) - nowUs;
  return ['DOWN', at(outages.restart, row) < 0 ? '' : `  back in ${remaining(leftUs)}`];
}
