/** NarrationPanel tells what just happened: fates and faults, each with its reason a press away. */
import { useState } from 'react';
import { narrate, type Sentence, whyOf } from '../../explain/index.ts';
import { useAtPlayhead, useSessionActions } from '../../store/index.ts';
import { SentenceText } from '../why/SentenceText.tsx';
import { WhatIfCard } from '../why/WhatIfCard.tsx';
import { WhatIfs } from '../why/WhatIfs.tsx';
import { WhyChain } from '../why/WhyChain.tsx';
import './NarrationPanel.css';

const SENTENCES = 7;

export function NarrationPanel() {
  const sentences = useAtPlayhead(({ world }) =>
    narrate(world, world.trace, { grain: 1, limit: SENTENCES }),
  );
  const about = useAtPlayhead(({ scenario }) => scenario.about);
  return (
    // It scrolls when it must. Without a sentence there is nothing in it that takes the focus.
    <section
      className="narration"
      aria-label="What just happened"
      tabIndex={sentences.length === 0 ? 0 : undefined}
    >
      <h2 className="panel-title">What just happened</h2>
      <WhatIfCard />
      {sentences.length === 0 ? (
        <>
          <p className="told narration-about">{about}</p>
          <p className="told narration-empty">
            Nothing out of the ordinary yet. Press <kbd>T</kbd> for a spike, <kbd>C</kbd> to crash a
            consumer.
          </p>
        </>
      ) : (
        <ol className="narration-list">
          {sentences.toReversed().map((sentence) => (
            <NarratedSentence key={sentence.fact} sentence={sentence} />
          ))}
        </ol>
      )}
    </section>
  );
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
