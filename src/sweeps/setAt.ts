/**
 * setAt puts a value at a place of a scenario's document.
 *
 * A place is written as sentences about files write it, `nodes[8].prefetchLimit`; a node may be called
 * by its id instead, `senders.prefetchLimit`. Whether the value is right is for the reader of files to
 * say; what is refused here is only a place that there is not.
 */
import { type JsonObject, type JsonValue, scenarioJsonSchema } from '../scenarios/index.ts';

export type Placed =
  | {
      readonly ok: true;
      readonly document: JsonValue;
      /** The place in its one spelling: `nodes[8].prefetchLimit`. */
      readonly place: string;
    }
  /** What stands behind the path in a sentence: "goes to nodes, a list of 10 that has no 12". */
  | { readonly ok: false; readonly error: string };

/** Steps never hold an underscore, so `__proto__` is none. */
const pathPattern = /^[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+|\[\d{1,6}\])*$/;

export function setAt(document: JsonValue, path: string, value: JsonValue): Placed {
  if (!pathPattern.test(path)) {
    return refused('is not a path such as senders.prefetchLimit, nodes[3].count or duration');
  }
  const steps = path.split(/[.[\]]+/).filter((step) => step !== '');
  const [first = ''] = steps;
  if (isKey(first)) return placed(document, steps, value, '');
  const ids = idsIn(isObject(document) ? document['nodes'] : null);
  if (ids.includes(first)) return placed(document, ['nodes', ...steps], value, '');
  const some = ids.slice(0, 12).join(', ') + (ids.length > 12 ? ', …' : '');
  return refused(`begins neither with a key of the file nor with the id of a node (${some})`);
}

/** The document with the value put at the steps from here; `place` is where here is. */
function placed(
  here: JsonValue | undefined,
  [step, ...rest]: readonly string[],
  value: JsonValue,
  place: string,
): Placed {
  if (step === undefined) return { ok: true, document: value, place };
  if (Array.isArray(here)) {
    const index = indexIn(here, step);
    if (index < 0) return refused(`goes to ${place}, a list of ${here.length} that has no ${step}`);
    const inner = placed(here[index], rest, value, `${place}[${index}]`);
    return inner.ok ? { ...inner, document: here.with(index, inner.document) } : inner;
  }
  // What the file leaves to the standard is begun here; the reader fills in the rest.
  const object = here ?? {};
  if (!isObject(object)) return refused(`goes to ${place}, which is no object and has no ${step}`);
  const old = Object.hasOwn(object, step) ? object[step] : undefined;
  const inner = placed(old, rest, value, place === '' ? step : `${place}.${step}`);
  return inner.ok ? { ...inner, document: { ...object, [step]: inner.document } } : inner;
}

/** The index of a step into a list: the id of a node, or a number. −1: there is none. */
function indexIn(list: readonly JsonValue[], step: string): number {
  const index = idsIn(list).indexOf(step);
  if (index >= 0) return index;
  return /^\d+$/.test(step) && Number(step) < list.length ? Number(step) : -1;
}

/** The id of each item of a list; empty where an item has none. */
function idsIn(list: JsonValue | readonly JsonValue[] | undefined): string[] {
  if (!Array.isArray(list)) return [];
  return list.map((item) => (isObject(item) && typeof item['id'] === 'string' ? item['id'] : ''));
}

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Making the schema takes longer than all the rest here, so it is asked once. */
let keys: ReadonlySet<string> | undefined;

function isKey(step: string): boolean {
  keys ??= new Set(Object.keys(scenarioJsonSchema()['properties'] as object));
  return keys.has(step);
}

function refused(error: string): Placed {
  return { ok: false, error };
}
