/** KeysDialog lists the keys, and what the marks on the stage mean. */
import { useSession, useSessionActions } from '../../store/index.ts';
import { Dialog, KeyList } from '../../ui/index.ts';
import { MarkIcon } from '../mark/MarkIcon.tsx';
import { keyMap } from './keyMap.ts';
import { markMeanings } from './markMeanings.ts';
import './KeysDialog.css';

export function KeysDialog() {
  const session = useSessionActions();
  const { dialog } = useSession(({ dialog }) => ({ dialog }));
  return (
    <Dialog
      open={dialog === 'keys'}
      title="Keys and marks"
      onClose={() => session.set({ dialog: null })}
    >
      <KeyList keys={keyMap} />
      <p className="keys-note">
        Keys rest while you type. On a button, Space and Enter press the button; on the time axis
        the arrows move the playhead, and on a flag they move the flag.
      </p>
      <h3 className="panel-title keys-heading">What a mark says</h3>
      <ul className="keys-marks">
        {markMeanings.map(({ kind, options, word, means }) => (
          <li key={word}>
            <MarkIcon kind={kind} options={options} />
            <span>
              <strong>{word}</strong>: {means}
            </span>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
