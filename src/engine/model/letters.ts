/**
 * letters are what is written on a message in a queue: its key, its priority, when it expires, and on a
 * dead letter the queues it has died in.
 *
 * Worlds in which nothing of this matters write no letters: `plan.writesLetters` says which do.
 */
import { NO_ROW, Table } from '../kernel/index.ts';
import type { OrderState } from './order/OrderState.ts';
import type { Letter } from './Scenario.ts';

/** Letters have a row for each copy, in worlds that write them. */
export class Letters extends Table {
  /** The exchange it came through; NO_ROW: the default one. */
  exchange = new Int32Array(this.capacity);
  /** The number of its routing key among the world's words. */
  key = new Int32Array(this.capacity);
  /** Its own time to live; Infinity: none. */
  expirationUs = new Float64Array(this.capacity);
  /** When it expires in the queue it is in; Infinity: never. */
  expiresAtUs = new Float64Array(this.capacity);
  /** NO_ROW: none. */
  priority = new Int32Array(this.capacity);
  bytes = new Int32Array(this.capacity);
  /** Ends of its deliveries that counted as attempts. */
  attempts = new Int32Array(this.capacity);
  /** It has been in a consumer's hands before, or may have been. */
  isSeen = new Uint8Array(this.capacity);
  /** Its key in its queue, a row of `order.lanes`; NO_ROW: it has no key. */
  lane = new Int32Array(this.capacity);
  /** When its queue took it in, as the memory of ids counts. */
  takenInAtUs = new Float64Array(this.capacity);
  /** Its latest death, or NO_ROW. */
  lastDeath = new Int32Array(this.capacity);
  /** Where, why and by which exchange it died first. */
  firstQueue = new Int32Array(this.capacity);
  firstReason = new Uint8Array(this.capacity);
  firstExchange = new Int32Array(this.capacity);

  constructor() {
    super(64);
    this.seal();
  }
}

/** Deaths are the death records of letters: one for each queue and reason, the latest first. */
export class Deaths extends Table {
  queue = new Int32Array(this.capacity);
  reason = new Uint8Array(this.capacity);
  count = new Int32Array(this.capacity);
  exchange = new Int32Array(this.capacity);
  key = new Int32Array(this.capacity);
  /** The time to live that it lost when it died; Infinity: it had none. */
  expirationUs = new Float64Array(this.capacity);
  next = new Int32Array(this.capacity);

  constructor() {
    super(64);
    this.seal();
  }
}

/** Why a message died, as its record says. */
export const deathReasons = ['rejected', 'expired', 'maxlen', 'delivery_limit'] as const;
export type DeathReason = (typeof deathReasons)[number];
export const Died = { rejected: 0, expired: 1, maxlen: 2, deliveryLimit: 3 } as const;

/** What is written where a publisher writes nothing. */
export const blankLetter: Letter = {
  key: '',
  mandatory: false,
  expirationUs: Number.POSITIVE_INFINITY,
  priority: null,
  bytes: 0,
};

/** Words are texts with a number each, in the order in which the run came across them. */
export class Words {
  private readonly texts: string[] = [];
  private readonly numbers = new Map<string, number>();

  get count(): number {
    return this.texts.length;
  }

  numberOf(text: string): number {
    const known = this.numbers.get(text);
    if (known !== undefined) return known;
    this.numbers.set(text, this.texts.length);
    return this.texts.push(text) - 1;
  }

  textOf(number: number): string {
    return this.texts[number] ?? '';
  }

  /** Forgets what came up later: the run comes across it again, or across something else. */
  restore(count: number): void {
    for (const text of this.texts.splice(count)) this.numbers.delete(text);
  }
}

/** A world as far as letters go. */
export interface LetterHolder {
  readonly copies: {
    readonly letter: Int32Array;
    readonly message: Int32Array;
    readonly queue: Int32Array;
  };
  readonly order: OrderState;
  readonly letters: Letters;
  readonly deaths: Deaths;
  readonly words: Words;
}

/** Writes a new letter for a copy. */
export function writeLetter(
  world: LetterHolder,
  copy: number,
  exchange: number,
  letter: Letter,
): void {
  const { copies, letters, words } = world;
  const row = letters.take();
  letters.exchange[row] = exchange;
  letters.key[row] = words.numberOf(letter.key);
  letters.expirationUs[row] = letter.expirationUs;
  letters.expiresAtUs[row] = Number.POSITIVE_INFINITY;
  letters.priority[row] = letter.priority ?? NO_ROW;
  letters.bytes[row] = letter.bytes;
  letters.attempts[row] = letters.isSeen[row] = letters.takenInAtUs[row] = 0;
  letters.lane[row] = laneOf(world, copy);
  letters.lastDeath[row] = letters.firstQueue[row] = letters.firstExchange[row] = NO_ROW;
  letters.firstReason[row] = 0;
  copies.letter[copy] = row;
}

/** The lane of a copy: that of its message's key in its queue. */
function laneOf({ copies, order }: LetterHolder, copy: number): number {
  const key = order.messages.key[copies.message[copy]];
  return key === NO_ROW ? NO_ROW : order.lane(copies.queue[copy], key);
}

/** Writes the letter of one copy anew for another: without what happened to the first one in its queue. */
export function copyLetter(world: LetterHolder, from: number, to: number): void {
  const { copies, letters, deaths } = world;
  const old = copies.letter[from];
  const row = letters.take();
  letters.exchange[row] = letters.exchange[old];
  letters.key[row] = letters.key[old];
  letters.expirationUs[row] = letters.expirationUs[old];
  letters.expiresAtUs[row] = Number.POSITIVE_INFINITY;
  letters.priority[row] = letters.priority[old];
  letters.bytes[row] = letters.bytes[old];
  letters.attempts[row] = letters.isSeen[row] = letters.takenInAtUs[row] = 0;
  letters.lane[row] = laneOf(world, to);
  letters.firstQueue[row] = letters.firstQueue[old];
  letters.firstReason[row] = letters.firstReason[old];
  letters.firstExchange[row] = letters.firstExchange[old];
  let last = NO_ROW;
  letters.lastDeath[row] = NO_ROW;
  for (let death = letters.lastDeath[old]; death !== NO_ROW; death = deaths.next[death]) {
    const again = deaths.take();
    deaths.queue[again] = deaths.queue[death];
    deaths.reason[again] = deaths.reason[death];
    deaths.count[again] = deaths.count[death];
    deaths.exchange[again] = deaths.exchange[death];
    deaths.key[again] = deaths.key[death];
    deaths.expirationUs[again] = deaths.expirationUs[death];
    deaths.next[again] = NO_ROW;
    if (last === NO_ROW) letters.lastDeath[row] = again;
    else deaths.next[last] = again;
    last = again;
  }
  copies.letter[to] = row;
}

export function tearUp({ copies, letters, deaths }: LetterHolder, copy: number): void {
  const row = copies.letter[copy];
  if (row === NO_ROW) return;
  for (let death = letters.lastDeath[row]; death !== NO_ROW; ) {
    const next = deaths.next[death];
    deaths.giveBack(death);
    death = next;
  }
  letters.giveBack(row);
  copies.letter[copy] = NO_ROW;
}

/**
 * Adds a death to a letter. A queue and a reason have one record, which counts: dying there again moves
 * it to the front. The first death is noted for good, and its own time to live is taken off.
 */
export function recordDeath(
  { copies, letters, deaths }: LetterHolder,
  copy: number,
  queue: number,
  reason: number,
): void {
  const row = copies.letter[copy];
  let before = NO_ROW;
  let death = letters.lastDeath[row];
  while (death !== NO_ROW && (deaths.queue[death] !== queue || deaths.reason[death] !== reason)) {
    before = death;
    death = deaths.next[death];
  }
  if (letters.lastDeath[row] === NO_ROW) {
    letters.firstQueue[row] = queue;
    letters.firstReason[row] = reason;
    letters.firstExchange[row] = letters.exchange[row];
  }
  if (death === NO_ROW) {
    death = deaths.take();
    deaths.queue[death] = queue;
    deaths.reason[death] = reason;
    deaths.count[death] = 1;
    deaths.exchange[death] = letters.exchange[row];
    deaths.key[death] = letters.key[row];
    deaths.expirationUs[death] = letters.expirationUs[row];
  } else {
    deaths.count[death]++;
    if (before !== NO_ROW) deaths.next[before] = deaths.next[death];
    else letters.lastDeath[row] = deaths.next[death];
  }
  deaths.next[death] = letters.lastDeath[row];
  letters.lastDeath[row] = death;
  letters.expirationUs[row] = Number.POSITIVE_INFINITY;
}

/**
 * Whether a letter that goes to this queue has been there already since its last rejection: by itself,
 * it would go round for ever.
 */
export function goesRound(
  { copies, letters, deaths }: LetterHolder,
  copy: number,
  queue: number,
): boolean {
  let death = letters.lastDeath[copies.letter[copy]];
  for (; death !== NO_ROW; death = deaths.next[death]) {
    if (deaths.reason[death] === Died.rejected) return false;
    if (deaths.queue[death] === queue) return true;
  }
  return false;
}

/** A death record, as one reads it on a dead letter. */
export interface DeathRecord {
  readonly queue: number;
  readonly reason: DeathReason;
  readonly count: number;
  /** NO_ROW: the default exchange. */
  readonly exchange: number;
  readonly key: string;
  /** Infinity: it had no time to live of its own. */
  readonly expirationUs: number;
}

export function deathsOf(
  { copies, letters, deaths, words }: LetterHolder,
  copy: number,
): DeathRecord[] {
  const records: DeathRecord[] = [];
  const row = copies.letter[copy];
  if (row === NO_ROW) return records;
  for (let death = letters.lastDeath[row]; death !== NO_ROW; death = deaths.next[death]) {
    records.push({
      queue: deaths.queue[death],
      reason: deathReasons[deaths.reason[death]],
      count: deaths.count[death],
      exchange: deaths.exchange[death],
      key: words.textOf(deaths.key[death]),
      expirationUs: deaths.expirationUs[death],
    });
  }
  return records;
}
