/** OrderLists are two lists side by side, the order in and the order out, and lines that may cross. */
export interface OrderListsProps {
  readonly published: readonly number[];
  readonly finished: readonly number[];
}

const ROW = 26;
const WIDTH = 200;

export function OrderLists({ published, finished }: OrderListsProps) {
  const y = (row: number): number => ROW * (row + 0.5);
  const crossings = finished.reduce(
    (sum, one, i) => sum + finished.slice(i + 1).filter((later) => later < one).length,
    0,
  );
  return (
    <figure className="lesson-order">
      <svg
        viewBox={`0 0 ${WIDTH} ${ROW * Math.max(1, published.length)}`}
        role="img"
        aria-label={`In: ${published.join(', ') || 'none'}. Out: ${finished.join(', ') || 'none yet'}.`}
      >
        {published.map((message, row) => {
          const out = finished.indexOf(message);
          return (
            <g key={message}>
              <text x={8} y={y(row)} dy="0.35em">
                M{message}
              </text>
              {out >= 0 && (
                <>
                  <line x1={44} x2={WIDTH - 44} y1={y(row)} y2={y(out)} />
                  <text x={WIDTH - 8} y={y(out)} dy="0.35em" textAnchor="end">
                    M{message}
                  </text>
                </>
              )}
            </g>
          );
        })}
      </svg>
      <figcaption>
        {finished.length} of {published.length} finished, {crossings}{' '}
        {crossings === 1 ? 'pair crosses' : 'pairs cross'}
      </figcaption>
    </figure>
  );
}
