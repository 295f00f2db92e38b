/** loadScenario finds the system that a command is about: a shipped one by its name, or a file. */
import { closeSync, openSync, readSync } from 'node:fs';
import type { Scenario } from '../engine/index.ts';
import {
  isShippedName,
  type JsonValue,
  MAX_BYTES,
  nearest,
  parseJson,
  readScenario,
  shippedDocument,
  shippedNames,
  shippedScenario,
} from '../scenarios/index.ts';
import { BadInput } from './BadInput.ts';

/** `./payment-system` is the file of this name, `payment-system` the shipped system. */
export function loadScenario(file: string): Scenario {
  if (isShippedName(file)) return shippedScenario(file);
  const reading = readScenario(readText(file), file);
  if (reading.ok) return reading.scenario;
  // Its sentences end as sentences do; a line of ours ends as lines on a terminal do.
  throw new BadInput(reading.error.replace(/\.$/, ''));
}

/** A system as its document, for whoever changes something in it before it is read again. */
export function loadDocument(file: string): { document: JsonValue; scenario: Scenario } {
  const text = isShippedName(file) ? JSON.stringify(shippedDocument(file)) : readText(file);
  const reading = readScenario(text, file);
  const json = parseJson(text);
  if (reading.ok && json.ok) return { document: json.value, scenario: reading.scenario };
  throw new BadInput(reading.ok ? `${file}: no JSON` : reading.error.replace(/\.$/, ''));
}

/** The text of a file, of which no more is read than a scenario may have. */
function readText(file: string): string {
  const bytes = Buffer.alloc(MAX_BYTES + 1);
  let length = 0;
  try {
    const descriptor = openSync(file, 'r');
    for (let read = -1; read !== 0 && length < bytes.length; length += read) {
      read = readSync(descriptor, bytes, length, bytes.length - length, null);
    }
    closeSync(descriptor);
  } catch (error) {
    throw new BadInput(whyNot(file, error));
  }
  if (length > MAX_BYTES) {
    throw new BadInput(`${file}: the file must be at most ${MAX_BYTES} bytes long`);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, length));
  } catch {
    throw new BadInput(`${file}: the file must be text in UTF-8`);
  }
}

function whyNot(file: string, error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  if (code !== 'ENOENT') return `${file}: cannot be read (${code})`;
  const close = nearest(file, shippedNames);
  return `${file}: no such file, and no shipped scenario${close ? `; did you mean ${close}?` : ''}`;
}
