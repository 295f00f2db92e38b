/** KeysDialog lists the keys, and says that they can be switched off. */
import { useSession, useSessionActions } from '../../store/index.ts';
import { Dialog, KeyCap } from '../../ui/index.ts';
import { keyMap } from './keyMap.ts';
import './KeysDialog.css';

export function KeysDialog() {
  const session = useSessionActions();
  const { dialog } = useSession(({ dialog }) => ({ dialog }));
  return (
    <Dialog open={dialog === 'keys'} title="Keys" onClose={() => session.set({ dialog: null })}>
      <dl className="keys">
        {keyMap.map(({ caps, does }) => (
          <div key={does}>
            <dt>
              {caps.map((cap) => (
                <KeyCap key={cap}>{cap}</KeyCap>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <p className="keys-note">
        Keys rest while you type. On a button, Space and Enter press the button; on the time axis
        the arrows move the playhead, and on a flag they move the flag.
      </p>
    </Dialog>
  );
}
