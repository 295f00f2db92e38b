/** KeyList lists keys with what they do. */
import { KeyCap } from './KeyCap';
import './KeyList.css';

export interface ListedKey {
  /** As printed on the keys. */
  readonly caps: readonly string[];
  readonly does: string;
}

export function KeyList({ keys }: { keys: readonly ListedKey[] }) {
  return (
    <dl className="ui-key-list">
      {keys.map(({ caps, does }) => (
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
  );
}
