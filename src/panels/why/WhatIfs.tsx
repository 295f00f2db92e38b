/** WhatIfs offers the other runs: without what somebody did, or with the mechanism that was missing. */
import { GitFork } from 'lucide-react';
import { differencesOf, missingMechanism, whatIfsOf } from '../../explain/index.ts';
import { useAtPlayhead, useSessionActions } from '../../store/index.ts';
import { Button } from '../../ui/index.ts';
import { SentenceText } from './SentenceText.tsx';
import './Why.css';

export interface WhatIfsProps {
  readonly fact: number;
  /** Says first what was missing; not where the sentence above has said it. */
  readonly tellsMissing: boolean;
}

export function WhatIfs({ fact, tellsMissing }: WhatIfsProps) {
  const session = useSessionActions();
  const { missing, labels } = useAtPlayhead(({ world }) => ({
    missing: missingMechanism(world, world.trace, fact)?.sentence ?? null,
    labels: whatIfsOf(world, world.trace, fact).map(({ label }) => label),
  }));
  const tryIt = (label: string): void => {
    const { world } = session.timeline;
    const whatIf = whatIfsOf(world, world.trace, fact).find((one) => one.label === label);
    if (whatIf !== undefined) session.tryWhatIf(whatIf, differencesOf);
  };
  return (
    <>
      {tellsMissing && missing !== null && (
        <p className="why-missing">
          <SentenceText sentence={missing} />
        </p>
      )}
      {labels.length > 0 && (
        <ul className="what-ifs" aria-label="What if?">
          {labels.map((label) => (
            <li key={label}>
              <Button variant="quiet" icon={<GitFork />} onClick={() => tryIt(label)}>
                What {label}?
              </Button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
