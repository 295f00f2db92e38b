/**
 * showEmbed opens a lesson in a frame of another page. It is always a fresh one: what somebody does in a deck or
 * a course is told to the page that holds the frame, and kept nowhere. That page cannot tell it anything.
 */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { lessonOf } from '../../lessons/course/index.ts';
import {
  type EmbedLink,
  messagesBetween,
  ProgressStore,
  readEmbedLink,
} from '../../lessons/index.ts';
import { shippedScenario } from '../../scenarios/index.ts';
import { Session, SessionProvider } from '../../store/index.ts';
import { StatusRegion } from '../../ui/index.ts';
import { LessonMode } from '../lesson/LessonMode.tsx';
import { EmbedProblem } from './EmbedProblem.tsx';
import './EmbedMode.css';

export function showEmbed(root: HTMLElement): Session {
  const screen = new Session({ scenario: shippedScenario('l0-hook-a') }, () => performance.now());
  const reading = readEmbedLink(location.search);
  const home = location.href.replace(/[?#].*$/s, '');
  const progress = new ProgressStore(null);
  if (reading.ok) {
    tellParent(progress, reading.link);
    openOutside(root, home);
  }
  createRoot(root).render(
    <StrictMode>
      <SessionProvider session={screen}>
        {reading.ok ? (
          <div className="embed" data-ui={reading.link.ui}>
            <LessonMode
              lesson={lessonOf(reading.link.id)}
              link={{ kind: 'lesson', ...reading.link, atUs: null, path: null }}
              progress={progress}
              frame={{ ui: reading.link.ui, home }}
            />
          </div>
        ) : (
          <EmbedProblem problem={reading.error} home={home} />
        )}
        <StatusRegion />
      </SessionProvider>
    </StrictMode>,
  );
  return screen;
}

/** Tells the page that holds the frame, and nobody else. */
function tellParent(progress: ProgressStore, { id, origin }: EmbedLink): void {
  // Opened by itself, it has nobody to tell.
  if (window.parent === window) return;
  const lesson = lessonOf(id);
  let before = progress.of(id);
  progress.subscribe(() => {
    const after = progress.of(id);
    for (const message of messagesBetween(lesson, before, after)) {
      window.parent.postMessage(message, origin ?? '*');
    }
    before = after;
  });
}

/** Links to other pages of the product open beside the page that holds the frame, not in it. */
function openOutside(root: HTMLElement, home: string): void {
  root.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a[href^="#"]') : null;
    if (link === null) return;
    event.preventDefault();
    window.open(`${home}${link.getAttribute('href')}`, '_blank', 'noopener');
  });
}
