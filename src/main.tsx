/** The composition root: the only file that knows every part. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { LabMode } from './modes/index.ts';
import { readRunLink, shippedScenario, shippedScenarios, writeRunLink } from './scenarios/index.ts';
import { chartKinds, Session, SessionProvider, type SessionStart } from './store/index.ts';
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
  const reading = readRunLink(hash, chartKinds);
  return reading?.ok ? reading.link : { scenario: shippedScenario('payment-system') };
}

function problemOf(hash: string): string | null {
  const reading = readRunLink(hash, chartKinds);
  return reading === null || reading.ok ? null : reading.error;
}

/**
 * The address always holds the run and what is looked at, so that a reload and a copied link restore it.
 * Another run is another page of the history: the back button returns to the one before.
 */
function keepLink(): void {
  let { loading } = session.store.getState();
  const write = (): void => {
    const { seed, acts, nowUs } = session.timeline;
    const isOther = session.store.getState().loading !== loading;
    loading = session.store.getState().loading;
    const hash = writeRunLink({
      scenario: session.system,
      presets: session.presets,
      seed,
      acts: acts.map((placed) => placed.act),
      atUs: nowUs,
      view: session.view,
    });
    if (location.hash === `#${hash}`) return;
    if (isOther) history.pushState(null, '', `#${hash}`);
    else history.replaceState(null, '', `#${hash}`);
  };
  session.onChange(write);
  session.store.subscribe((state, before) => {
    const isLookedAtAnew =
      state.selection !== before.selection ||
      state.queue !== before.queue ||
      state.chart !== before.chart ||
      state.stageView !== before.stageView;
    if (isLookedAtAnew && state.loading === before.loading) write();
  });
  // While it plays nothing settles; what was last seen is written when the page goes.
  window.addEventListener('pagehide', write);
  window.addEventListener('hashchange', () => {
    const reading = readRunLink(location.hash, chartKinds);
    if (reading === null) return;
    if (reading.ok) {
      // It is the page that the address already shows.
      loading++;
      session.open(reading.link);
    } else session.set({ problem: reading.error });
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
