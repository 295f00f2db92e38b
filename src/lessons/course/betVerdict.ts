/**
 * betVerdict holds a bet against what the engine bears out: row by row what was bet and what is so.
 *
 * A drawn curve is right when its height is, within a quarter of the highest, at nearly all columns: it is
 * a prediction, not a copy.
 */
import type { Bet, BetAnswer, CurveBet, Lesson, Observation } from './Lesson.ts';
import { truthOf } from './truth.ts';

export interface BetVerdict {
  readonly isRight: boolean;
  readonly rows: readonly BetRow[];
  /** What somebody believes who bets like this, where it is a common belief. */
  readonly belief: string | null;
  /** Of a drawn curve: what the engine drew. */
  readonly truth: readonly number[] | null;
}

export interface BetRow {
  readonly id: string;
  /** What was bet on; empty where it is the question itself. */
  readonly about: string;
  readonly mine: string;
  readonly engine: string;
  readonly isRight: boolean;
  readonly because: string | null;
}

const NEAR = 0.25;
/** Columns of ten that have to be near. */
const MOST = 0.8;

/** null where bet and answer are of different kinds. */
export function betVerdict(lesson: Lesson, answer: BetAnswer): BetVerdict | null {
  const { bet } = lesson;
  if (bet?.kind === 'choice' && answer.kind === 'choice') {
    const mine = bet.options.find(({ id }) => id === answer.option);
    const right = bet.options.find(({ id }) => id === bet.right);
    const isRight = answer.option === bet.right;
    const row = { id: 'choice', about: '', because: null, isRight };
    return {
      isRight,
      rows: [{ ...row, mine: mine?.text ?? '', engine: right?.text ?? '' }],
      belief: isRight ? null : (mine?.belief ?? null),
      truth: null,
    };
  }
  if (bet?.kind === 'sort' && answer.kind === 'sort') return sorted(bet, answer.bins);
  if (bet?.kind === 'curve' && answer.kind === 'curve') {
    return drawn(bet, answer.heights, truthOf(lesson, bet));
  }
  return null;
}

function sorted(bet: Bet & { kind: 'sort' }, bins: Readonly<Record<string, string>>): BetVerdict {
  const text = (id: string | undefined): string =>
    bet.bins.find((bin) => bin.id === id)?.text ?? '';
  const rows = bet.items.map(({ id, text: about, right, because = null }): BetRow => {
    const mine = bins[id];
    const isRight = mine === right;
    return { id, about, mine: text(mine), engine: text(right), isRight, because };
  });
  return { isRight: rows.every((row) => row.isRight), rows, belief: null, truth: null };
}

function drawn(bet: CurveBet, mine: readonly number[], truth: readonly number[]): BetVerdict {
  const highest = Math.max(...truth);
  const near = truth.filter((height, i) => Math.abs(height - (mine[i] ?? 0)) <= NEAR * highest);
  const isRight = near.length >= MOST * truth.length;
  if (bet.truth.kind === 'numbers') {
    const rows = bet.at.map((at, i): BetRow => {
      const [own, height] = [mine[i] ?? 0, truth[i] ?? 0];
      return {
        id: String(at),
        about: `${at} ${bet.across}`,
        mine: String(Math.round(own)),
        engine: String(Math.round(height)),
        isRight: Math.abs(own - height) <= NEAR * height,
        because: null,
      };
    });
    return { isRight, rows, belief: null, truth };
  }
  const rows = [
    rowOf('peak', 'highest', Math.max(...mine), highest, NEAR * highest, ''),
    rowOf('over', 'empty again', endOf(bet, mine), endOf(bet, truth), stepOf(bet), bet.atUnit),
  ];
  return { isRight, rows, belief: null, truth };
}

function rowOf(
  id: string,
  about: string,
  mine: number,
  engine: number,
  within: number,
  unit: string,
): BetRow {
  const text = (value: number): string =>
    Number.isFinite(value)
      ? `${Math.round(value).toLocaleString('en-GB')}${unit === '' ? '' : ` ${unit}`}`
      : 'never';
  const isRight = mine === engine || Math.abs(mine - engine) <= within;
  return { id, about, mine: text(mine), engine: text(engine), isRight, because: null };
}

/** The first column from which on there is next to nothing, after there was something. */
function endOf({ at, upTo }: CurveBet, heights: readonly number[]): number {
  const last = heights.findLastIndex((height) => height > upTo / 50);
  return at[last + 1] ?? Number.POSITIVE_INFINITY;
}

function stepOf({ at }: CurveBet): number {
  return (at[1] ?? 0) - (at[0] ?? 0);
}

/** Whether what somebody says to have seen is what there was; null where they were not sure. */
export function seenVerdict(
  observe: Observation,
  seen: { readonly kind: string; readonly count?: number; readonly option?: string },
  engine: number,
): boolean | null {
  if (observe.kind === 'count') {
    return seen.count === undefined ? null : Math.abs(seen.count - engine) <= observe.within;
  }
  return seen.option === undefined ? null : seen.option === observe.right;
}
