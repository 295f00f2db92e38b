/** MessageInspector shows one message: where each of its copies is, and what happened to it, in order. */
import { useEffect, useRef } from 'react';
import { createSequenceDiagram, type SequenceDiagram } from '../../charts/index.ts';
import { storyOf } from '../../explain/index.ts';
import { type Lens, useAtPlayhead, useSession, useSessionActions } from '../../store/index.ts';
import { Tabs } from '../../ui/index.ts';
import { MarkIcon } from '../mark/MarkIcon.tsx';
import { MessageWhy } from '../why/MessageWhy.tsx';
import { CloseButton } from './CloseButton.tsx';
import { sequenceFor } from './sequenceFor.ts';

export interface MessageInspectorProps {
  readonly number: number;
  /** Somebody chose it, and may let go of it again. */
  readonly isChosen: boolean;
}

export function MessageInspector({ number, isChosen }: MessageInspectorProps) {
  const story = useAtPlayhead(({ world }) => storyOf(world, world.trace, number));
  const { lens } = useSession(({ lens }) => ({ lens }));
  const session = useSessionActions();
  return (
    <>
      <header className="inspector-head">
        <h2 title={`m${number} ${story.title}`}>
          <span className="inspector-id">m{number}</span>{' '}
          <span className="inspector-title">{story.title}</span>
        </h2>
        {isChosen && <CloseButton />}
      </header>
      <ul className="inspector-state">
        {story.copies.map((copy) => (
          <li key={`${copy.queue} ${copy.fact}`}>
            <MarkIcon kind={copy.mark} options={{ deliveries: copy.deliveries }} />
            <span>
              {copy.title}: {copy.words}
            </span>
          </li>
        ))}
      </ul>
      <Tabs
        label="What to see of it"
        selected={lens}
        onSelect={(id) => session.set({ lens: id as Lens })}
        tabs={[
          { id: 'sequence', label: 'Sequence', panel: <MessageSequence number={number} /> },
          { id: 'why', label: 'Why?', panel: <MessageWhy number={number} /> },
        ]}
      />
    </>
  );
}

function MessageSequence({ number }: { number: number }) {
  const host = useSequence(number);
  return <div ref={host} className="inspector-sequence" />;
}

/** The diagram is drawn at each revision; its arrows lead the playhead. */
function useSequence(number: number) {
  const session = useSessionActions();
  const host = useRef<HTMLDivElement>(null);
  const diagram = useRef<SequenceDiagram | null>(null);
  const { queue } = useSession(({ queue }) => ({ queue }));
  const data = useAtPlayhead(({ world }) => sequenceFor(world, number, queue));
  useEffect(() => {
    if (host.current === null) return;
    diagram.current = createSequenceDiagram(host.current, {
      seek: (atUs) => session.seek(atUs),
      hover: (id) => session.set({ hoveredFact: id }),
    });
    return () => {
      diagram.current?.destroy();
      diagram.current = null;
    };
  }, [session]);
  useEffect(() => {
    diagram.current?.draw(data);
  }, [data]);
  return host;
}
