/** MessageInspector shows one message: where each of its copies is, and what happened to it, in order. */
import { storyOf } from '../../explain/index.ts';
import { type Lens, useAtPlayhead, useSession, useSessionActions } from '../../store/index.ts';
import { Tabs } from '../../ui/index.ts';
import { MarkIcon } from '../mark/MarkIcon.tsx';
import { MessageWhy } from '../why/MessageWhy.tsx';
import { CloseButton } from './CloseButton.tsx';
import { LifeLens } from './LifeLens.tsx';
import { SequenceLens } from './SequenceLens.tsx';

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
          { id: 'sequence', label: 'Sequence', panel: <SequenceLens number={number} /> },
          { id: 'why', label: 'Why?', panel: <MessageWhy number={number} /> },
          { id: 'life', label: 'States', panel: <LifeLens number={number} /> },
        ]}
      />
    </>
  );
}
