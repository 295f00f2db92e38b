/**
 * The composition root: the only file that knows every part.
 *
 * What it imports at once is what the first picture needs: the engine, the session, the stage. React and
 * the panels are fetched while that appears, and what reads links when there is one to read.
 */
import {
  fetchChallenges,
  fetchCourse,
  fetchInterview,
  fetchPage,
  fetchPresent,
  showFirstPicture,
} from './modes/index.ts';
import { slowMotion } from './playback/index.ts';
import { fetchLinks, firstScenario, type Links, type RunLink } from './scenarios/index.ts';
import {
  chartKinds,
  type Session,
  type SessionStart,
  type SessionState,
  Workspace,
} from './store/index.ts';
import './ui/fonts.css';
import './ui/theme.css';

interface Start {
  readonly run: SessionStart;
  /** What it is compared with. */
  readonly compared: Pick<RunLink, 'others' | 'shown'> | null;
  /** What is wrong with the address. */
  readonly problem: string | null;
}

/** Where no address says otherwise. */
const cold: Start = { run: { scenario: firstScenario }, compared: null, problem: null };

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element with the id "root"');

const isCold = location.hash === '';
const isChallenge = (): boolean => /^#(challenge|claim)=/.test(location.hash);
/** A lesson in a frame of another page has a search for its address. */
const isCourse = (): boolean =>
  /[?&]embed=|#(course|lesson)\b/.test(location.search + location.hash);
const isInterview = (): boolean => /^#interview\b/.test(location.hash);
const isPresent = (): boolean => /^#(present|notes)=/.test(location.hash);
const isOther = (): boolean => isChallenge() || isCourse() || isInterview() || isPresent();
const page = isOther() ? null : fetchPage();
(page === null ? startOther(root) : start(root, page)).catch((error: unknown) => {
  root.textContent = 'This page could not be loaded as a whole. Load it again.';
  throw error;
});

/** A page beside the Lab. */
async function startOther(root: HTMLElement): Promise<void> {
  const session = await showOther(root);
  showTheme(session.store.getState());
  session.store.subscribe(showTheme);
  runFrames(session);
}

async function showOther(root: HTMLElement): Promise<Session> {
  if (isInterview()) return (await fetchInterview()).showInterview(root);
  if (isPresent()) return (await fetchPresent()).showPresent(root);
  if (isCourse()) return (await fetchCourse()).showCourse(root);
  return (await fetchChallenges()).showChallenges(root);
}

async function start(root: HTMLElement, page: ReturnType<typeof fetchPage>): Promise<void> {
  const { run, compared, problem } = isCold ? cold : readAddress(location.hash, await fetchLinks());
  const workspace = new Workspace(run, () => performance.now());
  if (problem !== null) workspace.session.set({ problem });
  showTheme(workspace.session.store.getState());
  workspace.onState(showTheme);
  const endFirstPicture =
    compared === null ? showFirstPicture(root, workspace.lab) : () => undefined;
  runFrames(workspace);
  // A cold link opens on a running system, with its pause in reach, and so slow that one sees the messages go;
  // not for those who asked for no motion.
  if (isCold && !matchMedia('(prefers-reduced-motion: reduce)').matches) {
    workspace.session.setPace(slowMotion);
    workspace.session.togglePlaying();
  }

  if (compared !== null) await workspace.compare([run, ...compared.others], compared.shown);
  const panels = (await page).showPage(root, workspace);
  endFirstPicture();
  // What writes the address brings the whole library: it does not compete with what there is to see.
  await panels;
  keepLink(workspace, await fetchLinks());
}

function readAddress(hash: string, { readRunLink }: Links): Start {
  const reading = readRunLink(hash, chartKinds);
  if (reading === null) return cold;
  if (!reading.ok) return { ...cold, problem: reading.error };
  const { link } = reading;
  return { run: link, compared: link.others.length === 0 ? null : link, problem: null };
}

/**
 * The address always holds the run and what is looked at, so that a reload and a copied link restore it.
 * Another run is another page of the history: the back button returns to the one before.
 */
function keepLink(workspace: Workspace, links: Links): void {
  let { opened } = workspace;
  let isReading = false;
  const write = (): void => {
    if (isReading) return;
    const isOther = workspace.opened !== opened;
    opened = workspace.opened;
    const hash = `#${addressOf(workspace, links)}`;
    if (location.hash === hash) return;
    if (isOther) history.pushState(null, '', hash);
    else history.replaceState(null, '', hash);
  };
  workspace.onSettled(write);
  workspace.onState((state, before) => {
    const isLookedAtAnew =
      before !== null &&
      (state.selection !== before.selection ||
        state.queue !== before.queue ||
        state.chart !== before.chart ||
        state.stageView !== before.stageView);
    if (isLookedAtAnew && state.loading === before.loading) write();
  });
  // While it plays nothing settles; what was last seen is written when the page goes.
  window.addEventListener('pagehide', write);
  // The event says where somebody went: meanwhile the address may have been written again.
  window.addEventListener('hashchange', ({ newURL }) => void openAddress(new URL(newURL).hash));

  /** Opens what the address says. It is the page that the history already shows: nothing is written. */
  async function openAddress(hash: string): Promise<void> {
    if (isOther()) location.reload();
    // The link to the Lab names no run: it is the one that is there.
    if (hash === '') {
      workspace.leave();
      return;
    }
    const { run, compared, problem } = readAddress(hash, links);
    if (problem !== null) {
      workspace.session.set({ problem });
      return;
    }
    isReading = true;
    if (compared === null) workspace.open(run);
    else await workspace.compare([run, ...compared.others], compared.shown);
    history.replaceState(null, '', hash);
    opened = workspace.opened;
    isReading = false;
  }
}

/** What is before the person, as a link says it. */
function addressOf({ comparison, sessions }: Workspace, { writeRunLink }: Links): string {
  const [first, ...others] = sessions.map(({ system, presets, timeline, view }) => {
    const { seed, acts, leftOut, nowUs } = timeline;
    const made = acts.map(({ act }) => act);
    return { system, presets, seed, acts: made, leftOut, atUs: nowUs, view };
  });
  if (first === undefined) return '';
  return writeRunLink({ ...first, others, shown: comparison?.store.getState().shown ?? null });
}

function runFrames(shown: { frame(nowMs: number): void }): void {
  const frame = (nowMs: number): void => {
    shown.frame(nowMs);
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}

function showTheme({ theme, isPresenting }: SessionState): void {
  const { dataset } = document.documentElement;
  if (theme === 'system') delete dataset['theme'];
  else dataset['theme'] = theme;
  if (isPresenting) dataset['size'] = 'presenter';
  // It is read on a compressed screen share.
  else if (isInterview()) dataset['size'] = 'interview';
  else delete dataset['size'];
}
