/**
 * parseJson reads JSON text from anywhere: a file, a link, a paste.
 *
 * It is stricter than JSON.parse and says where it stopped. JSON.parse keeps the last of two equal
 * keys without a word, makes an own key of `__proto__`, turns 1e999 into Infinity, goes as deep as the
 * text does, and words its complaints differently in every browser.
 */
import { quote } from './sentences.ts';

export const MAX_BYTES = 65_536;
export const MAX_DEPTH = 8;

/** Keys that mean something to the language itself. Nothing of ours is called so. */
const forbiddenKeys = new Set(['__proto__', 'constructor', 'prototype']);

export type JsonValue = null | boolean | number | string | JsonValue[] | JsonObject;
export type JsonObject = { [key: string]: JsonValue };

export type Parsed =
  | { readonly ok: true; readonly value: JsonValue }
  /** A sentence without its file: "line 3, column 7: expected …". */
  | { readonly ok: false; readonly error: string };

/** Where and why the text is not acceptable. It never leaves this file. */
class Fault extends Error {
  readonly at: number;

  constructor(at: number, message: string) {
    super(message);
    this.at = at;
  }
}

export function parseJson(text: string): Parsed {
  // A character is at least a byte, so that a huge text is refused before it is measured.
  if (text.length > MAX_BYTES) return tooLarge(`at least ${text.length}`);
  const bytes = new TextEncoder().encode(text).length;
  if (bytes > MAX_BYTES) return tooLarge(String(bytes));
  try {
    return { ok: true, value: new Parser(text.replace(/^\uFEFF/, '')).document() };
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault;
    return { ok: false, error: `${place(text, fault.at)}: ${fault.message}.` };
  }
}

function tooLarge(bytes: string): Parsed {
  return { ok: false, error: `the file must be at most ${MAX_BYTES} bytes long, got ${bytes}.` };
}

/** Line and column as an editor counts them, from one. */
function place(text: string, at: number): string {
  const lines = text.slice(0, at).split('\n');
  return `line ${lines.length}, column ${(lines.at(-1) ?? '').length + 1}`;
}

/** A recursive-descent parser of RFC 8259: one method for each of its rules. */
class Parser {
  private at = 0;
  private depth = 0;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  document(): JsonValue {
    const value = this.value();
    this.skipSpace();
    if (this.at < this.text.length) throw this.unexpected('the end of the file');
    return value;
  }

  private value(): JsonValue {
    this.skipSpace();
    switch (this.text[this.at]) {
      case '{':
        return this.nested(() => this.object());
      case '[':
        return this.nested(() => this.array());
      case '"':
        return this.string();
      default:
        return this.wordOrNumber();
    }
  }

  private nested<Value>(read: () => Value): Value {
    this.depth++;
    if (this.depth > MAX_DEPTH) {
      throw new Fault(this.at, `lists and objects must be nested at most ${MAX_DEPTH} deep`);
    }
    this.at++;
    const value = read();
    this.depth--;
    return value;
  }

  private object(): JsonObject {
    const object: JsonObject = {};
    if (this.take('}')) return object;
    do {
      this.skipSpace();
      const keyAt = this.at;
      if (this.text[keyAt] !== '"') throw this.unexpected('a key in double quotes');
      const key = this.string();
      if (forbiddenKeys.has(key)) throw new Fault(keyAt, `the key ${quote(key)} is not allowed`);
      if (Object.hasOwn(object, key)) throw new Fault(keyAt, `the key ${quote(key)} comes twice`);
      if (!this.take(':')) throw this.unexpected('a colon');
      object[key] = this.value();
    } while (this.take(','));
    if (!this.take('}')) throw this.unexpected('a comma or a closing brace');
    return object;
  }

  private array(): JsonValue[] {
    const array: JsonValue[] = [];
    if (this.take(']')) return array;
    do array.push(this.value());
    while (this.take(','));
    if (!this.take(']')) throw this.unexpected('a comma or a closing bracket');
    return array;
  }

  /** Where a text ends is for us to see; what it may hold and means, JSON.parse knows. */
  private string(): string {
    const start = this.at;
    const token = this.match(/"(?:[^"\\]|\\.)*"/sy);
    try {
      return JSON.parse(token ?? '') as string;
    } catch {
      throw new Fault(start, 'the text that begins here has no end, or holds what JSON forbids');
    }
  }

  private wordOrNumber(): JsonValue {
    const start = this.at;
    const word = this.match(/true|false|null/y);
    if (word) return JSON.parse(word) as boolean | null;
    const token = this.match(/-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y);
    if (token === undefined) throw this.unexpected('a value');
    const number = Number(token);
    if (!Number.isFinite(number)) throw new Fault(start, `the number ${quote(token)} is too large`);
    return number;
  }

  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const [token] = pattern.exec(this.text) ?? [];
    this.at += token?.length ?? 0;
    return token;
  }

  private take(character: string): boolean {
    this.skipSpace();
    if (this.text[this.at] !== character) return false;
    this.at++;
    return true;
  }

  private skipSpace(): void {
    this.match(/[ \t\n\r]*/y);
  }

  private unexpected(expected: string): Fault {
    const found = this.text.codePointAt(this.at);
    return new Fault(
      this.at,
      `expected ${expected}, got ${found === undefined ? 'the end of the file' : quote(String.fromCodePoint(found))}`,
    );
  }
}
