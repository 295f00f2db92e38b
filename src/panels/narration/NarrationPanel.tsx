/** NarrationPanel tells what just happened: fates and faults, each with its reason a press away. */
import { useState } from 'react';
import { narrate, type Sentence, summaryOf, whyOf } from '../../explain/index.ts';
import { type Grain, useAtPlayhead, useSession, useSessionActions } from '../../store/index.ts';
import { SegmentedControl, useCap } from '../../ui/index.ts';
import { SentenceText } from '../why/SentenceText.tsx';
import { WhatIfCard } from '../why/WhatIfCard.tsx';
import { WhatIfs } from '../why/WhatIfs.tsx';
import { WhyChain } from '../why/WhyChain.tsx';
import { EventLog } from './EventLog.tsx';
import './NarrationPanel.css';
import { useSpokenStory } from './useSpokenStory.ts';

/** What is told at most, newest first. */
const SENTENCES = { story: 7, beats: 12 } as const;

const grains: readonly { value: Grain; label: string }[] = [
  { value: 'story', label: 'Story' },
  { value: 'beats', label: 'Beats' },
  { value: 'events', label: 'Events' },
];

export function NarrationPanel() {
  const session = useSessionActions();
  const { grain } = useSession(({ grain }) => ({ grain }));
  const summary = useAtPlayhead(({ world }) => summaryOf(world));
  useSpokenStory();
  return (
    <section className="narration" aria-label="What just happened" data-grain={grain}>
      <header className="narration-head">
        <h2 className="panel-title">What just happened</h2>
        <SegmentedControl
          label="How finely it is told"
          segments={grains}
          value={grain}
          onChange={(value) => session.set({ grain: value })}
        />
      </header>
      <p className="narration-summary">{summary}</p>
      {grain === 'events' && <WhatIfCard />}
      {grain === 'events' ? <EventLog /> : <Story grain={grain} />}
    </section>
  );
}

function Story({ grain }: { grain: 'story' | 'beats' }) {
  const sentences = useAtPlayhead(({ world }) =>
    narrate(world, world.trace, { grain: grain === 'story' ? 1 : 2, limit: SENTENCES[grain] }),
  );
  const about = useAtPlayhead(({ scenario }) => scenario.about);
  return (
    // It scrolls when it must. Without a sentence there is nothing in it that takes the focus.
    <div className="narration-story" tabIndex={sentences.length === 0 ? 0 : undefined}>
      <WhatIfCard />
      {sentences.length === 0 ? (
        <>
          <p className="told narration-about">{about}</p>
          <p className="told narration-empty">
            Nothing out of the ordinary yet. Press <Key cap="T" /> for a spike, <Key cap="C" /> to
            crash a consumer.
          </p>
        </>
      ) : (
        <ol className="narration-list">
          {sentences.toReversed().map((sentence) => (
            <NarratedSentence key={sentence.fact} sentence={sentence} />
          ))}
        </ol>
      )}
    </div>
  );
}

/** A key, where it was moved to. */
function Key({ cap }: { cap: string }) {
  return <kbd>{useCap(cap)}</kbd>;
}

function NarratedSentence({ sentence }: { sentence: Sentence }) {
  const session = useSessionActions();
  const [isOpen, setOpen] = useState(false);
  const { world } = session.timeline;
  // The sentence itself is above.
  const chain = isOpen ? whyOf(world, world.trace, sentence.fact).slice(1) : [];
  return (
    <li className="told">
      <button
        type="button"
        className="narration-time"
        title="Go to this instant"
        onClick={() => session.seek(sentence.atUs)}
      >
        {instants(sentence)}
      </button>{' '}
      <SentenceText sentence={sentence} />{' '}
      <button
        type="button"
        className="narration-why"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        Why?
      </button>
      {isOpen && (
        <>
          <WhyChain chain={chain} />
          <WhatIfs fact={sentence.fact} tellsMissing />
        </>
      )}
    </li>
  );
}

/** When it happened: "11.10", or "11.10–14.00" for what went on for a while. */
function instants({ atUs, lastUs }: Sentence): string {
  const [from, to] = [atUs, lastUs].map((us) => (us / 1e6).toFixed(2));
  return from === to ? `${from}` : `${from}–${to}`;
}
