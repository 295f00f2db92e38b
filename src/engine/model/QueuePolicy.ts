/**
 * QueuePolicy is what a kind of queue does that not every broker's queues do: who is served next, what
 * counts as an attempt, what expires, how long and how large it may get, where its dead letters go.
 *
 * A queue without a policy does none of this and pays for none of it. `presets` fill policies in.
 */
export interface QueuePolicy {
  /** There from the start; otherwise somebody has to declare it. */
  readonly isDeclared: boolean;
  /** false: this kind of queue cannot have these settings, and declaring it is an error. */
  readonly isPossible: boolean;
  /** The settings as they were said: whoever declares the queue again must say the same. */
  readonly declaration: string;

  // Taking turns
  /**
   * Who leaves the turn and joins it again at its end: a consumer that is full at once, or one that is
   * full when its turn comes. inOrder: nobody; the next one of the group with room is served.
   */
  readonly turns: 'inOrder' | 'whenFull' | 'whenPassedOver';
  /** Only one consumer is served, the others wait for its place. */
  readonly singleActive: boolean;
  /** Of those who wait for its place the one with the highest priority follows, not the first to come. */
  readonly activeByPriority: boolean;
  /** Whether messages can be fetched one at a time from a queue with a single active consumer. */
  readonly getBesideSingleActive: boolean;
  /** What a consumer without a prefetch limit holds at most, and what a call gets; Infinity: no limit. */
  readonly prefetchCap: number;
  /** A call for messages waits no longer, whatever it asks for; Infinity: as long as it likes. */
  readonly longestWaitUs: number;
  /** A consumer that subscribes again counts what it still holds; otherwise it begins with an empty window. */
  readonly resumesWindow: boolean;

  // Coming back
  /** Where what comes back with a closed connection goes; what was nacked goes to `onReturn`. */
  readonly onClose: 'head' | 'tail' | 'original' | 'inOrder';
  /** Which ends of a delivery count towards `maxDeliveries`. */
  readonly counts: CountedEnds;
  /** A consumer reads the count of counted attempts beside the message. */
  readonly showsCount: boolean;

  // Length
  /** Bytes of ready messages at most; Infinity: no limit. */
  readonly maxBytes: number;
  /**
   * atLimit: a queue that refuses stops at its limit. beyond: it notices only when it is over, takes
   * one more than the limit, and accepts again at four fifths of it.
   */
  readonly refuses: 'atLimit' | 'beyond';
  /** What comes back has to find room before anything is delivered; otherwise delivering makes room first. */
  readonly limitsReturnsFirst: boolean;
  /** What is refused is dead-lettered too. */
  readonly deadLettersRefused: boolean;
  /** Of several messages pushed out at once the last one becomes a dead letter first. */
  readonly dropsLastFirst: boolean;

  // Time
  /** Time to live of a message in this queue; Infinity: none. The lower one of this and its own counts. */
  readonly ttlUs: number;
  /** A queue that nobody uses for so long is deleted; Infinity: never. */
  readonly expiresUs: number;

  // Order
  /** Priorities above this count as this; 0: the queue has no priorities. */
  readonly maxPriority: number;
  /** What a message without a priority counts as. */
  readonly defaultPriority: number;

  /**
   * While a message of a key is in flight (delivered and not settled, or waiting out a backoff), no other
   * of that key is handed out. Messages without a key do not wait for each other.
   */
  readonly perKeyInFlight: boolean;

  // Duplicates
  /** A message whose id was taken in so long ago, and no longer, is not taken in again; 0: no ids. */
  readonly idWindowUs: number;
  /**
   * What an ack does that comes after its lease: nothing; or it deletes the message all the same, either
   * always or only if nobody has been handed the message since.
   */
  readonly lateAck: 'reject' | 'ifLatest' | 'accept';
  /** The chance that an ack does not reach every server, and the message is handed out again. */
  readonly missedDeletes: number;

  /** Where dead letters are published; null: to `deadLetterTo`, or nowhere. */
  readonly deadLetter: DeadLettering | null;

  // The disk
  /** Messages not marked persistent are written like all others. */
  readonly keepsTransient: boolean;
  /** Messages that are not kept are confirmed in their turn, with those that are written before them. */
  readonly confirmsInOrder: boolean;
  /** Only what a publisher waits for is written soon; the rest with it, or when the broker stops. */
  readonly writesLazily: boolean;
  /** After a kill every message that comes back counts as seen before. */
  readonly killFlagsAll: boolean;
}

export interface CountedEnds {
  readonly nack: boolean;
  readonly reject: boolean;
  readonly close: boolean;
  readonly timeout: boolean;
}

export interface DeadLettering {
  /** The exchange; null: the broker's default one, which knows each queue by its id. */
  readonly exchange: string | null;
  /** The routing key of dead letters; null: each keeps its own. */
  readonly key: string | null;
}

/** A queue's policy where nothing is said: what a queue without one does. */
export const plainPolicy: QueuePolicy = {
  isDeclared: true,
  isPossible: true,
  declaration: '',
  turns: 'inOrder',
  singleActive: false,
  activeByPriority: false,
  getBesideSingleActive: true,
  prefetchCap: Number.POSITIVE_INFINITY,
  longestWaitUs: Number.POSITIVE_INFINITY,
  resumesWindow: false,
  onClose: 'head',
  counts: { nack: true, reject: true, close: true, timeout: true },
  showsCount: false,
  maxBytes: Number.POSITIVE_INFINITY,
  refuses: 'atLimit',
  limitsReturnsFirst: false,
  deadLettersRefused: false,
  dropsLastFirst: false,
  ttlUs: Number.POSITIVE_INFINITY,
  expiresUs: Number.POSITIVE_INFINITY,
  maxPriority: 0,
  defaultPriority: 0,
  perKeyInFlight: false,
  idWindowUs: 0,
  lateAck: 'reject',
  missedDeletes: 0,
  deadLetter: null,
  keepsTransient: false,
  confirmsInOrder: false,
  writesLazily: false,
  killFlagsAll: false,
};
