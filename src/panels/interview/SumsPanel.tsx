/**
 * SumsPanel is the question with its arithmetic: the load as a sentence whose numbers can be turned, and
 * beneath it what they come to by hand, beside what the engine measured.
 */
import {
  type Card,
  type CardCheck,
  type CardNumber,
  decidedNumbers,
  measured,
} from '../../interview/cards/index.ts';
import { NumberKnob } from '../../ui/index.ts';
import './InterviewPanels.css';

export interface SumsPanelProps {
  readonly card: Card;
  readonly values: readonly number[];
  /** null: the engine is still counting. */
  readonly checks: readonly CardCheck[] | null;
  /** Whether what the engine measured may be shown. */
  readonly isMeasured: boolean;
  readonly onTurn: (control: number, value: number) => void;
}

export function SumsPanel(props: SumsPanelProps) {
  const { card, values, checks, isMeasured, onTurn } = props;
  const { controls, asked, state } = card;
  return (
    <div className="interview-sums">
      <p className="interview-asked told">{asked}</p>
      <p className="interview-state">“{state}”</p>
      {controls.length > 0 && (
        <p className="interview-sentence">
          {controls.map(({ label, before, after, unit, min, max, step, standard }, i) => (
            <span key={label}>
              {before}{' '}
              <NumberKnob
                label={label}
                unit={unit}
                value={values[i] ?? standard}
                min={min}
                max={max}
                step={step}
                onInput={(value) => onTurn(i, value)}
                onChange={(value) => onTurn(i, value)}
              />
              {/^[,/]/.test(after) ? after : ` ${after}`}
              {/^[,/]/.test(controls[i + 1]?.before ?? '') ? '' : ' '}
            </span>
          ))}
        </p>
      )}
      <table>
        <thead>
          <tr>
            <th scope="col">what</th>
            <th scope="col">by hand</th>
            <th scope="col">the engine</th>
          </tr>
        </thead>
        <tbody>
          {shownNumbers(card).map((number) => {
            const check = checks?.find((one) => one.number.id === number.id);
            const { text } = number.byHand(values);
            return (
              <tr key={number.id}>
                <th scope="row">{number.label}</th>
                <td className="interview-sum" data-short={text.length <= SHORT}>
                  {text}
                </td>
                <td>{!isMeasured ? '?' : check === undefined ? '…' : measured(check.engine)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

/** A sum of so many characters is not broken. */
const SHORT = 26;

/** What the sentence decides; where it decides nothing, the two numbers that the card is about. */
export function shownNumbers(card: Card): readonly CardNumber[] {
  const decided = decidedNumbers(card);
  if (decided.length > 0) return decided;
  return card.numbers.filter(({ id }) => card.theNumber.numbers.includes(id));
}
