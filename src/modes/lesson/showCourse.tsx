/**
 * showCourse opens the course in a root, or a lesson of it in a frame of another page. Returns the session of the
 * screen: its theme, and no run of its own.
 */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { browserShelf, ProgressStore } from '../../lessons/index.ts';
import { shippedScenario } from '../../scenarios/index.ts';
import { Session, SessionProvider } from '../../store/index.ts';
import { CourseApp } from './CourseApp.tsx';

export async function showCourse(root: HTMLElement): Promise<Session> {
  if (new URLSearchParams(location.search).has('embed')) {
    return (await import('../embed/showEmbed.tsx')).showEmbed(root);
  }
  const screen = new Session({ scenario: shippedScenario('l0-hook-a') }, () => performance.now());
  window.addEventListener('hashchange', () => {
    // Another page of the product.
    if (!/^#(course|lesson)\b/.test(location.hash)) location.reload();
  });
  const progress = new ProgressStore(browserShelf());
  window.addEventListener('storage', () => progress.reload());
  createRoot(root).render(
    <StrictMode>
      <SessionProvider session={screen}>
        <CourseApp progress={progress} />
      </SessionProvider>
    </StrictMode>,
  );
  return screen;
}
