/**
 * CompareMode shows two or three worlds side by side: their stages, one chart, and the difference. What is
 * done here is done to all of them at the same instant.
 */
import {
  CompareAdd,
  ComparedBooks,
  ComparedChart,
  ControlsPanel,
  Dialogs,
  DifferencePanel,
  FiguresPanel,
  HeaderPanel,
  InspectorPanel,
  ProblemNote,
  useFlips,
  useKeys,
  WorldPanel,
  WorldSwitch,
} from '../../panels/index.ts';
import { letterOf, topicOf } from '../../scenarios/index.ts';
import {
  ComparisonProvider,
  useCompared,
  useComparisonActions,
  useSession,
  type WorldComparison,
} from '../../store/index.ts';
import { StatusRegion } from '../../ui/index.ts';
import './CompareMode.css';

export function CompareMode({ comparison }: { comparison: WorldComparison }) {
  return (
    <ComparisonProvider comparison={comparison}>
      <Worlds />
    </ComparisonProvider>
  );
}

function Worlds() {
  useKeys();
  const comparison = useComparisonActions();
  const { shown, inHand } = useCompared((state) => state);
  const flips = useFlips();
  const isChosen = useSession(({ selection, flag }) => selection !== null || flag !== null);
  const { sessions } = comparison;
  return (
    <div className="compare" data-flips={flips}>
      <HeaderPanel page="compare" title={titleOf(comparison)}>
        <WorldSwitch />
        <CompareAdd />
      </HeaderPanel>
      <main className="compare-main">
        <div className="compare-worlds">
          {sessions.map((_, world) => (
            <div
              key={letterOf(world)}
              className="compare-world"
              data-shown={(flips ? inHand : (shown ?? world)) === world}
            >
              <WorldPanel world={world} />
            </div>
          ))}
        </div>
        <div className="compare-time">
          <ComparedBooks />
          <ComparedChart />
        </div>
        <div className="compare-side">{isChosen ? <InspectorPanel /> : <DifferencePanel />}</div>
        <div className="compare-figures">
          <FiguresPanel />
        </div>
      </main>
      <footer className="compare-controls">
        <ControlsPanel />
      </footer>
      <ProblemNote />
      <Dialogs />
      <StatusRegion />
    </div>
  );
}

/** The lesson to which all belong, or the one system; else that there are several. */
function titleOf({ sessions }: WorldComparison): string {
  const systems = sessions.map(({ system }) => system);
  const [first] = systems;
  if (first === undefined) return '';
  if (systems.every(({ name }) => name === first.name)) return first.title;
  const topic = topicOf(first.name);
  const isOneTopic = systems.every(({ name }) => topicOf(name) === topic);
  return isOneTopic && topic.length < 40 ? topic : `${systems.length} systems`;
}
