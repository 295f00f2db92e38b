/** families are the worlds of one lesson: the systems whose names differ in their letter only. */
import { type ShippedName, shippedNames } from './index.ts';

/** "l5-ack-a5" belongs to "l5-ack-?5" and is its world "a". */
const pattern = /^(.+)-([a-z])(\d*)$/;

/** All worlds of the lesson to which a system belongs, in the order of their letters; none for one that is alone. */
export function worldsLike(name: string): readonly ShippedName[] {
  const family = familyOf(name);
  const worlds = shippedNames.filter((other) => family !== null && familyOf(other) === family);
  return worlds.length < 2 ? [] : worlds;
}

/** "B": the letter of a world in its lesson; null for a system that is alone. */
export function worldLetter(name: string): string | null {
  return worldsLike(name).length === 0 ? null : (pattern.exec(name)?.[2]?.toUpperCase() ?? null);
}

function familyOf(name: string): string | null {
  const [, lesson, , number] = pattern.exec(name) ?? [];
  return lesson === undefined ? null : `${lesson} ${number}`;
}
