/** CommitState is what a world has of publishers that commit a state of their own, and of their outboxes. */
import { NO_ROW, type Table } from '../../kernel/index.ts';
import type { Committing as CommittingSpec, Scenario } from '../Scenario.ts';
import { Commits, Committers } from './committingTables.ts';

export class CommitState {
  /** Whether anybody here commits. */
  readonly isOn: boolean;
  readonly rows = new Commits();
  readonly nodes: Committers;
  readonly tables: readonly Table[];
  /** How each node commits, or undefined. */
  readonly specs: readonly (CommittingSpec | undefined)[];
  /** The nodes that do. */
  readonly committers: readonly number[];

  constructor({ nodes }: Scenario) {
    this.specs = nodes.map((node) =>
      'publishing' in node ? node.publishing.committing : undefined,
    );
    this.committers = this.specs.flatMap((spec, node) => (spec === undefined ? [] : [node]));
    this.isOn = this.committers.length > 0;
    this.nodes = new Committers(nodes.length);
    // A world without any of this has no such tables, and its checkpoints cost nothing more.
    this.tables = this.isOn ? [this.rows, this.nodes] : [];
  }

  commits(node: number): boolean {
    return this.isOn && this.specs[node] !== undefined;
  }

  hasOutbox(node: number): boolean {
    return this.isOn && this.specs[node]?.kind === 'outbox';
  }

  /** Puts a row at the end of its publisher's outbox. */
  link(row: number): void {
    const { rows, nodes } = this;
    const publisher = rows.publisher[row];
    const last = nodes.last[publisher];
    rows.previous[row] = last;
    rows.next[row] = NO_ROW;
    if (last === NO_ROW) nodes.first[publisher] = row;
    else rows.next[last] = row;
    nodes.last[publisher] = row;
  }

  unlink(row: number): void {
    const { rows, nodes } = this;
    const publisher = rows.publisher[row];
    const before = rows.previous[row];
    const after = rows.next[row];
    if (before === NO_ROW) nodes.first[publisher] = after;
    else rows.next[before] = after;
    if (after === NO_ROW) nodes.last[publisher] = before;
    else rows.previous[after] = before;
  }
}
