/** KeyStores is what a world has of keys that may be forgotten: which store knows the key of which order. */
import { NO_ROW, type Table } from '../../kernel/index.ts';
import type { Scenario } from '../Scenario.ts';
import { Keepers, Key, Keys, Stores } from './keyTables.ts';

export class KeyStores {
  /** Whether any consumers here have a store of their own. */
  readonly isOn: boolean;
  readonly keys = new Keys();
  readonly stores = new Stores();
  readonly keepers: Keepers;
  readonly tables: readonly Table[];
  /** 1: the group has a store of its own; else its keys are in the ledger, for ever. */
  readonly hasStore: Uint8Array;
  private readonly storeAt = new Map<number, number>();
  private readonly keyAt = new Map<number, Map<number, number>>();

  constructor({ nodes }: Scenario) {
    this.hasStore = Uint8Array.from(nodes, (node) =>
      node.kind === 'consumer' && node.keyStore !== undefined ? 1 : 0,
    );
    this.isOn = this.hasStore.includes(1);
    this.keepers = new Keepers(nodes.length);
    // A world without any of this has no such tables, and its checkpoints cost nothing more.
    this.tables = this.isOn ? [this.keys, this.stores, this.keepers] : [];
    nodes.forEach((node, i) => {
      if (node.kind !== 'consumer' || node.keyStore === undefined) return;
      this.keepers.inMemory[i] = node.keyStore.kept === 'inMemory' ? 1 : 0;
      this.keepers.ttlUs[i] = node.keyStore.ttlUs;
    });
  }

  /** The row of an order's key in the store at this place, known or gone; NO_ROW: it never had it. */
  find(place: number, order: number): number {
    return this.keyAt.get(place)?.get(order) ?? NO_ROW;
  }

  /** A row for a key that this store has not had before. The taker writes what it is about. */
  add(place: number, order: number): number {
    const row = this.keys.take();
    this.keys.place[row] = place;
    this.keys.order[row] = order;
    this.note(row);
    return row;
  }

  /** The row of the store at this place. */
  store(place: number): number {
    const known = this.storeAt.get(place);
    if (known !== undefined) return known;
    const { stores } = this;
    const row = stores.take();
    stores.place[row] = place;
    stores.remembered[row] = stores.forgotten[row] = stores.lost[row] = 0;
    this.storeAt.set(place, row);
    return row;
  }

  /** How many keys the store at this place knows now. */
  rememberedAt(place: number): number {
    const row = this.storeAt.get(place);
    return row === undefined ? 0 : this.stores.remembered[row];
  }

  /** The rows of the keys that the store at this place knows now, in the order it first had them. */
  rememberedKeys(place: number): number[] {
    const { state } = this.keys;
    return [...(this.keyAt.get(place)?.values() ?? [])].filter(
      (row) => state[row] === Key.remembered,
    );
  }

  /** The tables are as they were at a checkpoint: what is found by place follows them. */
  restored(): void {
    this.storeAt.clear();
    this.keyAt.clear();
    for (let row = 0; row < this.stores.rows; row++) this.storeAt.set(this.stores.place[row], row);
    for (let row = 0; row < this.keys.rows; row++) this.note(row);
  }

  private note(row: number): void {
    const place = this.keys.place[row];
    const known = this.keyAt.get(place);
    if (known !== undefined) known.set(this.keys.order[row], row);
    else this.keyAt.set(place, new Map([[this.keys.order[row], row]]));
  }
}
