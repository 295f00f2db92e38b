/** showChallenges opens the page of challenges in a root: its own session, its own address. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import {
  type Attempt,
  challenges,
  noneSolved,
  plainDesign,
  readAttempt,
  readSolved,
  type Solved,
  writeAttempt,
  writeSolved,
} from '../../challenges/index.ts';
import { Session, SessionProvider } from '../../store/index.ts';
import { ChallengeMode, scenarioOf } from './ChallengeMode.tsx';

const KEPT_AS = 'queuescope.solved';

/** Returns the session, for whoever gives it frames. */
export function showChallenges(root: HTMLElement): Session {
  const reading = readAttempt(location.hash);
  const initial = reading.ok ? reading.attempt : firstAttempt();
  const session = new Session({ scenario: scenarioOf(initial) }, () => performance.now());
  if (!reading.ok) session.set({ problem: reading.error });
  window.addEventListener('hashchange', () => {
    // Another problem by its link, or another page.
    if (location.hash !== `#${kept}`) location.reload();
  });
  let kept = location.hash.slice(1);
  const keep = (attempt: Attempt, solved: Solved): void => {
    kept = writeAttempt(attempt);
    history.replaceState(null, '', `#${kept}`);
    remember(solved);
  };
  createRoot(root).render(
    <StrictMode>
      <SessionProvider session={session}>
        <ChallengeMode initial={initial} initialSolved={remembered()} keep={keep} />
      </SessionProvider>
    </StrictMode>,
  );
  return session;
}

function firstAttempt(): Attempt {
  const [challenge] = challenges;
  if (challenge === undefined) throw new Error('there are no challenges');
  return { kind: 'challenge', challenge, design: plainDesign(challenge) };
}

/** A browser that keeps nothing (a private window, say) is no reason not to play. */
function remembered(): Solved {
  try {
    return readSolved(localStorage.getItem(KEPT_AS));
  } catch {
    return noneSolved;
  }
}

function remember(solved: Solved): void {
  try {
    localStorage.setItem(KEPT_AS, writeSolved(solved));
  } catch {
    // Nothing is lost but the list's scores.
  }
}
