/**
 * Card is what one explains in an interview in ninety seconds, as data: a name and a sentence, what breaks it
 * and what mends it, the number that both come to, and what the mend costs.
 *
 * It is staged like a lesson: two worlds with the same orders and the same faults, the first without and the
 * second with. Each of its numbers comes with the arithmetic that a whiteboard has room for, for whatever its
 * sentence is turned to, and a test holds it against the engine. Instants are in seconds of the run.
 */
import type {
  CountedNumber,
  LessonId,
  LessonWorld,
  NumberControl,
  Staged,
} from '../../lessons/course/index.ts';

export const beatNames = ['state', 'break', 'fix', 'number', 'price'] as const;
export type BeatName = (typeof beatNames)[number];

/** A card is over in so many seconds. */
export const CARD_S = 90;

export interface Card extends Staged {
  readonly id: string;
  readonly title: string;
  /** The lesson that it is taken from; null: a question of its own. */
  readonly lesson: LessonId | null;
  /** The question as an interviewer asks it. */
  readonly asked: string;
  /** Other words that it is found by, those of brokers among them. */
  readonly words: readonly string[];
  /** State it: the name and this sentence. */
  readonly state: string;
  readonly worlds: readonly [LessonWorld, LessonWorld];
  /** The numbers in the sentence of the card: load, capacity, the setting that it is about. */
  readonly controls: readonly NumberControl[];
  /** What runs while it is stated: the world with the mend, already at work. */
  readonly opening: Stretch & { readonly fromS: number };
  /** Break it: one key, and what to look at in the world without. */
  readonly breaks: Stretch & {
    readonly key: string;
    readonly label: string;
    readonly watch: string;
  };
  /** Fix it: the same stretch in the world with. */
  readonly mends: Stretch & { readonly watch: string };
  readonly numbers: readonly CardNumber[];
  /** By their ids: the one in the world without, the one in the world with. */
  readonly theNumber: { readonly numbers: readonly [string, string]; readonly word: string };
  /** What the mend costs. */
  readonly price: string;
  /** Why it is worth that, or why it cannot cost less. */
  readonly because: string;
  readonly assumptions: string;
  /** How long each beat takes to say, in the order of `beatNames`. */
  readonly seconds: readonly [number, number, number, number, number];
}

/** A part of the run that is played as one. */
export interface Stretch {
  readonly toS: number;
  /** Position in `speeds`. */
  readonly pace: number;
}

export interface CardNumber extends CountedNumber {
  /** Left out: exact. Whatever is not exact says why in its arithmetic or in the assumptions. */
  readonly tolerance?: number;
  /** Where the sentence is turned away from its own values: how far the engine may be off, as a share. */
  readonly slack?: number;
  /** The arithmetic with these values of the card's controls, in their order. */
  readonly byHand: (values: readonly number[]) => Sum;
}

/** A sum as one writes it on a whiteboard, and what it comes to. */
export interface Sum {
  readonly text: string;
  readonly value: number;
}

/** What a beat takes unless the card says otherwise: ninety seconds in all. */
export const usualSeconds: Card['seconds'] = [15, 20, 20, 15, 20];
