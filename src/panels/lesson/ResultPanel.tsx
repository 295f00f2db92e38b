/**
 * ResultPanel puts bet, sight and engine side by side, explains from the trace why it was so, and shows the
 * sums that come to the same on a whiteboard.
 */
import type { ReactNode } from 'react';
import { missingMechanism, plain, type Sentence, whyOf } from '../../explain/index.ts';
import {
  type Because,
  type BetAnswer,
  type BetVerdict,
  type Lesson,
  seenVerdict,
} from '../../lessons/course/index.ts';
import { factOf, type LessonWorlds, type Seen, seenText } from '../../lessons/index.ts';
import { SessionProvider } from '../../store/index.ts';
import { Button } from '../../ui/index.ts';
import { SentenceText } from '../index.ts';
import { CurveBoard } from './CurveBoard.tsx';
import { figure } from './figure.ts';
import { useWorlds } from './useWorlds.ts';

export interface ResultPanelProps {
  readonly lesson: Lesson;
  readonly worlds: LessonWorlds;
  readonly bet: BetAnswer | null;
  readonly verdict: BetVerdict | null;
  readonly seen: Seen | null;
  /** What the engine counts in the lesson's own worlds; null: it is still counting. */
  readonly counts: ReadonlyMap<string, number> | null;
  readonly onNext: () => void;
}

export function ResultPanel(props: ResultPanelProps) {
  const { lesson, worlds, bet, verdict, seen, counts, onNext } = props;
  return (
    <section className="lesson-step" aria-label="The result">
      <h2 className="lesson-heading">Your bet, your eyes, the engine</h2>
      <ResultTable lesson={lesson} verdict={verdict} seen={seen} counts={counts} />
      {verdict?.belief != null && (
        <p className="lesson-note">It is often believed: “{verdict.belief}”.</p>
      )}
      {lesson.bet?.kind === 'curve' && bet?.kind === 'curve' && verdict !== null && (
        <CurveBoard bet={lesson.bet} heights={bet.heights} onChange={null} truth={verdict.truth} />
      )}
      <h2 className="lesson-heading">Why</h2>
      {lesson.shown.map((sentence) => (
        <p key={sentence} className="told lesson-told">
          {sentence}
        </p>
      ))}
      {lesson.because.map(({ world, fact, which }) => (
        <Reason key={`${world} ${fact}`} worlds={worlds} world={world} fact={fact} which={which} />
      ))}
      <SumTable counts={counts} lesson={lesson} />
      <div className="lesson-actions">
        <Button variant="primary" keyHint="→" onClick={onNext}>
          A question more
        </Button>
      </div>
    </section>
  );
}

/** Row by row: what was bet, what was seen, what the engine counted. */
function ResultTable({
  lesson,
  verdict,
  seen,
  counts,
}: Pick<ResultPanelProps, 'lesson' | 'verdict' | 'seen' | 'counts'>) {
  const { observe } = lesson;
  const counted = observe.kind === 'count' ? counts?.get(observe.number) : undefined;
  const right =
    observe.kind === 'choice' ? observe.options.find(({ id }) => id === observe.right)?.text : null;
  const isSeen =
    seen === null || (observe.kind === 'count' && counted === undefined)
      ? null
      : seenVerdict(observe, seen, counted ?? 0);
  return (
    <table className="lesson-result">
      <thead>
        <tr>
          <td />
          <th scope="col">you</th>
          <th scope="col">the engine</th>
        </tr>
      </thead>
      <tbody>
        {verdict?.rows.map(({ id, about, mine, engine, isRight }) => (
          <tr key={id}>
            <th scope="row">bet{about === '' ? '' : `: ${about}`}</th>
            <Verdict isRight={isRight}>{mine}</Verdict>
            <td>{engine}</td>
          </tr>
        ))}
        <tr>
          <th scope="row">seen: {shortened(observe.asks)}</th>
          <Verdict isRight={isSeen}>{seenText(observe, seen)}</Verdict>
          <td>{right ?? (counted === undefined ? '…' : counted.toLocaleString('en-GB'))}</td>
        </tr>
      </tbody>
    </table>
  );
}

function Verdict({ isRight, children }: { isRight: boolean | null; children: ReactNode }) {
  return (
    <td data-verdict={isRight === null ? 'none' : isRight ? 'right' : 'wrong'}>
      {children}
      {isRight !== null && <span className="lesson-verdict">{isRight ? ' right' : ' not so'}</span>}
    </td>
  );
}

/** The question without its world: "how many were LOST?" */
function shortened(asks: string): string {
  const end = asks.lastIndexOf(': ');
  return end < 0 ? asks : asks.slice(end + 2);
}

/** Why a fact of a world happened, link by link, and what would have prevented it. */
function Reason({ worlds, world, fact, which }: { worlds: LessonWorlds } & Because) {
  const slot = worlds.slots.find(({ id }) => id === world);
  const told = useWorlds(worlds, (): Told | null => {
    if (slot === undefined) return null;
    const { world: now } = slot.session.timeline;
    const found = factOf(now.trace, fact, which);
    if (found === null) return null;
    return {
      chain: whyOf(now, now.trace, found),
      missing: missingMechanism(now, now.trace, found)?.sentence ?? null,
    };
  });
  if (slot === undefined || told === null) return null;
  return (
    <SessionProvider session={slot.session}>
      <div className="lesson-reason">
        <span className="lesson-letter">{slot.letter}</span>
        <ol>
          {told.chain.map((link) => (
            <li key={plain(link)} data-rule={plain(link).startsWith('Rule: ')}>
              <SentenceText sentence={link} />
            </li>
          ))}
          {told.missing !== null && (
            <li>
              <SentenceText sentence={told.missing} />
            </li>
          )}
        </ol>
      </div>
    </SessionProvider>
  );
}

interface Told {
  readonly chain: readonly Sentence[];
  readonly missing: Sentence | null;
}

/** The sums of the lesson, each with what the engine counted. */
function SumTable({ lesson, counts }: Pick<ResultPanelProps, 'lesson' | 'counts'>) {
  return (
    <>
      <h2 className="lesson-heading">Check it by hand</h2>
      <table className="lesson-sums">
        <thead className="ui-visually-hidden">
          <tr>
            <th scope="col">what</th>
            <th scope="col">by hand</th>
            <th scope="col">the engine</th>
          </tr>
        </thead>
        <tbody>
          {lesson.numbers.map(({ id, label, sum }) => {
            const counted = counts?.get(id);
            return (
              <tr key={id}>
                <th scope="row">{label}</th>
                <td className="lesson-sum">{sum}</td>
                <td>{counted === undefined ? '…' : figure(counted)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </>
  );
}
