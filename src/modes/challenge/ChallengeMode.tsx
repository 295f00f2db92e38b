/**
 * ChallengeMode is a problem beside its run: one chooses a design, the engine tests it with every seed, and
 * the run that is shown is the run that was judged.
 */
import { useState } from 'react';
import {
  type Attempt,
  challenges,
  claims,
  idOf,
  instantsMs,
  judge,
  type Outcome,
  outcomeOf,
  plainDesign,
  type Solved,
  systemOf,
  systemWith,
  type Verdict,
  withSolved,
} from '../../challenges/index.ts';
import type { Scenario } from '../../engine/index.ts';
import {
  ChallengeList,
  ChartPanel,
  ClaimPanel,
  ConservationPanel,
  DesignPanel,
  ModeNav,
  NarrationPanel,
  ProblemNote,
  StagePanel,
  TimeControls,
  useTimeKeys,
} from '../../panels/index.ts';
import { useSessionActions } from '../../store/index.ts';
import { StatusRegion } from '../../ui/index.ts';
import './ChallengeMode.css';

/** A run is shown in about this many seconds. */
const SHOW_S = 12;

export interface ChallengeModeProps {
  readonly initial: Attempt;
  readonly initialSolved: Solved;
  /** Keeps what is tried, and what is solved. */
  readonly keep: (attempt: Attempt, solved: Solved) => void;
}

export function ChallengeMode({ initial, initialSolved, keep }: ChallengeModeProps) {
  const session = useSessionActions();
  const [attempt, setAttempt] = useState(initial);
  const [solved, setSolved] = useState(initialSolved);
  const [verdict, setVerdict] = useState<Verdict | null>(null);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [tries, setTries] = useState(0);
  useTimeKeys();

  const show = (next: Attempt): void => {
    setAttempt(next);
    setVerdict(null);
    setOutcome(null);
    keep(next, solved);
    session.open({ scenario: scenarioOf(next) });
  };
  const play = (score: number): void => {
    const better = withSolved(solved, idOf(attempt), score);
    setSolved(better);
    keep(attempt, better);
    session.open({ scenario: scenarioOf(attempt) });
    session.setPace(paceFor(session.timeline.endUs));
    session.togglePlaying();
  };

  return (
    <div className="challenge">
      <header className="header">
        <h1 className="header-name">Queuescope</h1>
        <ModeNav current="challenges" />
        <ChallengeList
          current={idOf(attempt)}
          solved={solved}
          choose={(id) => {
            setTries(0);
            show(beginning(id));
          }}
        />
      </header>
      <main className="challenge-main">
        <div className="challenge-side">
          {attempt.kind === 'challenge' ? (
            <DesignPanel
              challenge={attempt.challenge}
              design={attempt.design}
              verdict={verdict}
              choose={(design) => show({ ...attempt, design })}
              test={() => {
                const found = judge(attempt.challenge, attempt.design);
                setVerdict(found);
                play(found.score);
              }}
            />
          ) : (
            <ClaimPanel
              claim={attempt.claim}
              mishap={attempt.mishap}
              atMs={attempt.atMs}
              outcome={outcome}
              tries={tries}
              choose={(mishap, atMs) => show({ ...attempt, mishap, atMs })}
              test={() => {
                const found = outcomeOf(attempt.claim, attempt.mishap, attempt.atMs);
                setOutcome(found);
                setTries(tries + 1);
                play(found.isKept ? 0 : 100);
              }}
            />
          )}
        </div>
        <div className="challenge-stage">
          <StagePanel />
        </div>
        <div className="challenge-story">
          <NarrationPanel />
        </div>
        <div className="challenge-time">
          <ConservationPanel />
          <ChartPanel />
        </div>
      </main>
      <footer className="challenge-controls">
        <section className="controls" aria-label="Controls">
          <TimeControls />
        </section>
      </footer>
      <ProblemNote />
      <StatusRegion />
    </div>
  );
}

export function scenarioOf(attempt: Attempt): Scenario {
  return attempt.kind === 'challenge'
    ? systemOf(attempt.challenge, attempt.design)
    : systemWith(attempt.claim, attempt.mishap, attempt.atMs);
}

function beginning(id: string): Attempt {
  const challenge = challenges.find((one) => one.id === id);
  if (challenge !== undefined)
    return { kind: 'challenge', challenge, design: plainDesign(challenge) };
  const claim = claims.find((one) => one.id === id);
  if (claim === undefined) throw new Error(`there is no problem called ${id}`);
  return { kind: 'claim', claim, mishap: null, atMs: instantsMs[12] ?? 0 };
}

/** The position of the pace at which so much simulated time takes about as long as one likes to look. */
function paceFor(lengthUs: number): number {
  return lengthUs > SHOW_S * 3_000_000 ? 5 : 4;
}
