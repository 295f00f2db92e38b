/** showPresent opens a window of a presentation in a root. Returns the session of the screen: its theme and size. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { isPresent } from '../../lessons/index.ts';
import { shippedScenario } from '../../scenarios/index.ts';
import { Session, SessionProvider } from '../../store/index.ts';
import { PresentApp } from './PresentApp.tsx';

export function showPresent(root: HTMLElement): Session {
  const screen = new Session({ scenario: shippedScenario('l0-hook-a') }, () => performance.now());
  window.addEventListener('hashchange', () => {
    // Another page of the product.
    if (!isPresent(location.hash)) location.reload();
  });
  createRoot(root).render(
    <StrictMode>
      <SessionProvider session={screen}>
        <PresentApp />
      </SessionProvider>
    </StrictMode>,
  );
  return screen;
}
