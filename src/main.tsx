/** The composition root: the only file that knows every part. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { LabMode } from './modes/index.ts';
import { readRunLink, shippedScenario, shippedScenarios, writeRunLink } from './scenarios/index.ts';
import { Session, SessionProvider, type SessionStart } from './store/index.ts';
import './ui/index.ts';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element with the id "root"');

const session = new Session(startOf(location.hash), () => performance.now());
const problem = problemOf(location.hash);
if (problem !== null) session.set({ problem });

showTheme();
session.store.subscribe(showTheme);
keepLink();
runFrames();
// A cold link opens on a running system, with its pause in reach; not for those who asked for no motion.
if (location.hash === '' && !matchMedia('(prefers-reduced-motion: reduce)').matches) {
  session.togglePlaying();
}

createRoot(root).render(
  <StrictMode>
    <SessionProvider session={session}>
      <LabMode readSystems={shippedScenarios} />
    </SessionProvider>
  </StrictMode>,
);

function startOf(hash: string): SessionStart {
  const reading = readRunLink(hash);
  return reading?.ok ? reading.link : { scenario: shippedScenario('payment-system') };
}

function problemOf(hash: string): string | null {
  const reading = readRunLink(hash);
  return reading === null || reading.ok ? null : reading.error;
}

/** The address always holds the run, so that a reload, the back button and a copied link restore it. */
function keepLink(): void {
  const write = (): void => {
    const { seed, acts, leftOut, nowUs } = session.timeline;
    const hash = writeRunLink({
      scenario: session.system,
      presets: session.presets,
      seed,
      acts: acts.map((placed) => placed.act),
      leftOut,
      atUs: nowUs,
    });
    history.replaceState(null, '', `#${hash}`);
  };
  session.onChange(write);
  // While it plays nothing settles; what was last seen is written when the page goes.
  window.addEventListener('pagehide', write);
  window.addEventListener('hashchange', () => {
    const reading = readRunLink(location.hash);
    if (reading === null) return;
    if (reading.ok) session.open(reading.link);
    else session.set({ problem: reading.error });
  });
}

function runFrames(): void {
  const frame = (nowMs: number): void => {
    session.frame(nowMs);
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}

function showTheme(): void {
  const { theme, isPresenting } = session.store.getState();
  const { dataset } = document.documentElement;
  if (theme === 'system') delete dataset['theme'];
  else dataset['theme'] = theme;
  if (isPresenting) dataset['size'] = 'presenter';
  else delete dataset['size'];
}
