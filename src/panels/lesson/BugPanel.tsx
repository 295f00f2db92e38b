/**
 * BugPanel is the examination of one design: three faults to expose its flaw, one change to cure it, and
 * the same faults again. What the runs counted stands beside the verdict.
 */
import {
  type FlawId,
  flaws,
  type InjectionId,
  injections,
  type SortBet,
  verdicts,
} from '../../lessons/course/index.ts';
import {
  faultsLeft,
  isProven,
  isSound,
  type LessonWorlds,
  type Trial,
} from '../../lessons/index.ts';
import { Button, SegmentedControl } from '../../ui/index.ts';
import { figure } from './figure.ts';
import { Told } from './Told.tsx';

export interface BugPanelProps {
  readonly worlds: LessonWorlds;
  readonly bet: SortBet;
  readonly bins: Readonly<Record<string, string>>;
  readonly trials: Readonly<Record<string, Trial>>;
  /** The design in hand, by its id. */
  readonly design: string;
  readonly onDesign: (id: string) => void;
  readonly onInject: (id: InjectionId) => void;
  readonly onRunOut: () => void;
  readonly onCure: (flaw: FlawId) => void;
  readonly onAgain: () => void;
}

export function BugPanel(props: BugPanelProps) {
  const { worlds, bet, bins, trials, design, onDesign, onInject, onRunOut, onCure, onAgain } =
    props;
  const trial = trials[design];
  const left = faultsLeft(trial);
  const isExamined = trial !== undefined && Object.keys(trial.before).length > 0;
  const suspected = bet.bins.find(({ id }) => id === bins[design])?.text ?? '';
  const caused = trial?.faults ?? [];
  return (
    <section className="lesson-step" aria-label="Examine a design">
      <h2 className="lesson-heading">Examine a design</h2>
      <SegmentedControl
        label="Design"
        segments={worlds.slots.map(({ id, letter }) => ({
          value: id,
          label: isProven(trials[id]) ? `${letter} proven` : letter,
        }))}
        value={design}
        onChange={onDesign}
      />
      <Told>You suspect: {suspected}.</Told>
      {!isExamined && (
        <>
          <p className="lesson-note" role="status">
            {left === 0 ? 'No fault is left.' : `${left} of 3 faults left.`}{' '}
            {caused.length > 0 && `Caused: ${caused.map(({ id }) => labelOf(id)).join(', ')}.`}
          </p>
          <div className="lesson-options">
            {injections.map(({ id, key, label }) => (
              <Button key={id} keyHint={key} disabled={left === 0} onClick={() => onInject(id)}>
                {label}
              </Button>
            ))}
          </div>
          <div className="lesson-actions">
            <Button variant="primary" disabled={caused.length === 0} onClick={onRunOut}>
              Run it to the end
            </Button>
          </div>
        </>
      )}
      {isExamined && (
        <>
          <Evidence trial={trial} />
          {trial.after === null ? (
            <>
              <Told>
                {isSound(trial.before)
                  ? 'These faults show nothing. Others might.'
                  : 'One change is yours. The same faults come again.'}
              </Told>
              <div className="lesson-options">
                {flaws.map(({ id, cure }) => (
                  <Button key={id} disabled={isSound(trial.before)} onClick={() => onCure(id)}>
                    {cure}
                  </Button>
                ))}
              </div>
            </>
          ) : (
            <p className="told lesson-told" role="status">
              {isProven(trial)
                ? 'Proven: the same faults, and every promise kept.'
                : 'Not cured: the design had that already.'}
            </p>
          )}
          <div className="lesson-actions">
            <Button onClick={onAgain}>This design again</Button>
          </div>
        </>
      )}
    </section>
  );
}

function labelOf(id: string): string {
  return injections.find((one) => one.id === id)?.label ?? id;
}

/** What the design is held to, before the change and after it. */
function Evidence({ trial }: { trial: Trial }) {
  const change = flaws.find(({ id }) => id === trial.change)?.cure;
  return (
    <table className="lesson-result">
      <caption className="lesson-note">
        {trial.faults
          .map(({ id, atUs }) => `${labelOf(id)} at ${(atUs / 1e6).toFixed(1)} s`)
          .join('; ')}
      </caption>
      <thead>
        <tr>
          <td />
          <th scope="col">as it was</th>
          <th scope="col">{change === undefined ? 'at most' : `with ${change}`}</th>
        </tr>
      </thead>
      <tbody>
        {verdicts.map(({ id, label, limit }) => {
          const before = trial.before[id] ?? 0;
          const after = trial.after?.[id];
          return (
            <tr key={id}>
              <th scope="row">{label}</th>
              <td data-verdict={before > limit ? 'wrong' : 'right'}>
                {figure(before)}
                {before > limit && <span className="lesson-verdict">broken</span>}
              </td>
              <td>{figure(after ?? limit)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
