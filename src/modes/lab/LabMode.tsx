/** LabMode is the workbench: the stage, the story, the books, time, and everything one can do. */
import {
  ChartPanel,
  CompareButton,
  ConservationPanel,
  ControlsPanel,
  Dialogs,
  HeaderPanel,
  InspectorPanel,
  NarrationPanel,
  ProblemNote,
  PromisesPanel,
  StagePanel,
  useKeys,
} from '../../panels/index.ts';
import { StatusRegion } from '../../ui/index.ts';
import './LabMode.css';

export function LabMode() {
  useKeys();
  return (
    <div className="lab">
      <HeaderPanel page="lab">
        <CompareButton />
      </HeaderPanel>
      <main className="lab-main">
        <div className="lab-stage">
          <StagePanel />
        </div>
        <div className="lab-side">
          <div className="lab-story">
            <NarrationPanel />
            <PromisesPanel />
          </div>
          <div className="lab-inspector">
            <InspectorPanel />
          </div>
        </div>
        <div className="lab-time">
          <ConservationPanel />
          <ChartPanel />
        </div>
      </main>
      <footer className="lab-controls">
        <ControlsPanel />
      </footer>
      <ProblemNote />
      <Dialogs />
      <StatusRegion />
    </div>
  );
}
