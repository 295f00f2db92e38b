/**
 * Sequence is who told whom what: lanes from left to right, arrows from top to bottom. It is drawn from
 * the facts, and what is missing is drawn too: an ack that never came is an arrow that is lost.
 */
export interface Sequence {
  readonly lanes: readonly SequenceLane[];
  /** In the order of their instants. */
  readonly arrows: readonly SequenceArrow[];
  readonly brackets: readonly SequenceBracket[];
}

export interface SequenceLane {
  readonly id: string;
  readonly label: string;
  readonly kind:
    | 'publisher'
    | 'service'
    | 'broker'
    | 'queue'
    | 'log'
    | 'disk'
    | 'consumer'
    | 'ledger';
  /** The node or consumer that it stands for; a disk has its broker's, a ledger its group's. */
  readonly place: number;
  /** From here on it is down, if it still is at the playhead. */
  readonly downFromUs?: number;
}

export interface SequenceArrow {
  /** The number of its fact in the log, with a word where a fact has several arrows. */
  readonly id: string;
  /** Positions of lanes. The same twice: a note. */
  readonly from: number;
  readonly to: number;
  readonly label: string;
  readonly atUs: number;
  /** When it arrives: after the playhead, while it is on its way. */
  readonly arriveUs: number;
  /** A note stays on its lane. A lost arrow ends half-way. */
  readonly fate: 'arrived' | 'lost' | 'future' | 'note';
  /** An answer, drawn dashed: a confirm, a reply to a call. */
  readonly isAnswer: boolean;
  /** The latest one at the playhead. */
  readonly current: boolean;
  readonly fact: number;
  /** Its message, NO_MESSAGE for a note about a node. */
  readonly message: number;
  /** The sentence of its fact, for those who listen. */
  readonly text: string;
}

/** A lease on its queue's lane. */
export interface SequenceBracket {
  readonly lane: number;
  readonly fromUs: number;
  readonly toUs: number;
  readonly label: string;
}
