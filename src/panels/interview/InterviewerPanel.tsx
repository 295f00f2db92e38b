/**
 * InterviewerPanel is the side of whoever asks: labels that are taken away, a fault that nobody expects, what
 * the candidate has shown, and notes that stay in this browser.
 */
import { useState } from 'react';
import type { Card } from '../../interview/cards/index.ts';
import { type InterviewerSheet, MOST_NOTES, probesHeard } from '../../interview/index.ts';
import type { LessonWorlds } from '../../lessons/index.ts';
import { Button, NumberKnob } from '../../ui/index.ts';
import { type FaultChoice, faultsIn, type SecretFaultInHand } from './useSecretFault.ts';
import './InterviewPanels.css';

export interface InterviewerPanelProps {
  readonly worlds: LessonWorlds<Card>;
  /** The position of the world that is shown. */
  readonly shown: number;
  readonly areLabelsHidden: boolean;
  readonly onHideLabels: () => void;
  readonly secret: SecretFaultInHand;
  readonly sheet: InterviewerSheet;
  readonly onSheet: (sheet: InterviewerSheet) => void;
}

const SOON_S = 20;

export function InterviewerPanel(props: InterviewerPanelProps) {
  const { areLabelsHidden, onHideLabels, sheet, onSheet } = props;
  return (
    <aside className="interviewer" aria-label="The interviewer’s side">
      <h2>The interviewer’s side</h2>
      <section aria-label="Labels">
        <Button keyHint="H" pressed={areLabelsHidden} onClick={onHideLabels}>
          Hide labels
        </Button>
        <p>Marks and counts stay. Ask: what is this state called?</p>
      </section>
      <SecretFaultForm {...props} />
      <fieldset className="interviewer-heard">
        <legend>Heard so far</legend>
        {probesHeard.map(({ id, title }) => (
          <label key={id}>
            <input
              type="checkbox"
              checked={sheet.heard.includes(id)}
              onChange={(event) => {
                const others = sheet.heard.filter((one) => one !== id);
                onSheet({
                  ...sheet,
                  heard: event.currentTarget.checked ? [...others, id] : others,
                });
              }}
            />
            {title}
          </label>
        ))}
      </fieldset>
      <label className="interviewer-notes">
        Notes, kept in this browser only
        <textarea
          rows={5}
          maxLength={MOST_NOTES}
          value={sheet.notes}
          onChange={(event) => onSheet({ ...sheet, notes: event.currentTarget.value })}
        />
      </label>
    </aside>
  );
}

function SecretFaultForm({ worlds, shown, secret }: InterviewerPanelProps) {
  const [choice, setChoice] = useState<FaultChoice>('any');
  const [afterS, setAfterS] = useState(SOON_S);
  const [isTold, tell] = useState(false);
  const { fault, arm, forget } = secret;
  const known = faultsIn(worlds.slots[shown]?.session ?? worlds.lead);
  return (
    <section aria-label="A secret fault">
      <h3>A secret fault</h3>
      {fault.stage === 'none' && (
        <>
          <p className="interviewer-line">
            <select
              aria-label="Which fault"
              value={choice}
              onChange={(event) => setChoice(event.currentTarget.value as FaultChoice)}
            >
              <option value="any">any of them</option>
              {known.map(({ id, label }) => (
                <option key={id} value={id}>
                  {label}
                </option>
              ))}
            </select>
            <span>
              in{' '}
              <NumberKnob
                label="Seconds until the fault"
                unit="seconds"
                min={1}
                max={120}
                step={1}
                value={afterS}
                onChange={setAfterS}
              />{' '}
              s
            </span>
          </p>
          <Button
            onClick={() => {
              tell(false);
              arm(choice, afterS);
            }}
          >
            Queue it
          </Button>
        </>
      )}
      {fault.stage === 'armed' && (
        <>
          <p role="status">It is queued. Nothing on the board tells.</p>
          <Button onClick={forget}>Call it off</Button>
        </>
      )}
      {fault.stage === 'fired' && (
        <>
          <p role="status">
            {isTold
              ? `${fault.label}, at ${(fault.atUs / 1_000_000).toFixed(2)} s.`
              : 'It has happened. What did the candidate see?'}
          </p>
          <p className="interviewer-line">
            {!isTold && <Button onClick={() => tell(true)}>Show what it was</Button>}
            <Button onClick={forget}>Another one</Button>
          </p>
        </>
      )}
    </section>
  );
}
