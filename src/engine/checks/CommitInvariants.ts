/**
 * CommitInvariants hold publishers that commit to their books: each order that one began to write down is in
 * exactly one place. Sums after each event, everything counted anew whenever asked.
 *
 * The number in the comments is that of the list of invariants in MODEL.md.
 */
import { EngineError, NO_ROW } from '../kernel/index.ts';

type Column = { readonly [row: number]: number };

/** InspectedCommits is as much of a world with such publishers as these checks look at. */
export interface InspectedCommits {
  readonly seed: number;
  readonly nowUs: number;
  readonly events: number;
  readonly plan: { readonly nodes: readonly { readonly id: string }[] };
  readonly commits: {
    readonly committers: readonly number[];
    readonly rows: {
      readonly rows: number;
      readonly publisher: Column;
      readonly state: Column;
      readonly next: Column;
      readonly previous: Column;
    };
    readonly nodes: {
      readonly first: Column;
      readonly last: Column;
      readonly begun: Column;
      readonly settled: Column;
      readonly halfway: Column;
      readonly inOutbox: Column;
      readonly unpublished: Column;
      readonly uncommitted: Column;
    };
  };
}

/** The states of a row that is free, and of one that is half-way; the others are in an outbox. */
const FREE = 0;
const HALFWAY = 1;

export class CommitInvariants {
  private readonly world: InspectedCommits;

  constructor(world: InspectedCommits) {
    this.world = world;
  }

  /** 20. Begun = settled + half-way + in the outbox + never published + never committed. */
  afterEvent(): void {
    const { committers, nodes } = this.world.commits;
    const { begun, settled, halfway, inOutbox, unpublished, uncommitted } = nodes;
    for (const node of committers) {
      const sum =
        settled[node] + halfway[node] + inOutbox[node] + unpublished[node] + uncommitted[node];
      if (begun[node] !== sum)
        this.fail(node, `${begun[node]} orders were begun, ${sum} are written down somewhere`);
    }
  }

  /** 20. The rows are as many as the books say, and those of an outbox stand in it, in order, once. */
  recount(): void {
    const { committers, nodes, rows } = this.world.commits;
    for (const node of committers) {
      let halfway = 0;
      let inOutbox = 0;
      for (let row = 0; row < rows.rows; row++) {
        if (rows.publisher[row] !== node || rows.state[row] === FREE) continue;
        if (rows.state[row] === HALFWAY) halfway++;
        else inOutbox++;
      }
      let found = 0;
      let before = NO_ROW;
      for (let row = nodes.first[node]; row !== NO_ROW; row = rows.next[row]) {
        if (rows.previous[row] !== before || rows.publisher[row] !== node)
          this.fail(node, `its outbox is broken at row ${row}`);
        before = row;
        found++;
      }
      const isWhole = found === inOutbox && nodes.last[node] === before;
      if (!isWhole || inOutbox !== nodes.inOutbox[node] || halfway !== nodes.halfway[node])
        this.fail(
          node,
          `${inOutbox} orders are in the outbox and ${halfway} half-way, the books say ${nodes.inOutbox[node]} and ${nodes.halfway[node]}`,
        );
    }
  }

  private fail(node: number, what: string): never {
    const { events, nowUs, seed, plan } = this.world;
    throw new EngineError(
      `${plan.nodes[node].id}: ${what} (event ${events}, ${nowUs} µs, seed ${seed})`,
    );
  }
}
