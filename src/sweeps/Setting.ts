/** Setting is one knob of a sweep: a place in the scenario's document and the values to put there. */
import { type JsonValue, parseJson } from '../scenarios/index.ts';

export interface Setting {
  readonly path: string;
  readonly values: readonly SettingValue[];
}

export interface SettingValue {
  /** As typed, for sentences and tables. */
  readonly text: string;
  readonly value: JsonValue;
}

export type SettingReading =
  | { readonly ok: true; readonly setting: Setting }
  | { readonly ok: false; readonly error: string };

/**
 * Reads `senders.work=10ms,20ms`. A value is JSON where it is JSON (`5`, `null`, `["1s","2s"]`), and
 * otherwise the text itself, so that durations and words need no quotation marks.
 */
export function readSetting(typed: string): SettingReading {
  const at = typed.indexOf('=');
  if (at <= 0) return refused(`"${typed}" must be PATH=VALUE,VALUE such as senders.count=1,2,3`);
  const path = typed.slice(0, at).trim();
  const values: SettingValue[] = [];
  for (const piece of piecesOf(typed.slice(at + 1))) {
    const text = piece.trim();
    if (text === '') return refused(`${path} has an empty value; an empty text is ""`);
    const json = parseJson(text);
    if (!json.ok && /^["[{]/.test(text)) {
      return refused(`${path}=${text} must be JSON, since it begins so: ${json.error}`);
    }
    values.push({ text, value: json.ok ? json.value : text });
  }
  return { ok: true, setting: { path, values } };
}

/** What stands between commas, except those inside of brackets and quotation marks. */
function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  let piece = '';
  let depth = 0;
  // A string of JSON, to its closing mark if it has one, is one token; so is each other character.
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"?|[\s\S]/gu)) {
    if (token === ',' && depth === 0) {
      pieces.push(piece);
      piece = '';
      continue;
    }
    if (token === '[' || token === '{') depth++;
    if (token === ']' || token === '}') depth--;
    piece += token;
  }
  return [...pieces, piece];
}

function refused(error: string): SettingReading {
  return { ok: false, error };
}
