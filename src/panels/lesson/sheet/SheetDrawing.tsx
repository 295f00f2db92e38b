/** SheetDrawing is the chart of a printed page: empty for whoever draws on it, or as the engine draws it. */
import type { AxesChart, LanesChart, OrderChart, SheetChart, SheetLine } from './sheetChart.ts';
import { useRoom } from './useRoom.ts';

export interface SheetDrawingProps {
  readonly chart: SheetChart;
  /** Whether what the engine draws is on it. */
  readonly isDrawn: boolean;
}

export function SheetDrawing({ chart, isDrawn }: SheetDrawingProps) {
  if (chart.kind === 'axes') return <Axes chart={chart} isDrawn={isDrawn} />;
  return (
    <div className="sheet-lives">
      {chart.kind === 'lanes'
        ? chart.worlds.map((world) => (
            <Life
              key={world.letter}
              world={isDrawn ? world : { ...world, lanes: widest(chart) }}
              rows={Math.max(...chart.worlds.map(({ arrows }) => arrows.length))}
              isDrawn={isDrawn}
              message={chart.message}
            />
          ))
        : chart.worlds.map((world) => <Order key={world.letter} world={world} isDrawn={isDrawn} />)}
    </div>
  );
}

/** Whoever draws has the same lanes in each world: which are used is for them to say. */
function widest({ worlds }: LanesChart): LanesChart['worlds'][number]['lanes'] {
  return worlds.reduce<LanesChart['worlds'][number]['lanes']>(
    (most, { lanes }) => (lanes.length > most.length ? lanes : most),
    [],
  );
}

const usual = { width: 440, height: 226 };

function Axes({ chart, isDrawn }: { chart: AxesChart; isDrawn: boolean }) {
  const { ref, room } = useRoom(usual);
  const { across, up, at, heights, lines } = chart;
  const plot = { left: 42, right: room.width - 34, top: 20, bottom: room.height - 30 };
  const endX = at.at(-1)?.x ?? 1;
  const top = heights.at(-1) ?? 1;
  const x = (value: number): number =>
    plot.left + ((plot.right - plot.left) * Math.min(value, endX)) / endX;
  const y = (value: number): number => plot.bottom - ((plot.bottom - plot.top) * value) / top;
  const isLabelled = (i: number): boolean => at.length <= 9 || i % 2 === 0 || i === at.length - 1;
  return (
    <div ref={ref} className="sheet-room">
      <svg
        className="sheet-chart"
        viewBox={`0 0 ${room.width} ${room.height}`}
        role="img"
        aria-label={`${up} over ${across}${isDrawn ? '' : ', empty'}`}
      >
        {heights.map((tick) => (
          <g key={tick}>
            <line className="sheet-grid" x1={plot.left} x2={plot.right} y1={y(tick)} y2={y(tick)} />
            <text x={plot.left - 7} y={y(tick)} dy="0.35em" textAnchor="end">
              {tick.toLocaleString('en-GB')}
            </text>
          </g>
        ))}
        {at.map((tick, i) => (
          <g key={tick.x}>
            <line
              className="sheet-grid"
              x1={x(tick.x)}
              x2={x(tick.x)}
              y1={plot.top}
              y2={plot.bottom}
            />
            {isLabelled(i) && (
              <text x={x(tick.x)} y={plot.bottom + 13} textAnchor="middle">
                {tick.text}
              </text>
            )}
          </g>
        ))}
        <path className="sheet-axis" d={`M${plot.left},${plot.top}V${plot.bottom}H${plot.right}`} />
        <text x={2} y={10}>
          {up}
        </text>
        <text x={plot.right} y={room.height - 4} textAnchor="end">
          {across}
        </text>
        {isDrawn && <Curves lines={lines} x={x} y={y} />}
      </svg>
    </div>
  );
}

interface CurvesProps {
  readonly lines: readonly SheetLine[];
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
}

/** A line is told from the others by its dashes and by the letter at its end. */
function Curves({ lines, x, y }: CurvesProps) {
  const ends = lines.map(({ letter, points }) => ({ letter, atY: y(points.at(-1)?.[1] ?? 0) }));
  const letters = apart(ends.filter(({ letter }) => letter !== ''));
  const endX = Math.max(...lines.map(({ points }) => x(points.at(-1)?.[0] ?? 0)));
  return (
    <g className="sheet-curves">
      {lines.map(({ letter, dash, points }) => (
        <polyline
          key={letter}
          strokeDasharray={dash}
          points={points.map(([px, py]) => `${x(px).toFixed(1)},${y(py).toFixed(1)}`).join(' ')}
        />
      ))}
      {letters.map(({ letter, atY }) => (
        <text key={letter} x={endX + 4} y={atY} dy="0.35em">
          {letter}
        </text>
      ))}
    </g>
  );
}

const LETTER = 12;

/** Letters that would lie on each other are written together, from the top. */
function apart(
  ends: readonly { letter: string; atY: number }[],
): { letter: string; atY: number }[] {
  const placed: { letter: string; atY: number }[] = [];
  for (const end of [...ends].sort((a, b) => a.atY - b.atY)) {
    const before = placed.at(-1);
    if (before !== undefined && end.atY - before.atY < LETTER) before.letter += ` ${end.letter}`;
    else placed.push({ ...end });
  }
  return placed;
}

/** Between the arrows, when there is room; and what their words need. */
const ROW = 18;
const LEAST_ROW = 9.5;

interface LifeProps {
  readonly world: LanesChart['worlds'][number];
  /** Of the longest life: both are drawn with the same rows. */
  readonly rows: number;
  readonly isDrawn: boolean;
  readonly message: number;
}

function Life({ world, rows, isDrawn, message }: LifeProps) {
  const { ref, room } = useRoom({ width: 216, height: 200 });
  const { letter, lanes, arrows } = world;
  const plot = { left: 44, right: room.width - 36, top: 20 };
  const row = Math.min(ROW, (room.height - plot.top) / (rows + 0.4));
  const x = (lane: number): number =>
    plot.left + ((plot.right - plot.left) * lane) / Math.max(1, lanes.length - 1);
  return (
    <div
      ref={ref}
      className="sheet-room"
      style={{
        flexGrow: lanes.length,
        minHeight: isDrawn ? plot.top + LEAST_ROW * rows : undefined,
      }}
    >
      <svg
        className="sheet-chart"
        viewBox={`0 0 ${room.width} ${room.height}`}
        role="img"
        aria-label={`The life of M${message} in ${letter}${isDrawn ? '' : ', empty'}`}
      >
        <text className="sheet-world" x={0} y={10}>
          {letter}
        </text>
        {lanes.map(({ id, label }, lane) => (
          <g key={id} className={lanes.length > 5 ? 'sheet-close' : undefined}>
            <text x={x(lane)} y={10} textAnchor="middle">
              {label}
            </text>
            <line className="sheet-lane" x1={x(lane)} x2={x(lane)} y1={15} y2={room.height} />
          </g>
        ))}
        {isDrawn &&
          arrows.map(({ id, from, to, label, atUs, fate }, i) => {
            const y = plot.top + row * (i + 0.7);
            const isLost = fate === 'lost';
            const endX = isLost ? (x(from) + x(to)) / 2 : x(to);
            const side = Math.sign(endX - x(from));
            return (
              <g key={id} className="sheet-arrow">
                <text className="sheet-at" x={0} y={y} dy="0.35em">
                  {(atUs / 1_000_000).toLocaleString('en-GB', { maximumFractionDigits: 2 })} s
                </text>
                {from === to ? (
                  <circle cx={x(from)} cy={y} r={2.4} />
                ) : (
                  <path
                    d={`M${x(from)},${y}H${endX}m${-side * 4},-3l${side * 4},3l${-side * 4},3`}
                  />
                )}
                {isLost && <path d={`M${endX + side * 2 - 3},${y - 3}l6,6m0,-6l-6,6`} />}
                <text
                  x={from === to ? x(from) + 5 : (x(from) + x(to)) / 2}
                  y={from === to ? y : y - 2}
                  dy={from === to ? '0.35em' : undefined}
                  textAnchor={from === to ? 'start' : 'middle'}
                >
                  {label}
                </text>
              </g>
            );
          })}
      </svg>
    </div>
  );
}

const ORDER_ROW = 30;

interface OrderProps {
  readonly world: OrderChart['worlds'][number];
  readonly isDrawn: boolean;
}

function Order({ world, isDrawn }: OrderProps) {
  const { ref, room } = useRoom({ width: 216, height: 140 });
  const { letter, published, finished } = world;
  const [left, right] = [46, Math.min(room.width, 240) - 46];
  const row = Math.min(ORDER_ROW, (room.height - 20) / Math.max(1, published.length));
  const y = (at: number): number => 20 + row * (at + 0.5);
  return (
    <div ref={ref} className="sheet-room">
      <svg
        className="sheet-chart"
        viewBox={`0 0 ${room.width} ${room.height}`}
        role="img"
        aria-label={`In and out in ${letter}${isDrawn ? '' : ', empty'}`}
      >
        <text className="sheet-world" x={0} y={10}>
          {letter}
        </text>
        <text x={left} y={10} textAnchor="end">
          in
        </text>
        <text x={right} y={10}>
          out
        </text>
        {published.map((message, at) => {
          const out = finished.indexOf(message);
          return (
            <g key={message} className="sheet-passes">
              <text x={left} y={y(at)} dy="0.35em" textAnchor="end">
                M{message}
              </text>
              {isDrawn && out >= 0 ? (
                <>
                  <path d={`M${left + 8},${y(at)}L${right - 8},${y(out)}`} />
                  <text x={right} y={y(out)} dy="0.35em">
                    M{message}
                  </text>
                </>
              ) : (
                <line
                  className="sheet-lane"
                  x1={right}
                  x2={right + 32}
                  y1={y(at) + 6}
                  y2={y(at) + 6}
                />
              )}
            </g>
          );
        })}
      </svg>
    </div>
  );
}
