/**
 * sentences says what is wrong with a file in one line that can be shown anywhere: a terminal, a
 * notice, a log. Whatever the file holds, the line is short and has no character that acts on it.
 */

/** Problem is one thing wrong with a document: where, and what. */
export interface Problem {
  readonly path: readonly PropertyKey[];
  /** The rest of the sentence, after the place: "must be a number above 0, got -5". */
  readonly says: string;
}

export function problemAt(path: readonly PropertyKey[], says: string): Problem {
  return { path, says };
}

export function sentenceOf(file: string, { path, says }: Problem): string {
  return `${plain(file)}: ${pathText(path) || 'the file'} ${says}.`;
}

/** `nodes[2].arrivals.perS` */
export function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${plain(String(step))}`))
    .join('')
    .replace(/^\./, '');
}

/** A value as JSON on one line, cut to what an eye takes in. */
export function show(value: unknown): string {
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (value === undefined) return 'nothing';
  return cut(plain(JSON.stringify(value)));
}

/** A text in quotes, on one line, cut to what an eye takes in. */
export function quote(text: string): string {
  return cut(plain(JSON.stringify(text)));
}

/** "a, b or c" */
export function oneOf(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

/** Characters that would act on the line instead of standing in it, as escapes. */
export function plain(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu,
    (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`,
  );
}

function cut(text: string): string {
  const characters = [...text];
  return characters.length <= 40 ? text : `${characters.slice(0, 39).join('')}…`;
}
