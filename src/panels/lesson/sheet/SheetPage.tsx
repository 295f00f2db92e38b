/**
 * SheetPage is a lesson on one page of paper: the worlds, the bet, a chart, a table, a question more. The
 * student's page leaves open what the key says; both are made of the same parts, in the same places.
 */
import { type ReactNode, useRef } from 'react';
import type {
  Bet,
  CurveBet,
  Lesson,
  PromisedNumber,
  SortBet,
} from '../../../lessons/course/index.ts';
import type { LessonWorlds } from '../../../lessons/index.ts';
import { Paper } from '../../../ui/index.ts';
import { figure } from '../figure.ts';
import { SheetDrawing } from './SheetDrawing.tsx';
import { SheetPoster } from './SheetPoster.tsx';
import type { AxesChart, SheetChart } from './sheetChart.ts';
import './sheet.css';

export interface SheetPageProps {
  readonly lesson: Lesson;
  /** How the worlds stand in the picture. */
  readonly worlds: LessonWorlds;
  readonly chart: SheetChart;
  /** What the engine counts; null: it is the student's page. */
  readonly counts: ReadonlyMap<string, number> | null;
  /** The address of the lesson. */
  readonly link: string;
}

export function SheetPage({ lesson, worlds, chart, counts, link }: SheetPageProps) {
  const isKey = counts !== null;
  const page = useRef<HTMLElement>(null);
  const { bet, ask, observe } = lesson;
  return (
    <Paper ref={page} className="sheet" aria-label={isKey ? 'Key page' : 'Student page'}>
      <header>
        <p>
          Queuescope {lesson.id.slice(1)}: {lesson.title}
        </p>
        {isKey ? (
          <p>
            <strong>Key</strong>
          </p>
        ) : (
          <p className="sheet-name">
            Name <span className="sheet-line" /> Date <span className="sheet-line" />
          </p>
        )}
      </header>
      <h1>{lesson.question}</h1>
      <p>
        {lesson.differ} {instantText(worlds.nowUs / US_PER_S, isKey)}
      </p>
      <SheetPoster worlds={worlds} alone={isKey ? 1 : 0} page={page} />
      <div className="sheet-middle" data-wide={isWide(chart)}>
        <div className="sheet-bet">
          {bet?.kind !== 'curve' && !(isKey && bet === null) && (
            <SheetBet bet={bet} isKey={isKey} />
          )}
        </div>
        <figure>
          <figcaption>
            <strong>{isKey ? chartTells(chart) : chartAsks(chart, bet)}</strong>
          </figcaption>
          <SheetDrawing chart={chart} isDrawn={isKey} />
        </figure>
      </div>
      <SheetTables numbers={lesson.numbers} counts={counts} />
      <p className="sheet-number">
        <strong>The number</strong>{' '}
        {lesson.theNumber.numbers.map((id, i) => (
          <span key={id}>
            {i > 0 && ' → '}
            <Answer value={counts === null ? null : figure(counts.get(id) ?? Number.NaN)} />
          </span>
        ))}{' '}
        {lesson.theNumber.word}
        {isKey && <>. Price: {lesson.price}.</>}
      </p>
      <p>
        <strong>What did you see?</strong> {observe.asks}{' '}
        {observe.kind === 'count' ? (
          <>
            <Answer
              value={counts === null ? null : figure(counts.get(observe.number) ?? Number.NaN)}
            />{' '}
            {observe.unit}
          </>
        ) : (
          <Options options={observe.options} right={isKey ? observe.right : null} />
        )}
      </p>
      <div className="sheet-ask">
        <p>
          <strong>And if …?</strong> {ask.question} {isKey && ask.answer}
        </p>
        {!isKey && <span className="sheet-line" />}
        {!isKey && <span className="sheet-line" />}
      </div>
      {isKey && (
        <p>
          {lesson.shown.join(' ')}{' '}
          <span className="sheet-say">
            “{lesson.say}” {lesson.sayMore}
          </span>
        </p>
      )}
      <footer>
        <p>Assumed: {lesson.assumptions}</p>
        <p className="sheet-link">
          seed {worlds.lead.timeline.seed} · {link}
        </p>
      </footer>
    </Paper>
  );
}

const US_PER_S = 1_000_000;

function instantText(atS: number, isKey: boolean): string {
  if (isKey) return `The decisive instant, at ${figure(atS)} s:`;
  return atS === 0 ? 'Before it begins:' : `Just before it happens, at ${figure(atS)} s:`;
}

/** Many lanes need the whole width: the bet stands above them. */
function isWide(chart: SheetChart): boolean {
  return chart.kind === 'lanes' && chart.worlds.some(({ lanes }) => lanes.length > MOST_LANES);
}

const MOST_LANES = 5;

function chartAsks(chart: SheetChart, bet: Bet | null): string {
  if (bet?.kind === 'curve') return bet.asks;
  if (chart.kind === 'lanes') return `Draw the life of M${chart.message}, arrow by arrow.`;
  if (chart.kind === 'order') return 'Which comes out when? Draw the lines.';
  return `Draw a line for each of ${linesOf(chart)}.`;
}

function chartTells(chart: SheetChart): string {
  if (chart.kind === 'lanes') return `The life of M${chart.message}, as it was`;
  if (chart.kind === 'order') return 'In and out, as it was';
  return chart.lines.length === 1
    ? 'What the engine drew'
    : `What the engine drew: ${linesOf(chart)}`;
}

function linesOf({ lines }: AxesChart): string {
  return lines
    .map(({ letter, title }) => (title === '' ? letter : `${letter} (${title})`))
    .join(', ');
}

function SheetBet({ bet, isKey }: { bet: Exclude<Bet, CurveBet> | null; isKey: boolean }) {
  return (
    <>
      <p>
        <strong>Your bet</strong> {bet?.asks}
      </p>
      {bet === null && !isKey && (
        <>
          <span className="sheet-line" />
          <span className="sheet-line" />
          <span className="sheet-line" />
        </>
      )}
      {bet?.kind === 'choice' && (
        <ul>
          {bet.options.map(({ id, text, belief }) => (
            <li key={id}>
              <Box isRight={isKey && id === bet.right} /> {text}
              {isKey && belief !== undefined && <small> (believed: “{belief}”)</small>}
            </li>
          ))}
        </ul>
      )}
      {bet?.kind === 'sort' && <SheetSort bet={bet} isKey={isKey} />}
    </>
  );
}

/** Each item into one of the bins. What has the longer names stands at the left, where there is room. */
function SheetSort({ bet, isKey }: { bet: SortBet; isKey: boolean }) {
  const { items, bins } = bet;
  const longest = (named: readonly { readonly text: string }[]): number =>
    Math.max(...named.map(({ text }) => text.length));
  const isTurned = longest(bins) > longest(items) && items.length <= bins.length;
  const [rows, columns] = isTurned ? [bins, items] : [items, bins];
  const isRight = (row: string, column: string): boolean => {
    const [item, bin] = isTurned ? [column, row] : [row, column];
    return items.find(({ id }) => id === item)?.right === bin;
  };
  return (
    <table>
      <thead>
        <tr>
          <td />
          {columns.map(({ id, text }) => (
            <th key={id} scope="col">
              {text}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <th scope="row">{row.text}</th>
            {columns.map(({ id }) => (
              <td key={id}>
                <Box isRight={isKey && isRight(row.id, id)} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Rows in one table; with more there are two side by side. */
const MOST_ROWS = 5;

function SheetTables({
  numbers,
  counts,
}: {
  numbers: readonly PromisedNumber[];
  counts: ReadonlyMap<string, number> | null;
}) {
  const half = numbers.length > MOST_ROWS ? Math.ceil(numbers.length / 2) : numbers.length;
  const parts = [numbers.slice(0, half), numbers.slice(half)].filter(({ length }) => length > 0);
  return (
    <div className="sheet-pair sheet-tables">
      {parts.map((part) => (
        <table key={part[0]?.id} data-filled={counts !== null}>
          <thead>
            <tr>
              <th scope="col">what</th>
              <th scope="col">by hand</th>
              <th scope="col">counted</th>
            </tr>
          </thead>
          <tbody>
            {part.map(({ id, label, sum }) => (
              <tr key={id} data-number={id}>
                <th scope="row">{label}</th>
                <td>{counts === null ? '' : sum}</td>
                <td>{counts === null ? '' : figure(counts.get(id) ?? Number.NaN)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ))}
    </div>
  );
}

function Options({
  options,
  right,
}: {
  options: readonly { readonly id: string; readonly text: string }[];
  right: string | null;
}) {
  return options.map(({ id, text }) => (
    <span key={id} className="sheet-option">
      <Box isRight={id === right} /> {text}
    </span>
  ));
}

/** A box to tick; ticked where it is right. */
function Box({ isRight }: { isRight: boolean }) {
  return (
    <span className="sheet-box" data-right={isRight}>
      {isRight && '✕'}
    </span>
  );
}

function Answer({ value }: { value: ReactNode }) {
  return value === null ? <span className="sheet-gap" /> : <strong>{value}</strong>;
}
