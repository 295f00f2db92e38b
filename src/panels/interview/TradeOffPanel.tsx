/** TradeOffPanel is the number of the card in large, and the strip of what is won and what it costs. */
import type { CSSProperties } from 'react';
import { type Card, type CardCheck, measured } from '../../interview/cards/index.ts';
import {
  isTold,
  type TradeOffs,
  tradeOffKinds,
  tradeOffsOf,
  tradeOffText,
} from '../../interview/index.ts';
import type { LessonWorlds } from '../../lessons/index.ts';
import { useWorlds } from '../lesson/index.ts';
import './InterviewPanels.css';

export interface TradeOffPanelProps {
  readonly worlds: LessonWorlds<Card>;
  readonly checks: readonly CardCheck[] | null;
  /** Whether the number may be shown: it is the fourth beat. */
  readonly isNumbered: boolean;
}

export function TradeOffPanel({ worlds, checks, isNumbered }: TradeOffPanelProps) {
  const { theNumber } = worlds.lesson;
  const [before, after] = theNumber.numbers.map((id) => {
    const engine = checks?.find(({ number }) => number.id === id)?.engine;
    return isNumbered && engine !== undefined ? measured(engine) : '?';
  });
  return (
    <div className="interview-numbers">
      <p className="interview-number">
        <output aria-label="The number" aria-live="off">
          {before} → {after}
        </output>{' '}
        <span>{theNumber.word}</span>
      </p>
      <TradeOffStrip worlds={worlds} />
    </div>
  );
}

/** Both worlds up to the playhead, side by side. */
function TradeOffStrip({ worlds }: { worlds: LessonWorlds<Card> }) {
  const tradeOffs = useTradeOffs(worlds, true);
  if (tradeOffs === null) return null;
  const kinds = tradeOffKinds.filter((kind) => isTold(kind, tradeOffs));
  const columns = { '--kinds': kinds.length } as CSSProperties;
  return (
    <table className="interview-strip" style={columns}>
      <caption className="ui-visually-hidden">What is won, and what it costs, so far</caption>
      <thead>
        <tr>
          {kinds.map(({ name, title }) => (
            <th key={name} scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {worlds.lesson.worlds.map(({ id, title }, world) => (
          <tr key={id}>
            <th scope="row">{title}</th>
            {kinds.map((kind) => (
              <td key={kind.name} data-best={isBest(kind, tradeOffs, world)}>
                {tradeOffText(kind, tradeOffs[world === 0 ? 0 : 1])}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Of both worlds up to the playhead; null where they are not wanted: they are read from the first fact on. */
export function useTradeOffs(
  worlds: LessonWorlds<Card>,
  areWanted: boolean,
): readonly [TradeOffs, TradeOffs] | null {
  return useWorlds(worlds, ({ slots }) => {
    if (!areWanted) return null;
    const [without, mended] = slots.map(({ session }) => tradeOffsOf(session.timeline.world));
    if (without === undefined || mended === undefined)
      throw new RangeError('a card has two worlds');
    return [without, mended] as const;
  });
}

/** The better of two that differ, as they are written. */
function isBest(
  kind: (typeof tradeOffKinds)[number],
  tradeOffs: readonly TradeOffs[],
  at: number,
): boolean {
  const { name, better } = kind;
  const own = tradeOffs[at];
  const other = tradeOffs[1 - at];
  if (own === undefined || other === undefined) return false;
  if (tradeOffText(kind, own) === tradeOffText(kind, other)) return false;
  const [a, b] = [own[name], other[name]];
  if (a === null || b === null) return false;
  return better === 'less' ? a < b : a > b;
}
