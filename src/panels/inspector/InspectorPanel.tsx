/**
 * InspectorPanel shows what is selected: a message with its state, history and sequence; a place with
 * what can be done to it; a fault flag with its time and settings.
 */
import { useAtPlayhead, useSession, useSessionActions } from '../../store/index.ts';
import { FlagEditor } from './FlagEditor.tsx';
import { MessageInspector } from './MessageInspector.tsx';
import { PlaceInspector } from './PlaceInspector.tsx';
import './InspectorPanel.css';

export function InspectorPanel() {
  const session = useSessionActions();
  const { selection, flag } = useSession(({ selection, flag }) => ({ selection, flag }));
  const summary = useAtPlayhead(({ world }) => world.messageCount);
  return (
    <section className="inspector" aria-label="Inspector">
      {flag !== null ? (
        <FlagEditor id={flag} />
      ) : selection?.kind === 'message' ? (
        <MessageInspector number={selection.number} />
      ) : selection?.kind === 'place' ? (
        <PlaceInspector place={selection.place} />
      ) : (
        <div className="inspector-empty">
          <h2 className="panel-title">Nothing selected</h2>
          <p>
            Press a message, a consumer or a flag to look into it
            {summary > 0 && (
              <>
                , or{' '}
                <button
                  type="button"
                  className="inspector-link"
                  onClick={() => session.select({ kind: 'message', number: summary })}
                >
                  follow the newest message
                </button>
              </>
            )}
            .
          </p>
        </div>
      )}
    </section>
  );
}
