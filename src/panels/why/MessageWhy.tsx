/**
 * MessageWhy answers all that can be asked about one message: why it has come to this, what would have
 * prevented that, and why it has not moved, is not done or is not lost.
 */

import type { World } from '../../engine/index.ts';
import {
  missingMechanism,
  narrate,
  type Sentence,
  type WhyNot,
  whyNotOf,
  whyOf,
} from '../../explain/index.ts';
import { useAtPlayhead, useSession } from '../../store/index.ts';
import { SentenceText } from './SentenceText.tsx';
import { WhatIfs } from './WhatIfs.tsx';
import { WhyChain } from './WhyChain.tsx';
import './Why.css';

/** Headlines about one message that are explained, latest first. */
const HEADLINES = 3;

export function MessageWhy({ number }: { number: number }) {
  const { queue } = useSession(({ queue }) => ({ queue }));
  const { headlines, answers } = useAtPlayhead(({ world }) => ({
    headlines: explainedOf(world, number),
    answers: answersOf(world, number, queue),
  }));
  // What it waits for comes first; of one that is through, how it came about.
  const isWaiting = answers.some(({ question }) => question !== 'notLost');
  const absences = answers.map(({ asks, chain, place }) => (
    <section key={`${asks} ${place}`} className="why-answer" aria-label={asks}>
      <h3>{asks}</h3>
      <WhyChain chain={chain} />
    </section>
  ));
  return (
    <div className="message-why">
      {isWaiting && absences}
      {headlines.map(({ sentence, chain, isMissing }) => (
        <section key={sentence.fact} className="why-answer" aria-label="Why?">
          <h3>
            <SentenceText sentence={sentence} /> Why?
          </h3>
          <WhyChain chain={chain} />
          <WhatIfs fact={sentence.fact} tellsMissing={isMissing} />
        </section>
      ))}
      {!isWaiting && absences}
    </div>
  );
}

interface Explained {
  readonly sentence: Sentence;
  /** Its reasons, without itself. */
  readonly chain: readonly Sentence[];
  readonly isMissing: boolean;
}

function explainedOf(world: World, message: number): Explained[] {
  const { trace } = world;
  return narrate(world, trace, { grain: 1, limit: HEADLINES, message })
    .toReversed()
    .map((sentence) => ({
      sentence,
      chain: whyOf(world, trace, sentence.fact).slice(1),
      isMissing: missingMechanism(world, trace, sentence.fact) !== null,
    }));
}

/** What is asked about the queue in focus, where the message is in it; else about all its queues. */
function answersOf(world: World, message: number, queue: number): WhyNot[] {
  // The question says already what is not so.
  const all = whyNotOf(world, world.trace, message).map((answer) => ({
    ...answer,
    chain: answer.chain.slice(1),
  }));
  const here = all.filter(
    ({ place }) => place === queue || place === world.plan.deadLetterTo[queue],
  );
  return here.length > 0 ? here : all;
}
