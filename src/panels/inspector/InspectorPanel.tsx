/**
 * InspectorPanel shows what is selected: a message with its state, history and sequence; a place with
 * what can be done to it; a fault flag with its time and settings. With nothing selected it follows the
 * story: the message of the newest headline.
 */
import { useAtPlayhead, useSession, useSessionActions } from '../../store/index.ts';
import { later } from '../../ui/index.ts';
import { MessageInspector } from './MessageInspector.tsx';
import { SequenceLens } from './SequenceLens.tsx';
import { useStoryMessage } from './useStoryMessage.ts';
import './InspectorPanel.css';

// A place brings the kinds of queues with it, a flag its knobs: fetched when one is chosen.
const FlagEditor = later(() => import('./FlagEditor.tsx').then(({ FlagEditor }) => FlagEditor));
const PlaceInspector = later(() =>
  import('./PlaceInspector.tsx').then(({ PlaceInspector }) => PlaceInspector),
);

export function InspectorPanel() {
  const { selection, flag } = useSession(({ selection, flag }) => ({ selection, flag }));
  const isChosen = flag !== null || selection !== null;
  return (
    <section className="inspector" aria-label="Inspector" data-chosen={isChosen}>
      {flag !== null ? (
        <FlagEditor id={flag} />
      ) : selection?.kind === 'message' ? (
        <MessageInspector number={selection.number} isChosen />
      ) : selection?.kind === 'place' ? (
        <PlaceInspector place={selection.place} />
      ) : (
        <NothingChosen />
      )}
    </section>
  );
}

function NothingChosen() {
  const session = useSessionActions();
  const inStory = useStoryMessage();
  const newest = useAtPlayhead(({ world }) => world.messageCount);
  if (inStory !== null) return <MessageInspector number={inStory} isChosen={false} />;
  return (
    <>
      <div className="inspector-empty">
        <h2 className="panel-title">Nothing selected</h2>
        <p>
          Press a message, a consumer or a flag to look into it
          {newest > 0 && (
            <>
              , or{' '}
              <button
                type="button"
                className="inspector-link"
                onClick={() => session.select({ kind: 'message', number: newest })}
              >
                follow the newest message
              </button>
            </>
          )}
          .
        </p>
      </div>
      {newest > 0 && <SequenceLens number={null} />}
    </>
  );
}
