/** PresentApp shows the window that the address names: the class's, or the notes. A bad address opens neither. */
import { useEffect, useState } from 'react';
import { lessonOf } from '../../lessons/course/index.ts';
import { isPresent, readNotesLink, readPresentLink } from '../../lessons/index.ts';
import { ModeNav } from '../../panels/index.ts';
import { StatusRegion } from '../../ui/index.ts';
import { AudienceMode } from './AudienceMode.tsx';
import { NotesMode } from './NotesMode.tsx';

export function PresentApp() {
  // What the page writes into the address by itself is no other page: only where somebody goes is.
  const [visit, setVisit] = useState({ hash: location.hash, count: 0 });
  useEffect(() => {
    const go = (): void => {
      const { hash } = location;
      if (isPresent(hash)) setVisit(({ count }) => ({ hash, count: count + 1 }));
    };
    window.addEventListener('hashchange', go);
    return () => window.removeEventListener('hashchange', go);
  }, []);
  return (
    <>
      <Page key={visit.count} hash={visit.hash} />
      <StatusRegion />
    </>
  );
}

function Page({ hash }: { hash: string }) {
  const notes = readNotesLink(hash);
  if (notes?.ok) return <NotesMode lesson={lessonOf(notes.id)} />;
  const talk = readPresentLink(hash);
  if (talk?.ok) return <AudienceMode link={talk.link} />;
  return <BadLink problem={(notes ?? talk)?.error ?? 'This link is not one of a presentation.'} />;
}

function BadLink({ problem }: { problem: string }) {
  return (
    <>
      <header className="header">
        <h1 className="header-name">Queuescope</h1>
        <ModeNav current="course" />
      </header>
      <main className="course-main">
        <p role="alert" className="course-problem">
          {problem} Nothing was opened.
        </p>
        <p>
          <a href="#course">Choose a lesson</a>: it has a button that presents it.
        </p>
      </main>
    </>
  );
}
