/**
 * PartsPanel is the machine taken apart: each part can be dragged off, or pressed off, and the machine runs
 * without it. The table fills with the learner's own runs, and with nothing else.
 */
import { useState } from 'react';
import type { SortBet } from '../../lessons/course/index.ts';
import type { Trial } from '../../lessons/index.ts';
import { Told } from './Told.tsx';

export interface PartsPanelProps {
  readonly bet: SortBet;
  /** What was bet, by part. */
  readonly bins: Readonly<Record<string, string>>;
  /** What the runs have shown, by part. */
  readonly trials: Readonly<Record<string, Trial>>;
  /** The part that is off, by its id. */
  readonly off: string | null;
  readonly onTakeOff: (part: string) => void;
}

export function PartsPanel({ bet, bins, trials, off, onTakeOff }: PartsPanelProps) {
  const [isOver, setOver] = useState(false);
  const word = (bin: string | undefined): string =>
    bet.bins.find(({ id }) => id === bin)?.text ?? '';
  const tried = bet.items.filter(({ id }) => trials[id] !== undefined).length;
  return (
    <section className="lesson-step" aria-label="The machine, taken apart">
      <h2 className="lesson-heading">The machine, taken apart</h2>
      <Told>Drag a part off, or press it. B runs without it.</Told>
      <div className="lesson-parts">
        {bet.items.map(({ id, text }) => (
          <button
            key={id}
            type="button"
            className="lesson-part"
            draggable
            aria-pressed={off === id}
            onClick={() => onTakeOff(id)}
            onDragStart={(event) => {
              event.dataTransfer.setData('text/plain', id);
              event.dataTransfer.effectAllowed = 'move';
            }}
          >
            {text}
          </button>
        ))}
      </div>
      <section
        className="lesson-bench"
        data-over={isOver}
        aria-label="Taken off"
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          const id = event.dataTransfer.getData('text/plain');
          if (bet.items.some((item) => item.id === id)) onTakeOff(id);
        }}
      >
        {off === null
          ? 'taken off: nothing'
          : `taken off: ${bet.items.find(({ id }) => id === off)?.text}`}
      </section>
      <table className="lesson-result">
        <caption className="ui-visually-hidden">Part, promise, orders broken</caption>
        <thead>
          <tr>
            <th scope="col">without</th>
            <th scope="col">some orders are</th>
            <th scope="col">broken of 10</th>
          </tr>
        </thead>
        <tbody>
          {bet.items.map(({ id, text, right, because }) => {
            const trial = trials[id];
            const isRight = bins[id] === right;
            return (
              <tr key={id}>
                <th scope="row">{text}</th>
                <td>
                  {trial === undefined ? (
                    <span className="lesson-verdict">you bet: {word(bins[id])}</span>
                  ) : (
                    <>
                      {word(right)}
                      <span className="lesson-verdict">
                        {isRight ? 'as you bet. ' : `you bet: ${word(bins[id])}. `}
                        {because}
                      </span>
                    </>
                  )}
                </td>
                <td>{trial === undefined ? '' : trial.before['broken']}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <p className="lesson-note" role="status">
        {tried} of {bet.items.length} parts tried.
      </p>
    </section>
  );
}
