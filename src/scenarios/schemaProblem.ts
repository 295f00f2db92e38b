/** schemaProblem turns what the schema found into the one problem most worth telling. */
import type * as z from 'zod/mini';
import { mostAlike } from './nearest.ts';
import { oneOf, type Problem, problemAt, quote, show } from './sentences.ts';

type Issue = z.core.$ZodIssue;

/** More than so many are not listed in one sentence. */
const MOST_CHOICES = 20;

export function schemaProblem(issues: readonly Issue[], document: unknown): Problem {
  const issue = meant(issues[0] as Issue);
  const value = valueAt(document, issue.path);
  // A key that is missing beside one that nobody knows is most often the same key, misspelt.
  const unknown = [issue, ...issues].find((one) => one.code === 'unrecognized_keys');
  if (unknown?.code === 'unrecognized_keys' && (value === undefined || unknown === issue)) {
    const keys = oneOf(unknown.keys.slice(0, 3).map(quote));
    return problemAt(unknown.path, `must not have ${keys}; its keys are ${unknown.message}`);
  }
  const expected = phraseOf(issue, value);
  return problemAt(
    issue.path,
    value === undefined
      ? `is missing; it must be ${expected}`
      : `must be ${expected}, got ${show(value)}`,
  );
}

/**
 * Of a union, the complaint of the alternative that was meant. Alternatives of ours differ in their
 * type, so it is the one that got further than "this is not of my type".
 */
function meant(issue: Issue): Issue {
  if (issue.code !== 'invalid_union') return issue;
  for (const [inner] of issue.errors) {
    if (inner && (inner.path.length > 0 || inner.code !== 'invalid_type')) {
      return meant({ ...inner, path: [...issue.path, ...inner.path] } as Issue);
    }
  }
  return issue;
}

/** The schema's own phrase, except where a kind is none of those there are: then those. */
function phraseOf(issue: Issue, value: unknown): string {
  const { options } = issue as { options?: readonly string[] };
  if (options === undefined) return issue.message;
  if (options.length <= MOST_CHOICES) return oneOf(options.map(quote));
  const alike = mostAlike(typeof value === 'string' ? value.slice(0, 32) : '', options);
  return `one of the ${options.length} that the schema lists, such as ${oneOf(alike.slice(0, 5).map(quote))}`;
}

function valueAt(document: unknown, path: readonly PropertyKey[]): unknown {
  let value = document;
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step))
      return undefined;
    value = (value as Record<PropertyKey, unknown>)[step];
  }
  return value;
}
