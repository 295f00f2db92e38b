/**
 * Guarantees notes, for each queue, the first message that broke each promise a learner may expect.
 *
 * Whether the promise was made at all depends on the settings; `verdicts.ts` says so.
 */
import { NO_ROW, Table } from '../kernel/index.ts';

export class Guarantees extends Table {
  /** The fact that broke each promise first, or NO_ROW. */
  lossAfterConfirm = new Int32Array(this.rows).fill(NO_ROW);
  duplicateDelivery = new Int32Array(this.rows).fill(NO_ROW);
  duplicateEffect = new Int32Array(this.rows).fill(NO_ROW);
  order = new Int32Array(this.rows).fill(NO_ROW);
  tooManyDeliveries = new Int32Array(this.rows).fill(NO_ROW);
  // And the number of its message.
  lossAfterConfirmMessage = new Int32Array(this.rows);
  duplicateDeliveryMessage = new Int32Array(this.rows);
  duplicateEffectMessage = new Int32Array(this.rows);
  orderMessage = new Int32Array(this.rows);
  tooManyDeliveriesMessage = new Int32Array(this.rows);

  constructor(nodes: number) {
    super(nodes, nodes);
    this.seal();
  }

  /** Notes a counter-example, unless there is an earlier one. */
  broke(promise: PromiseName, queue: number, fact: number, message: number): void {
    if (this[promise][queue] !== NO_ROW) return;
    this[promise][queue] = fact;
    this[`${promise}Message`][queue] = message;
  }
}

export type PromiseName =
  | 'lossAfterConfirm'
  | 'duplicateDelivery'
  | 'duplicateEffect'
  | 'order'
  | 'tooManyDeliveries';
