/**
 * checks take what came from outside for what it should be, field by field, or throw Unacceptable with
 * the one sentence that says where and what was expected.
 */
import type { JsonObject, JsonValue } from '../../scenarios/index.ts';

/** Why a file cannot be taken: `lessons.l5.beat must be …`. It never leaves this folder. */
export class Unacceptable extends Error {}

/** A value, and where in the file it stands. */
export interface Placed {
  readonly value: JsonValue | undefined;
  readonly path: string;
}

export function refuse({ value, path }: Placed, expected: string): never {
  const where = path === '' ? 'the file' : path;
  if (value === undefined) throw new Unacceptable(`${where} is missing; it must be ${expected}`);
  throw new Unacceptable(`${where} must be ${expected}, got ${shown(value)}`);
}

export function inside(placed: Placed, key: string): Placed {
  const object = asObject(placed, 'an object');
  const path = placed.path === '' ? key : `${placed.path}.${key}`;
  return { value: Object.hasOwn(object, key) ? object[key] : undefined, path };
}

export function asObject(placed: Placed, expected = 'an object'): JsonObject {
  const { value } = placed;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return refuse(placed, expected);
  }
  return value;
}

/** The keys of an object, all of which must be known. */
export function keysOf<Key extends string>(
  placed: Placed,
  known: readonly Key[],
  what: string,
): Key[] {
  return Object.keys(asObject(placed)).map((key) => {
    const found = known.find((one) => one === key);
    if (found !== undefined) return found;
    const where = placed.path === '' ? 'the file' : placed.path;
    const some = known.slice(0, 20).join(', ');
    throw new Unacceptable(`${where} must not have ${quoted(key)}; ${what} are ${some}`);
  });
}

export function asList(placed: Placed, most: number): Placed[] {
  const { value, path } = placed;
  if (!Array.isArray(value) || value.length > most) {
    return refuse(placed, `a list of at most ${most}`);
  }
  return value.map((item, i) => ({ value: item, path: `${path}[${i}]` }));
}

export function asNumber(placed: Placed, least: number, most: number): number {
  const { value } = placed;
  return typeof value === 'number' && value >= least && value <= most
    ? value
    : refuse(placed, `a number from ${least} to ${most}`);
}

export function asWhole(placed: Placed, least: number, most: number): number {
  const { value } = placed;
  return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most
    ? value
    : refuse(placed, `a whole number from ${least} to ${most}`);
}

export function asFlag(placed: Placed): boolean {
  return typeof placed.value === 'boolean' ? placed.value : refuse(placed, 'true or false');
}

export function asWord<Word extends string>(placed: Placed, words: readonly Word[]): Word {
  const found = words.find((word) => word === placed.value);
  return found ?? refuse(placed, `one of ${words.map(quoted).join(', ')}`);
}

/** What may be null, or read. */
export function orNull<Value>(placed: Placed, read: (placed: Placed) => Value): Value | null {
  return placed.value === null ? null : read(placed);
}

function shown(value: JsonValue): string {
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'an object';
  return typeof value === 'string' ? quoted(value) : String(value);
}

/** On one line, and short, whatever the file holds. */
function quoted(text: string): string {
  const plain = JSON.stringify(text).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '�');
  const characters = [...plain];
  return characters.length <= 40 ? plain : `${characters.slice(0, 39).join('')}…`;
}
