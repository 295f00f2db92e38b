/** OrderState is what a world has of keys: who has which, and how far each is in each queue. */
import { fail, NO_ROW, type Table } from '../../kernel/index.ts';
import { KeyCounts, KeyedMessages, Lanes, OrderedNodes } from './orderTables.ts';

export class OrderState {
  /** Whether anybody writes on messages here. */
  readonly isOn: boolean;
  readonly messages = new KeyedMessages();
  readonly counts = new KeyCounts();
  readonly lanes = new Lanes();
  readonly nodes: OrderedNodes;
  readonly tables: readonly Table[];
  private readonly countOf = new Map<number, number>();
  private readonly laneOf = new Map<string, number>();

  constructor(nodes: number, isOn: boolean) {
    this.isOn = isOn;
    this.nodes = new OrderedNodes(nodes);
    // A world without any of this has no such tables, and its checkpoints cost nothing more.
    this.tables = this.isOn ? [this.messages, this.counts, this.lanes, this.nodes] : [];
  }

  /** A message with this key (the number of a word; NO_ROW: none) has been published. */
  addMessage(message: number, key: number): void {
    const { messages, counts } = this;
    const row = messages.take();
    if (row !== message) fail(`the key of message ${message} is in row ${row}`);
    messages.key[row] = key;
    messages.number[row] = key === NO_ROW ? 0 : ++counts.published[this.count(key)];
  }

  /** The lane of a key in a queue. */
  lane(queue: number, key: number): number {
    const name = `${queue} ${key}`;
    const known = this.laneOf.get(name);
    if (known !== undefined) return known;
    const { lanes } = this;
    const lane = lanes.take();
    lanes.queue[lane] = queue;
    lanes.key[lane] = key;
    lanes.inFlight[lane] = lanes.highest[lane] = lanes.finished[lane] = lanes.outOfOrder[lane] = 0;
    lanes.delivered[lane] = lanes.done[lane] = NO_ROW;
    this.laneOf.set(name, lane);
    return lane;
  }

  /** The tables are as they were at a checkpoint: what is found by name follows them. */
  restored(): void {
    const { counts, lanes } = this;
    this.countOf.clear();
    this.laneOf.clear();
    for (let row = 0; row < counts.rows; row++) this.countOf.set(counts.key[row], row);
    for (let row = 0; row < lanes.rows; row++)
      this.laneOf.set(`${lanes.queue[row]} ${lanes.key[row]}`, row);
  }

  private count(key: number): number {
    const known = this.countOf.get(key);
    if (known !== undefined) return known;
    const row = this.counts.take();
    this.counts.key[row] = key;
    this.counts.published[row] = 0;
    this.countOf.set(key, row);
    return row;
  }
}
