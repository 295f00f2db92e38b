/** InterviewApp shows the card that the address names; a bad address opens nothing, and says what is wrong. */
import { useEffect, useState } from 'react';
import { isInterview, readInterviewLink } from '../../interview/index.ts';
import { ModeNav } from '../../panels/index.ts';
import { Finder } from '../../panels/interview/index.ts';
import { StatusRegion } from '../../ui/index.ts';
import { InterviewMode } from './InterviewMode.tsx';
import './InterviewMode.css';

export function InterviewApp() {
  // What the page writes into the address by itself is no other page: only where somebody goes is.
  const [visit, setVisit] = useState({ hash: location.hash, count: 0 });
  useEffect(() => {
    const go = (): void => {
      const { hash } = location;
      if (isInterview(hash)) setVisit(({ count }) => ({ hash, count: count + 1 }));
    };
    window.addEventListener('hashchange', go);
    return () => window.removeEventListener('hashchange', go);
  }, []);
  const reading = readInterviewLink(visit.hash);
  return (
    <>
      {reading.ok ? (
        <InterviewMode key={visit.count} link={reading.link} />
      ) : (
        <BadLink problem={reading.error} />
      )}
      <StatusRegion />
    </>
  );
}

function BadLink({ problem }: { problem: string }) {
  return (
    <div className="interview-bad">
      <header className="header">
        <h1 className="header-name">Queuescope</h1>
        <ModeNav current="interview" />
      </header>
      <main>
        <p role="alert" className="interview-problem">
          {problem} Nothing was opened.
        </p>
        <Finder
          onGo={(href) => {
            location.hash = href;
          }}
        />
      </main>
    </div>
  );
}
