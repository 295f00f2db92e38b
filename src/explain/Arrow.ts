/** Arrow is an arrow of a sequence before its lanes have positions. */
import { NO_FACT, type TraceEntry } from '../engine/index.ts';

/** End is where an arrow begins or ends: at a place, on the disk of a broker, in the ledger of a group. */
export interface End {
  readonly kind: 'place' | 'disk' | 'ledger';
  readonly place: number;
}

export interface Arrow {
  readonly from: End;
  readonly to: End;
  readonly label: string;
  readonly atUs: number;
  readonly arriveUs: number;
  /** The fact that says that it never arrived, or NO_FACT. */
  readonly lostBy: number;
  readonly isAnswer: boolean;
  readonly fact: number;
  readonly message: number;
  /** What tells it from another arrow of the same fact. */
  readonly suffix: string;
}

/** The suffix of an ack or a nack. */
export const ANSWER = '.answer';

export interface Bracket {
  readonly at: End;
  readonly fromUs: number;
  readonly toUs: number;
  readonly label: string;
  readonly fact: number;
}

export function at(place: number): End {
  return { kind: 'place', place };
}

/** Something that happens at one place and instant. */
export function note(entry: TraceEntry, here: End, label: string): Arrow {
  const { index, atUs, message } = entry;
  return {
    from: here,
    to: here,
    label,
    atUs,
    arriveUs: atUs,
    lostBy: NO_FACT,
    isAnswer: false,
    fact: index,
    message,
    suffix: '',
  };
}
