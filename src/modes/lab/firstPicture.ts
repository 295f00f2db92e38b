/**
 * firstPicture is the Lab before React has come: the running stage where it is going to be, and the room
 * for everything else. It says nothing yet: a serif for its name would be fetched before the panels.
 */
import { showStage } from '../../panels/index.ts';
import type { Session } from '../../store/index.ts';
import '../../panels/controls/ControlsPanel.css';
import '../../panels/header/HeaderPanel.css';
import '../../panels/stage/StagePanel.css';
import './LabMode.css';

const room = `
  <div class="lab" aria-busy="true">
    <header class="header"></header>
    <main class="lab-main">
      <div class="lab-stage">
        <section class="stage-panel" aria-label="The system">
          <div class="stage-panel-host"></div>
        </section>
      </div>
      <div class="lab-side"></div>
      <div class="lab-time"></div>
    </main>
    <footer class="lab-controls"><div class="controls"></div></footer>
  </div>`;

/** Shows it in the root of the page. Returns how to end it: React clears the root by itself. */
export function showFirstPicture(root: HTMLElement, session: Session): () => void {
  root.innerHTML = room;
  const host = root.querySelector<HTMLElement>('.stage-panel-host');
  return host === null ? () => undefined : showStage(host, session);
}
