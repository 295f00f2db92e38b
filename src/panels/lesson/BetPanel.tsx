/**
 * BetPanel takes the bet: an option, a curve, or each thing in its bin. Locked it cannot be changed; only
 * then the worlds run. Whoever knows may have the bet checked instead, and skip the run if it is right.
 */
import { useEffect, useState } from 'react';
import type { Bet, BetAnswer } from '../../lessons/course/index.ts';
import { Button } from '../../ui/index.ts';
import { CurveBoard } from './CurveBoard.tsx';
import { OptionList } from './OptionList.tsx';
import { SortForm } from './SortForm.tsx';
import { Told } from './Told.tsx';

export interface BetPanelProps {
  readonly bet: Bet;
  readonly locked: BetAnswer | null;
  readonly onLock: (answer: BetAnswer) => void;
  readonly onCheck: (answer: BetAnswer) => void;
  /** Tells what Enter would lock, or null. */
  readonly onDraft: (answer: BetAnswer | null) => void;
}

export function BetPanel({ bet, locked, onLock, onCheck, onDraft }: BetPanelProps) {
  const [draft, setDraft] = useState<Draft>(() => draftOf(bet, locked));
  const answer = locked ?? answerOf(bet, draft);
  useEffect(() => onDraft(locked === null ? answer : null), [answer, locked, onDraft]);
  useNumberKeys(bet, locked === null, (option) => setDraft({ ...draft, option }));
  return (
    <form
      className="lesson-step"
      aria-label="Your bet"
      onSubmit={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        // A radio button or a list takes Enter for itself: here it locks, as everywhere.
        if (event.key !== 'Enter' || event.target instanceof HTMLButtonElement) return;
        event.preventDefault();
        event.stopPropagation();
        if (locked === null && answer !== null) onLock(answer);
      }}
    >
      <h2 className="lesson-heading">Your bet</h2>
      {bet.asks !== undefined && <Told>{bet.asks}</Told>}
      {bet.kind === 'choice' && (
        <OptionList
          label={bet.asks ?? 'Your bet'}
          options={bet.options}
          value={draft.option}
          onChange={(option) => setDraft({ ...draft, option })}
          isLocked={locked !== null}
          hasKeys
        />
      )}
      {bet.kind === 'sort' && (
        <SortForm
          bet={bet}
          bins={draft.bins}
          onChange={(bins) => setDraft({ ...draft, bins })}
          isLocked={locked !== null}
        />
      )}
      {bet.kind === 'curve' && (
        <CurveBoard
          bet={bet}
          heights={draft.heights}
          onChange={locked === null ? (heights) => setDraft({ ...draft, heights }) : null}
          truth={null}
        />
      )}
      {locked === null ? (
        <div className="lesson-actions">
          <Button
            variant="primary"
            keyHint="Enter"
            disabled={answer === null}
            onClick={() => {
              if (answer !== null) onLock(answer);
            }}
          >
            Lock the bet and run
          </Button>
          <Button
            variant="quiet"
            disabled={answer === null}
            onClick={() => {
              if (answer !== null) onCheck(answer);
            }}
          >
            I know this: check it
          </Button>
        </div>
      ) : (
        <p className="lesson-note">Locked. It will stand beside the result.</p>
      )}
    </form>
  );
}

interface Draft {
  readonly option: string | null;
  readonly bins: Readonly<Record<string, string>>;
  readonly heights: readonly (number | null)[];
}

function draftOf(bet: Bet, locked: BetAnswer | null): Draft {
  const columns = bet.kind === 'curve' ? bet.at.map(() => null) : [];
  return {
    option: locked?.kind === 'choice' ? locked.option : null,
    bins: locked?.kind === 'sort' ? locked.bins : {},
    heights: locked?.kind === 'curve' ? locked.heights : columns,
  };
}

/** What is drafted, once nothing is missing. Columns between two drawn ones are drawn by the line. */
function answerOf(bet: Bet, { option, bins, heights }: Draft): BetAnswer | null {
  if (bet.kind === 'choice') return option === null ? null : { kind: 'choice', option };
  if (bet.kind === 'sort') {
    return bet.items.every(({ id }) => bins[id] !== undefined) ? { kind: 'sort', bins } : null;
  }
  const drawn = heights.filter((height) => height !== null);
  if (drawn.length < Math.min(4, heights.length)) return null;
  return { kind: 'curve', heights: heights.map((height, i) => height ?? between(heights, i)) };
}

function between(heights: readonly (number | null)[], column: number): number {
  const before = heights.findLastIndex((height, i) => i < column && height !== null);
  const after = heights.findIndex((height, i) => i > column && height !== null);
  const [low, high] = [heights[before] ?? null, heights[after] ?? null];
  if (low === null || high === null) return low ?? high ?? 0;
  return Math.round(low + ((high - low) * (column - before)) / (after - before));
}

/** 1 to 4 choose an option. */
function useNumberKeys(bet: Bet, isOpen: boolean, choose: (option: string) => void): void {
  useEffect(() => {
    if (bet.kind !== 'choice' || !isOpen) return;
    const onKeyDown = (event: globalThis.KeyboardEvent): void => {
      const option = bet.options[Number(event.key) - 1];
      const isTyping =
        event.target instanceof Element && event.target.matches('input[type="text"], select');
      if (option === undefined || isTyping || event.ctrlKey || event.metaKey || event.altKey)
        return;
      event.preventDefault();
      choose(option.id);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  });
}
