/** showInterview opens the page of the interview in a root. Returns the session of the screen: its theme. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { isInterview } from '../../interview/index.ts';
import { shippedScenario } from '../../scenarios/index.ts';
import { Session, SessionProvider } from '../../store/index.ts';
import { InterviewApp } from './InterviewApp.tsx';

export function showInterview(root: HTMLElement): Session {
  const screen = new Session({ scenario: shippedScenario('l0-hook-a') }, () => performance.now());
  window.addEventListener('hashchange', () => {
    // Another page of the product.
    if (!isInterview(location.hash)) location.reload();
  });
  createRoot(root).render(
    <StrictMode>
      <SessionProvider session={screen}>
        <InterviewApp />
      </SessionProvider>
    </StrictMode>,
  );
  return screen;
}
