/**
 * sequenceDiagram writes the story of a message as Mermaid text: who did what to whom, in order.
 *
 * An arrow goes from where a fact's cause happened to where it happened itself; what follows from
 * something at the same place is a note there.
 */
import { rules, type Scenario } from '../engine/index.ts';
import type { NamedFact } from './facts.ts';
import { time } from './figures.ts';

export function sequenceDiagram(scenario: Scenario, facts: readonly NamedFact[]): string {
  const placeOf = new Map(facts.map((fact) => [fact.index, fact.place]));
  const nodeOrder = new Map(scenario.nodes.map((node, i) => [node.id, i]));
  const rank = (place: string) => nodeOrder.get(nodeOf(place)) ?? 0;
  const places = [...new Set(placeOf.values())].sort(
    (a, b) => rank(a) - rank(b) || (a < b ? -1 : 1),
  );
  const alias = new Map(places.map((place, i) => [place, `P${i}`]));

  const lines = facts.map(({ atUs, fact, place, cause, rule }) => {
    const from = cause === null ? undefined : placeOf.get(cause);
    const says = rules.find((one) => one.name === rule)?.says ?? '';
    const text = escaped(`${time(atUs)} ${words(fact)}. ${says}`);
    return from === undefined || from === place
      ? `  Note over ${alias.get(place)}: ${text}`
      : `  ${alias.get(from)}->>${alias.get(place)}: ${text}`;
  });
  const participants = places.map(
    (place) => `  participant ${alias.get(place)} as ${escaped(titleOf(scenario, place))}`,
  );
  return `${['sequenceDiagram', ...participants, ...lines].join('\n')}\n`;
}

function nodeOf(place: string): string {
  return place.replace(/\/\d+$/, '');
}

/** A node's title; of a group, with the number of the consumer. */
function titleOf(scenario: Scenario, place: string): string {
  const node = scenario.nodes.find(({ id }) => id === nodeOf(place));
  const member = /\/(\d+)$/.exec(place)?.[1];
  const title = node?.title ?? place;
  return member === undefined ? title : `${title} ${member}`;
}

/** effectApplied → effect applied */
function words(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/**
 * Mermaid takes a character by its number wherever it could mean something: `;` ends a statement, `%%`
 * begins a comment or a directive, `#` a character's number, `<` a tag. The word "end" closes a block,
 * so it is spelt with a number as well.
 */
function escaped(text: string): string {
  return text
    .replace(
      /[^\p{L}\p{N} .,'()-]|-(?![\p{L}\p{N}])/gu,
      (character) => `#${character.codePointAt(0)};`,
    )
    .replace(/\bend\b/giu, (word) => `#${word.codePointAt(0)};${word.slice(1)}`);
}
