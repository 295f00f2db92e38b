/**
 * virtualRows says which rows of a long list are in sight. A browser draws no element higher than some
 * millions of pixels, so a list that would be is scrolled in larger strides: the scrollbar then stands for
 * the share of the rows, and not for their pixels.
 */
export interface VirtualRows {
  /** Of the whole, as it is put into the page. */
  readonly height: number;
  /** The first row in sight, and the one behind the last. */
  readonly from: number;
  readonly to: number;
  /** Where the first row stands, from the top of the whole. */
  readonly top: number;
}

const HEIGHT_AT_MOST = 8_000_000;

export function virtualRows(
  rows: number,
  rowHeight: number,
  viewHeight: number,
  scrollTop: number,
): VirtualRows {
  const height = Math.min(rows * rowHeight, HEIGHT_AT_MOST);
  const inView = viewHeight / rowHeight;
  const scrollable = Math.max(0, height - viewHeight);
  const share = scrollable === 0 ? 0 : Math.min(1, Math.max(0, scrollTop / scrollable));
  const first = share * Math.max(0, rows - inView);
  const from = Math.floor(first);
  return {
    height,
    from,
    to: Math.min(rows, Math.ceil(first + inView) + 1),
    top: Math.max(0, Math.min(scrollTop, scrollable)) - (first - from) * rowHeight,
  };
}

/** The scroll position at which a row stands at this share of the view: 0 at its top, 1 at its bottom. */
export function scrollTo(
  row: number,
  rows: number,
  rowHeight: number,
  viewHeight: number,
  share: number,
): number {
  const height = Math.min(rows * rowHeight, HEIGHT_AT_MOST);
  const inView = viewHeight / rowHeight;
  const hidden = Math.max(0, rows - inView);
  if (hidden === 0) return 0;
  const first = Math.min(hidden, Math.max(0, row - share * (inView - 1)));
  return (first / hidden) * Math.max(0, height - viewHeight);
}
