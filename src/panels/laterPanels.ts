/**
 * laterPanels are those that the first picture does without: the books, the chart and the story, which
 * are fetched as soon as it is there, and the dialogs, which are fetched when somebody opens one.
 */
import { later } from '../ui/index.ts';

const time = import('./timePanels.ts');
const story = import('./storyPanels.ts');

/** Over when there is nothing left to fetch of what is always shown. */
export const panelsFetched: Promise<unknown> = Promise.allSettled([time, story]);

export const ChartPanel = later(() => time.then(({ ChartPanel }) => ChartPanel));
export const ConservationPanel = later(() => time.then((panels) => panels.ConservationPanel));
export const InspectorPanel = later(() => story.then(({ InspectorPanel }) => InspectorPanel));
export const NarrationPanel = later(() => story.then(({ NarrationPanel }) => NarrationPanel));
export const PromisesPanel = later(() => story.then(({ PromisesPanel }) => PromisesPanel));

export const DiagramsDialog = later(() =>
  import('./diagrams/DiagramsDialog.tsx').then(({ DiagramsDialog }) => DiagramsDialog),
);
export const CompareDialog = later(() =>
  import('./compare/CompareDialog.tsx').then(({ CompareDialog }) => CompareDialog),
);
export const KeysDialog = later(() =>
  import('./keys/KeysDialog.tsx').then(({ KeysDialog }) => KeysDialog),
);
export const RunDialog = later(() =>
  import('./chart/RunDialog.tsx').then(({ RunDialog }) => RunDialog),
);
export const SystemsDialog = later(() =>
  import('./systems/SystemsDialog.tsx').then(({ SystemsDialog }) => SystemsDialog),
);
export const SweepDialog = later(() =>
  import('./sweep/SweepDialog.tsx').then(({ SweepDialog }) => SweepDialog),
);

// Of the page of challenges.
export const ChallengeList = later(() =>
  import('./challenge/ChallengeList.tsx').then(({ ChallengeList }) => ChallengeList),
);
export const ClaimPanel = later(() =>
  import('./challenge/ClaimPanel.tsx').then(({ ClaimPanel }) => ClaimPanel),
);
export const DesignPanel = later(() =>
  import('./challenge/DesignPanel.tsx').then(({ DesignPanel }) => DesignPanel),
);
