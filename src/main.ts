/**
 * The composition root: the only file that knows every part.
 *
 * What it imports at once is what the first picture needs: the engine, the session, the stage. React and
 * the panels are fetched while that appears, and what reads links when there is one to read.
 */
import { fetchChallenges, fetchCourse, fetchPage, showFirstPicture } from './modes/index.ts';
import { fetchLinks, firstScenario, type Links } from './scenarios/index.ts';
import { chartKinds, Session, type SessionStart } from './store/index.ts';
import './ui/fonts.css';
import './ui/theme.css';

interface Start {
  readonly run: SessionStart;
  /** What is wrong with the address. */
  readonly problem: string | null;
}

/** Where no address says otherwise. */
const cold: Start = { run: { scenario: firstScenario }, problem: null };

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element with the id "root"');

const isCold = location.hash === '';
const isChallenge = (): boolean => /^#(challenge|claim)=/.test(location.hash);
const isCourse = (): boolean => /^#(course|lesson)\b/.test(location.hash);
const page = isChallenge() || isCourse() ? null : fetchPage();
(page === null ? startOther(root) : start(root, page)).catch((error: unknown) => {
  root.textContent = 'This page could not be loaded as a whole. Load it again.';
  throw error;
});

/** A page beside the Lab. */
async function startOther(root: HTMLElement): Promise<void> {
  const session = isCourse()
    ? (await fetchCourse()).showCourse(root)
    : (await fetchChallenges()).showChallenges(root);
  showTheme(session);
  session.store.subscribe(() => showTheme(session));
  runFrames(session);
}

async function start(root: HTMLElement, page: ReturnType<typeof fetchPage>): Promise<void> {
  const { run, problem } = isCold ? cold : readAddress(await fetchLinks());
  const session = new Session(run, () => performance.now());
  if (problem !== null) session.set({ problem });
  showTheme(session);
  session.store.subscribe(() => showTheme(session));
  const endFirstPicture = showFirstPicture(root, session);
  runFrames(session);
  // A cold link opens on a running system, with its pause in reach; not for those who asked for no motion.
  if (isCold && !matchMedia('(prefers-reduced-motion: reduce)').matches) session.togglePlaying();

  const panels = (await page).showPage(root, session);
  endFirstPicture();
  // What writes the address brings the whole library: it does not compete with what there is to see.
  await panels;
  keepLink(session, await fetchLinks());
}

function readAddress({ readRunLink }: Links): Start {
  const reading = readRunLink(location.hash, chartKinds);
  if (reading === null) return cold;
  return reading.ok ? { run: reading.link, problem: null } : { ...cold, problem: reading.error };
}

/**
 * The address always holds the run and what is looked at, so that a reload and a copied link restore it.
 * Another run is another page of the history: the back button returns to the one before.
 */
function keepLink(session: Session, { readRunLink, writeRunLink }: Links): void {
  let { loading } = session.store.getState();
  const write = (): void => {
    const { system, presets, timeline, view } = session;
    const { seed, acts, leftOut, nowUs } = timeline;
    const isOther = session.store.getState().loading !== loading;
    loading = session.store.getState().loading;
    const made = acts.map((placed) => placed.act);
    const hash = writeRunLink({ system, presets, seed, acts: made, leftOut, atUs: nowUs, view });
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
    if (isChallenge() || isCourse()) location.reload();
    const reading = readRunLink(location.hash, chartKinds);
    if (reading === null) return;
    if (reading.ok) {
      // It is the page that the address already shows.
      loading++;
      session.open(reading.link);
    } else session.set({ problem: reading.error });
  });
}

function runFrames(session: Session): void {
  const frame = (nowMs: number): void => {
    session.frame(nowMs);
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}

function showTheme(session: Session): void {
  const { theme, isPresenting } = session.store.getState();
  const { dataset } = document.documentElement;
  if (theme === 'system') delete dataset['theme'];
  else dataset['theme'] = theme;
  if (isPresenting) dataset['size'] = 'presenter';
  else delete dataset['size'];
}
