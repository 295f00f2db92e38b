/** drawKeys says how many keys of orders a store knows: one for the whole group, or the memory of each consumer. */
import { keyReport, type World } from '../../engine/index.ts';
import { at, type Look } from './Look.ts';
import { counted, timed } from './words.ts';

/** Beside the name of each group that has a store for all its consumers. */
export function drawSharedKeys(look: Look): void {
  const { world, plan } = look;
  plan.nodes.forEach((_, group) => {
    if (at(world.keyStores.hasStore, group) === 0 || isInMemory(world, group)) return;
    const keys = keyWords(keyReport(world, group).remembered);
    const ttlUs = at(world.keyStores.keepers.ttlUs, group);
    const isForEver = ttlUs === Number.POSITIVE_INFINITY;
    look.sayFirst(`group-${group}.keys`, isForEver ? keys : `${keys}, kept ${timed(ttlUs)}`, keys);
  });
}

/** "12 keys" in the memory of one consumer; nothing where it has none of its own. */
export function ownKeys(world: World, consumer: number): string {
  const group = at(world.consumers.group, consumer);
  if (at(world.keyStores.hasStore, group) === 0 || !isInMemory(world, group)) return '';
  return keyWords(world.keyStores.rememberedAt(world.placeOf(consumer)));
}

/** The keys of all consumers of a group, or of their store; nothing where they are kept for ever. */
export function allKeys(world: World, group: number): string {
  return at(world.keyStores.hasStore, group) === 0
    ? ''
    : keyWords(keyReport(world, group).remembered);
}

function isInMemory({ keyStores }: World, group: number): boolean {
  return at(keyStores.keepers.inMemory, group) === 1;
}

function keyWords(count: number): string {
  return `${counted(count)} ${count === 1 ? 'key' : 'keys'}`;
}
