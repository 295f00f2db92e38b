/** factLines writes facts for other programs: one JSON object a line, or comma-separated values. */
import type { NamedFact } from './facts.ts';

const columns = [
  'index',
  'atUs',
  'fact',
  'message',
  'order',
  'place',
  'count',
  'cause',
  'rule',
] as const satisfies readonly (keyof NamedFact)[];

export function* jsonLines(facts: Iterable<NamedFact>): Generator<string> {
  for (const fact of facts) yield `${JSON.stringify(fact)}\n`;
}

/** Names of ours have no comma and no quotation mark, so that no cell needs quoting. */
export function* csvLines(facts: Iterable<NamedFact>): Generator<string> {
  yield `${columns.join(',')}\n`;
  for (const fact of facts) yield `${columns.map((column) => fact[column] ?? '').join(',')}\n`;
}

/** Lines in pieces large enough that printing costs little. */
export function* inPieces(lines: Iterable<string>): Generator<string> {
  let piece = '';
  for (const line of lines) {
    piece += line;
    if (piece.length < 65_536) continue;
    yield piece;
    piece = '';
  }
  yield piece;
}
