/** WhatIfCard sets the two runs of a what-if side by side, in the numbers that tell them apart. */
import { Undo2, X } from 'lucide-react';
import { useEffect } from 'react';
import type { Difference } from '../../explain/index.ts';
import { useSession, useSessionActions, type WhatIfState } from '../../store/index.ts';
import { announce, Button, IconButton } from '../../ui/index.ts';
import { MarkIcon } from '../mark/MarkIcon.tsx';
import './Why.css';

export function WhatIfCard() {
  const session = useSessionActions();
  const { whatIf } = useSession(({ whatIf }) => ({ whatIf }));
  useEffect(() => {
    if (whatIf !== null && whatIf.differences !== null)
      announce(spoken(whatIf), { visible: false });
  }, [whatIf]);
  if (whatIf === null) return null;
  const { label, untilUs, isForked, differences } = whatIf;
  return (
    <section className="what-if" aria-label="What if">
      <header className="what-if-head">
        <h3>What {label}?</h3>
        <IconButton
          variant="quiet"
          icon={<X />}
          label="Let go of the comparison"
          onClick={() => session.endWhatIf()}
        />
      </header>
      {differences === null ? (
        <p className="what-if-note">Both runs are being played to {seconds(untilUs)}.</p>
      ) : differences.length === 0 ? (
        <p className="what-if-note">Nothing would be different by {seconds(untilUs)}.</p>
      ) : (
        <table className="what-if-table">
          <caption>by {seconds(untilUs)}</caption>
          <thead>
            <tr>
              <td />
              <th scope="col">as it was</th>
              <td aria-hidden="true" />
              <th scope="col">then</th>
            </tr>
          </thead>
          <tbody>
            {differences.map((row) => (
              <DifferenceRow key={row.id} row={row} />
            ))}
          </tbody>
        </table>
      )}
      {isForked ? (
        <p className="what-if-note">
          This is the run on screen now; what was is dotted in the chart.{' '}
          <Button variant="quiet" icon={<Undo2 />} keyHint="Z" onClick={() => session.undo()}>
            Back to what was
          </Button>
        </p>
      ) : (
        <p className="what-if-note">
          No knob changes this while it runs: the run on screen stays as it is.
        </p>
      )}
    </section>
  );
}

function DifferenceRow({ row }: { row: Difference }) {
  return (
    <tr>
      <th scope="row">
        <span className="what-if-mark">
          {row.mark !== null && <MarkIcon kind={row.mark} radius={5} />}
        </span>
        {row.title}
      </th>
      <td>{amount(row, row.before)}</td>
      <td aria-hidden="true">→</td>
      <td>
        <strong>{amount(row, row.after)}</strong>
      </td>
    </tr>
  );
}

function amount({ unit }: Difference, value: number): string {
  return unit === 'us' ? seconds(value) : value.toLocaleString('en-GB');
}

function seconds(us: number): string {
  return `${(us / 1e6).toLocaleString('en-GB', { maximumFractionDigits: 2 })} s`;
}

/** The table in a sentence, for those who listen. */
function spoken({ label, untilUs, differences }: WhatIfState): string {
  const rows = (differences ?? []).map(
    (row) => `${row.title} ${amount(row, row.before)} becomes ${amount(row, row.after)}`,
  );
  const what = rows.length === 0 ? 'nothing would be different' : rows.join(', ');
  return `What ${label}: by ${seconds(untilUs)} ${what}.`;
}
