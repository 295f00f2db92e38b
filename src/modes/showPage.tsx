/** showPage hands the page over to React: all panels, in the arrangement of the mode. */
import { StrictMode } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { panelsFetched } from '../panels/index.ts';
import { type Session, SessionProvider } from '../store/index.ts';
import { LabMode } from './lab/LabMode.tsx';

/**
 * When it returns, all that has been fetched is there, in the place of what the root held. What it returns
 * is over when the rest has come.
 */
export function showPage(root: HTMLElement, session: Session): Promise<unknown> {
  flushSync(() =>
    createRoot(root).render(
      <StrictMode>
        <SessionProvider session={session}>
          <LabMode />
        </SessionProvider>
      </StrictMode>,
    ),
  );
  return panelsFetched;
}
