/**
 * LogAct is what can be done to a log or a group by hand: what a client of a broker would ask for.
 *
 * Records are named by the number of their message (m7 is 7), members by their number in the consumer
 * node that stands for the group's clients.
 */
export type LogAct =
  /** A record arrives at a log, whoever sent it. */
  | {
      readonly kind: 'append';
      readonly target: string;
      readonly key: string;
      /** The id by which the log knows a duplicate; null: none. */
      readonly messageId: string | null;
      /** Appended only if the partition's next offset is this; null: always. */
      readonly expectedOffset: number | null;
      /** A number of the sender's own, above all earlier ones; null: none. */
      readonly entry: number | null;
      /** Trims the log to so many records afterwards; null: no trim. */
      readonly trimTo: number | null;
      readonly isApproximate: boolean;
    }
  /** A member asks for records: what there is now, or whatever comes within `waitUs`. */
  | {
      readonly kind: 'fetch';
      readonly target: string;
      readonly member: number;
      readonly batch: number;
      readonly waitUs: number;
      /** Delivered counts as done. */
      readonly isAcked: boolean;
    }
  /** A member of a push group begins to listen. */
  | { readonly kind: 'listen'; readonly target: string; readonly member: number }
  /** A member reads what it holds already, from the start. */
  | {
      readonly kind: 'readOwn';
      readonly target: string;
      readonly member: number;
      readonly batch: number;
    }
  /** A member settles a record, or says that it is still at work on it. */
  | {
      readonly kind: 'answer';
      readonly target: string;
      readonly member: number;
      readonly messages: readonly number[];
      readonly answer: 'ack' | 'return' | 'end' | 'working';
      /** Where its client saw it, should the log have removed it since; null: it does not say. */
      readonly offset: number | null;
      /** Before a returned record is handed out again. */
      readonly delayUs: number;
    }
  /** A member takes over pending records that have been idle for so long. */
  | {
      readonly kind: 'claim';
      readonly target: string;
      readonly member: number;
      readonly messages: readonly number[];
      readonly minIdleUs: number;
      /** Only the ownership changes: no delivery is counted. */
      readonly isQuiet: boolean;
    }
  /** The same for the first `batch` of them, from a record on (0: from the start). */
  | {
      readonly kind: 'claimIdle';
      readonly target: string;
      readonly member: number;
      readonly batch: number;
      readonly fromOffset: number;
      readonly minIdleUs: number;
      readonly isQuiet: boolean;
    }
  | {
      readonly kind: 'trim';
      readonly target: string;
      readonly trimTo: number;
      readonly isApproximate: boolean;
    }
  | { readonly kind: 'deleteRecord'; readonly target: string; readonly message: number }
  | { readonly kind: 'purge'; readonly target: string }
  | {
      readonly kind: 'createGroup';
      readonly target: string;
      /** null: as its settings say. */
      readonly startsAt: 'first' | 'new' | null;
    }
  | { readonly kind: 'deleteGroup'; readonly target: string }
  | { readonly kind: 'deleteMember'; readonly target: string; readonly member: number }
  /** The next record that a group reads anew, in every partition. */
  | { readonly kind: 'setPosition'; readonly target: string; readonly offset: number }
  /** What the log and its groups hold now is written down as a whole. */
  | { readonly kind: 'saveSnapshot'; readonly target: string };

export type LogActKind = LogAct['kind'];

/** In the order of the union: for whoever must list them. */
export const logActKinds: readonly LogActKind[] = [
  'append',
  'fetch',
  'listen',
  'readOwn',
  'answer',
  'claim',
  'claimIdle',
  'trim',
  'deleteRecord',
  'purge',
  'createGroup',
  'deleteGroup',
  'deleteMember',
  'setPosition',
  'saveSnapshot',
];

export function isLogAct<A extends { readonly kind: string }>(act: A | LogAct): act is LogAct {
  return (logActKinds as readonly string[]).includes(act.kind);
}
