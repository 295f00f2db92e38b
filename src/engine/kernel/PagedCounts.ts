/**
 * PagedCounts is a long list of small counters (0 to 255), all zero at first, whose copy is cheap.
 *
 * The effects ledger needs a counter for each order ever placed, in every checkpoint. Pages are
 * shared between the list and its copies and cloned on the first write after a copy, so that a
 * checkpoint costs only what changed since the one before.
 */
const PAGE_BITS = 10;
const PAGE_SIZE = 1 << PAGE_BITS;

export class PagedCounts {
  private pages: (Uint8Array | undefined)[] = [];
  /** Pages that no copy shares: these alone may be written in place. */
  private own: boolean[] = [];

  get(index: number): number {
    const page = this.pages[index >> PAGE_BITS];
    return page === undefined ? 0 : page[index & (PAGE_SIZE - 1)];
  }

  set(index: number, value: number): void {
    const at = index >> PAGE_BITS;
    let page = this.pages[at];
    if (page === undefined) page = new Uint8Array(PAGE_SIZE);
    else if (!this.own[at]) page = page.slice();
    while (this.pages.length < at) this.pages.push(undefined);
    this.pages[at] = page;
    this.own[at] = true;
    page[index & (PAGE_SIZE - 1)] = value;
  }

  copy(): readonly (Uint8Array | undefined)[] {
    this.own = [];
    return this.pages.slice();
  }

  restore(pages: readonly (Uint8Array | undefined)[]): void {
    this.pages = pages.slice();
    this.own = [];
  }
}
