/**
 * CurveBoard is an empty chart to draw on: one height for each column, by pointer or by arrow keys. Once
 * the engine has drawn too, both curves stand on it.
 */
import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import type { CurveBet } from '../../lessons/course/index.ts';

export interface CurveBoardProps {
  readonly bet: CurveBet;
  readonly heights: readonly (number | null)[];
  /** null: it is locked. */
  readonly onChange: ((heights: readonly (number | null)[]) => void) | null;
  /** What the engine drew; null: not yet. */
  readonly truth: readonly number[] | null;
}

const WIDTH = 344;
const HEIGHT = 200;
const plot = { left: 44, right: WIDTH - 14, top: 22, bottom: HEIGHT - 30 };
/** Arrow keys move a height by a twentieth of the axis. */
const STEPS = 20;

export function CurveBoard({ bet, heights, onChange, truth }: CurveBoardProps) {
  const board = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(0);
  const columns = bet.at.length;
  const x = (i: number): number => plot.left + ((plot.right - plot.left) * i) / (columns - 1);
  const y = (value: number): number =>
    plot.bottom - ((plot.bottom - plot.top) * Math.min(value, bet.upTo)) / bet.upTo;

  const put = (column: number, value: number): void => {
    const within = Math.max(0, Math.min(bet.upTo, value));
    onChange?.(heights.with(column, Math.round(within)));
  };
  const draw = (event: PointerEvent): void => {
    const box = board.current?.getBoundingClientRect();
    if (box === undefined || onChange === null) return;
    const atX = ((event.clientX - box.left) / box.width) * WIDTH;
    const atY = ((event.clientY - box.top) / box.height) * HEIGHT;
    const column = Math.round(((atX - plot.left) / (plot.right - plot.left)) * (columns - 1));
    const within = Math.max(0, Math.min(columns - 1, column));
    put(within, ((plot.bottom - atY) / (plot.bottom - plot.top)) * bet.upTo);
    setActive(within);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = bet.upTo / STEPS;
    const height = heights[active] ?? 0;
    const moves: Readonly<Record<string, () => void>> = {
      ArrowUp: () => put(active, height + step),
      ArrowDown: () => put(active, height - step),
      ArrowRight: () => setActive(Math.min(columns - 1, active + 1)),
      ArrowLeft: () => setActive(Math.max(0, active - 1)),
      Home: () => setActive(0),
      End: () => setActive(columns - 1),
    };
    const move = moves[event.key];
    if (move === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    move();
  };

  const drawn = heights.flatMap((height, i) =>
    height === null ? [] : [[x(i), y(height)] as const],
  );
  const height = heights[active] ?? null;
  return (
    <figure className="lesson-curve">
      <div
        ref={board}
        className="lesson-curve-board"
        data-open={onChange !== null}
        role="slider"
        tabIndex={0}
        aria-label={`${bet.asks} Column ${bet.at[active]} ${bet.atUnit || bet.across}`}
        aria-valuemin={0}
        aria-valuemax={bet.upTo}
        aria-valuenow={height ?? 0}
        aria-valuetext={
          height === null ? 'not drawn yet' : `${height.toLocaleString('en-GB')} ${bet.up}`
        }
        aria-orientation="vertical"
        aria-readonly={onChange === null}
        onKeyDown={onChange === null ? undefined : onKeyDown}
        onPointerDown={(event) => {
          if (onChange === null) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          draw(event);
        }}
        onPointerMove={(event) => {
          if (event.currentTarget.hasPointerCapture(event.pointerId)) draw(event);
        }}
      >
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
          {[0, 0.5, 1].map((part) => (
            <g key={part}>
              <line
                className="lesson-curve-grid"
                x1={plot.left}
                x2={plot.right}
                y1={y(part * bet.upTo)}
                y2={y(part * bet.upTo)}
              />
              <text x={plot.left - 8} y={y(part * bet.upTo)} dy="0.35em" textAnchor="end">
                {(part * bet.upTo).toLocaleString('en-GB')}
              </text>
            </g>
          ))}
          <text x={0} y={10}>
            {bet.up}
          </text>
          {bet.at.map((at, i) =>
            columns > 6 && i % 2 === 1 ? null : (
              <text key={at} x={x(i)} y={HEIGHT - 12} textAnchor="middle">
                {at}
                {i === columns - 1 || columns <= 6 ? ` ${bet.atUnit}` : ''}
              </text>
            ),
          )}
          <text x={plot.right} y={HEIGHT} textAnchor="end">
            {bet.across}
          </text>
          {truth !== null && (
            <g className="lesson-curve-truth">
              <polyline points={truth.map((value, i) => `${x(i)},${y(value)}`).join(' ')} />
              {truth.map((value, i) => (
                <circle key={bet.at[i]} cx={x(i)} cy={y(value)} r={3} />
              ))}
            </g>
          )}
          <g className="lesson-curve-mine" data-dashed={truth !== null}>
            <polyline points={drawn.map((point) => point.join()).join(' ')} />
            {drawn.map(([cx, cy]) => (
              <circle key={cx} cx={cx} cy={cy} r={4} />
            ))}
          </g>
          {onChange !== null && (
            <line
              className="lesson-curve-column"
              x1={x(active)}
              x2={x(active)}
              y1={plot.top}
              y2={plot.bottom}
            />
          )}
        </svg>
      </div>
      <figcaption>
        {truth === null ? (
          <>Draw with the pointer; or choose a column with ← → and its height with ↑ ↓.</>
        ) : (
          <>
            <span className="lesson-curve-key" data-line="mine" /> your curve{' '}
            <span className="lesson-curve-key" data-line="truth" /> the engine
          </>
        )}
      </figcaption>
    </figure>
  );
}
