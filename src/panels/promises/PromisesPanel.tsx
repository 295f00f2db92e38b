/**
 * PromisesPanel is the board of guarantees of the queue or group in focus: what is promised, what holds at
 * the playhead. Each line opens on what it rests on, and on the first message that shows otherwise.
 */
import { Check, X } from 'lucide-react';
import { useState } from 'react';
import { NO_MESSAGE } from '../../engine/index.ts';
import {
  type CounterExample,
  type Guarantee,
  nameOf,
  promisesOf,
  whyOf,
} from '../../explain/index.ts';
import { useAtPlayhead, useSession, useSessionActions } from '../../store/index.ts';
import { Button } from '../../ui/index.ts';
import { WhatIfs } from '../why/WhatIfs.tsx';
import { WhyChain } from '../why/WhyChain.tsx';
import './PromisesPanel.css';

export function PromisesPanel() {
  const { queue } = useSession(({ queue }) => ({ queue }));
  const [open, setOpen] = useState<Guarantee['name'] | null>(null);
  const { guarantees, title } = useAtPlayhead(({ world }) => ({
    guarantees: promisesOf(world, world.trace, queue),
    title: world.plan.nodes[queue]?.title ?? '',
  }));
  if (guarantees.length === 0) return null;
  return (
    <section className="promises" aria-label="What is promised, what holds">
      <h2 className="panel-title">
        What is promised, what holds <span className="promises-of">{title}</span>
      </h2>
      <ul className="promises-list">
        {guarantees.map((guarantee) => (
          <PromiseLine
            key={guarantee.name}
            guarantee={guarantee}
            isOpen={open === guarantee.name}
            toggle={() => setOpen(open === guarantee.name ? null : guarantee.name)}
          />
        ))}
      </ul>
    </section>
  );
}

interface PromiseLineProps {
  readonly guarantee: Guarantee;
  readonly isOpen: boolean;
  readonly toggle: () => void;
}

function PromiseLine({ guarantee, isOpen, toggle }: PromiseLineProps) {
  const { title, verdict, isPromised, counterExample } = guarantee;
  return (
    <li
      className="promise"
      data-verdict={verdict}
      data-seen={counterExample !== null && verdict !== 'kept'}
    >
      <div className="promise-line">
        <button type="button" className="promise-title" aria-expanded={isOpen} onClick={toggle}>
          {title}
        </button>
        <span className="promise-verdict">
          {verdict === 'kept' && 'holds'}
          {verdict === 'broken' && 'broken'}
          {!isPromised && 'not promised'}
          {verdict !== 'kept' && counterExample !== null && (
            <>
              {isPromised ? ' at ' : ': '}
              <Example example={counterExample} />
            </>
          )}
        </span>
      </div>
      {isOpen && <PromiseReasons guarantee={guarantee} />}
    </li>
  );
}

/** The first message that shows it: a press goes to that instant and takes the message in hand. */
function Example({ example }: { example: CounterExample }) {
  const session = useSessionActions();
  const { atUs, message, words } = example;
  const at = `${(atUs / 1e6).toFixed(2)} s`;
  return (
    <button
      type="button"
      className="sentence-message"
      title={`Go to ${at}, when it was seen first`}
      onClick={() => {
        session.pause();
        session.seek(atUs);
        if (message !== NO_MESSAGE) session.select({ kind: 'message', number: message });
      }}
    >
      {words !== '' ? words : message === NO_MESSAGE ? at : `m${message}`}
    </button>
  );
}

function PromiseReasons({ guarantee }: { guarantee: Guarantee }) {
  const session = useSessionActions();
  const { name, because, restsOn, counterExample, verdict } = guarantee;
  const { supports, chain } = useAtPlayhead(({ world }) => ({
    supports: restsOn.map((support) => ({ ...support, name: nameOf(world, support.place) })),
    chain:
      counterExample === null || verdict === 'kept' || name === 'boundedBacklog'
        ? []
        : whyOf(world, world.trace, counterExample.fact),
  }));
  return (
    <div className="promise-reasons">
      <p className="promise-because">{capital(because)}.</p>
      <ul className="promise-supports" aria-label="What it rests on">
        {supports.map(({ place, words, holds, name }) => (
          <li key={`${place} ${words}`} data-holds={holds}>
            {holds ? <Check aria-label="given" /> : <X aria-label="missing" />}
            <span>
              <Button variant="quiet" onClick={() => session.select({ kind: 'place', place })}>
                {name}
              </Button>{' '}
              {words}
            </span>
          </li>
        ))}
      </ul>
      {counterExample !== null && chain.length > 0 && (
        <>
          <WhyChain chain={chain} />
          <WhatIfs fact={counterExample.fact} tellsMissing={false} />
        </>
      )}
    </div>
  );
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
