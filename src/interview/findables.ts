/**
 * findables are all that can be put on stage by its name: cards, lessons, the words of brokers, ready-made
 * systems and challenges. One index, one ranking; what is typed need not be how we call it.
 */
import { challenges, claims } from '../challenges/index.ts';
import { type Lesson, lessons } from '../lessons/course/index.ts';
import { type ShippedScenario, shippedScenarios } from '../scenarios/index.ts';
import { type Card, cards } from './cards/index.ts';

export interface Findable {
  readonly kind: 'card' | 'lesson' | 'term' | 'system' | 'challenge';
  readonly title: string;
  readonly about: string;
  /** What it is found by besides its title. */
  readonly words: readonly string[];
  /** Where it is on stage. */
  readonly href: string;
}

export const kindTitles: Readonly<Record<Findable['kind'], string>> = {
  card: 'card',
  lesson: 'lesson',
  term: 'term',
  system: 'system',
  challenge: 'challenge',
};

/** Reading the library takes a while: once, when somebody looks for something. */
let index: readonly Findable[] | null = null;

export function findables(): readonly Findable[] {
  index ??= [
    ...cards.map(ofCard),
    ...termsOf(lessons),
    ...lessons.map(ofLesson),
    ...shippedScenarios().map(ofSystem),
    ...challenges.map(({ id, title, story }) => ofChallenge('challenge', id, title, story)),
    ...claims.map(({ id, title, story }) => ofChallenge('claim', id, title, story)),
  ];
  return index;
}

/** What fits, the best first; with nothing typed, the cards. */
export function find(query: string, all = findables(), limit = 12): Findable[] {
  const asked = plain(query)
    .split(' ')
    .filter((word) => word !== '');
  if (asked.length === 0) return all.filter(({ kind }) => kind === 'card');
  const ranked = all.flatMap((one, at) => {
    const rank = rankOf(one, asked);
    return rank === null ? [] : [{ one, rank, at }];
  });
  return ranked
    .toSorted((a, b) => a.rank - b.rank || a.at - b.at)
    .slice(0, limit)
    .map(({ one }) => one);
}

/** Less is better; null: it does not fit. Every word must be somewhere; the worst of them counts. */
function rankOf(one: Findable, asked: readonly string[]): number | null {
  const title = plain(one.title);
  const words = one.words.map(plain);
  const whole = asked.join(' ');
  if (title.replace(/^the /, '') === whole) return one.kind === 'term' ? 1 : 0;
  if (one.kind === 'card' && title.startsWith(whole)) return 0.5;
  if (words.includes(whole)) return one.kind === 'term' ? 1.2 : 1;
  const ranks = asked.map((word) => {
    if (startsIn(title, word)) return 2;
    if (words.some((other) => startsIn(other, word))) return 3;
    if (title.includes(word) || words.some((other) => other.includes(word))) return 4;
    return startsIn(plain(one.about), word) ? 6 : null;
  });
  if (ranks.includes(null)) return null;
  const worst = Math.max(...ranks.map((rank) => rank ?? 0));
  // Of two that fit alike, what is told in ninety seconds comes before what is to be worked through.
  return worst + (one.kind === 'card' ? 0 : one.kind === 'term' ? 0.2 : 0.5);
}

function startsIn(text: string, word: string): boolean {
  return text.startsWith(word) || text.includes(` ${word}`);
}

/** Small letters and spaces: "dead-letter queue" and "Dead letter queue" are the same. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}.=]+/gu, ' ')
    .trim();
}

function ofCard({ id, title, asked, words, lesson }: Card): Findable {
  return {
    kind: 'card',
    title,
    about: asked,
    words: [...words, ...(lesson === null ? [] : [lesson])],
    href: `#interview=${id}`,
  };
}

/** A broker's word leads to the card that shows what it means. */
function termsOf(all: readonly Lesson[]): Findable[] {
  const terms = new Map<string, Findable>();
  for (const { id, title, terms: told } of all) {
    for (const { here, rabbitmq, sqs, kafka } of told) {
      const key = plain(here);
      if (terms.has(key)) continue;
      terms.set(key, {
        kind: 'term',
        title: here,
        about: `RabbitMQ: ${rabbitmq} · SQS: ${sqs} · Kafka: ${kafka} – see ${title}`,
        words: [rabbitmq, sqs, kafka],
        href: `#interview=${id}`,
      });
    }
  }
  return [...terms.values()];
}

function ofLesson({ id, title, question, covers }: Lesson): Findable {
  return {
    kind: 'lesson',
    title: `${id.slice(1)} · ${title}`,
    about: question,
    words: [title, covers, id],
    href: `#lesson=${id}`,
  };
}

function ofSystem({ name, title, about }: ShippedScenario): Findable {
  return { kind: 'system', title, about, words: [name], href: `#v=1&s=${name}` };
}

function ofChallenge(kind: string, id: string, title: string, story: string): Findable {
  return { kind: 'challenge', title, about: story, words: [id], href: `#${kind}=${id}` };
}
