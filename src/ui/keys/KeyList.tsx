/**
 * KeyList lists keys with what they do. Press one, and then the key that shall do the same: an action is moved
 * there, unless something else is, or the key belongs to others.
 */
import { RotateCcw } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button, IconButton } from '../Button';
import type { ListedKey } from './KeyBinding';
import { KeyCap } from './KeyCap';
import './KeyList.css';
import { capsOf, readKey } from './keyNames';
import { firstKey, isFixed, placeKeys, whyNotThere } from './placeKeys';
import { movedKeys, useMovedKeys } from './useMovedKeys';

/** What was said of an action, by its first key. */
interface Said {
  readonly of: string;
  readonly text: string;
}

export function KeyList({ keys }: { readonly keys: readonly ListedKey[] }) {
  const { moves, problem } = useMovedKeys();
  const [asked, ask] = useState<string | null>(null);
  const [said, say] = useState<Said | null>(null);
  const placed = placeKeys(keys, moves);

  useEffect(() => {
    if (asked === null) return;
    const onKeyDown = (event: KeyboardEvent): void => {
      // Until a key is given, or Esc, no key does anything else.
      event.preventDefault();
      event.stopPropagation();
      if (event.key === 'Escape') {
        say(null);
        ask(null);
        return;
      }
      const reading = readKey(event);
      if (reading === null) return;
      const problem = reading.ok ? whyNotThere(keys, moves, asked, reading.key) : reading.error;
      if (problem !== null) {
        say({ of: asked, text: problem });
        return;
      }
      if (!reading.ok) return;
      movedKeys.move(asked, reading.key);
      say({ of: asked, text: `Now on ${capsOf(reading.key).join(' ')}.` });
      ask(null);
    };
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true });
  }, [asked, keys, moves]);

  const begin = (first: string): void => {
    say(null);
    ask(first);
  };
  return (
    <>
      {problem !== null && (
        <p role="alert" className="ui-key-problem">
          {problem}
        </p>
      )}
      <p className="ui-key-note">
        Press a key of this list, and then the one that shall do the same. It is kept in this
        browser.
      </p>
      <dl className="ui-key-list">
        {keys.map((listed) => (
          <KeyRow
            key={firstKey(listed)}
            listed={listed}
            at={placed.get(firstKey(listed)) ?? firstKey(listed)}
            wanted={moves[firstKey(listed)] ?? null}
            isAsked={asked === firstKey(listed)}
            said={said?.of === firstKey(listed) ? said.text : null}
            onAsk={() => begin(firstKey(listed))}
            onLeave={() => ask(null)}
            onReset={() => {
              movedKeys.move(firstKey(listed), firstKey(listed));
              say({ of: firstKey(listed), text: 'Back where it was.' });
            }}
          />
        ))}
      </dl>
      {Object.keys(moves).length > 0 && (
        <p className="ui-key-all">
          <Button
            icon={<RotateCcw />}
            onClick={() => {
              say(null);
              movedKeys.reset();
            }}
          >
            All keys as they were at first
          </Button>
        </p>
      )}
    </>
  );
}

interface KeyRowProps {
  readonly listed: ListedKey;
  readonly at: string;
  /** Where a person has moved it; it may not be there, on this page. */
  readonly wanted: string | null;
  readonly isAsked: boolean;
  readonly said: string | null;
  readonly onAsk: () => void;
  readonly onLeave: () => void;
  readonly onReset: () => void;
}

function KeyRow({ listed, at, wanted, isAsked, said, onAsk, onLeave, onReset }: KeyRowProps) {
  const first = firstKey(listed);
  const caps = capsOf(at);
  // Beside the first one: what does the same, wherever that is.
  const others = listed.caps.filter((cap) => !capsOf(first).includes(cap));
  const note =
    said ??
    (wanted === null || wanted === at
      ? null
      : `${capsOf(wanted).join(' ')} is taken on this page.`);
  return (
    <div data-moved={wanted !== null}>
      <dt>
        {isFixed(listed) ? (
          <Caps caps={listed.caps} />
        ) : (
          <button
            type="button"
            className="ui-key-place"
            aria-pressed={isAsked}
            aria-label={
              isAsked
                ? `Press the key for “${listed.does}”, or Esc`
                : `${caps.join(' ')}: ${listed.does}. Move it to another key`
            }
            onClick={onAsk}
            onBlur={onLeave}
          >
            {isAsked ? <span className="ui-key-asked">press a key</span> : <Caps caps={caps} />}
          </button>
        )}
        {!isFixed(listed) && <Caps caps={others} />}
      </dt>
      <dd>
        {listed.does}
        {note !== null && (
          <span className="ui-key-said" role="alert">
            {note}
          </span>
        )}
      </dd>
      {wanted !== null && (
        <dd className="ui-key-reset">
          <IconButton
            variant="quiet"
            icon={<RotateCcw />}
            label={`“${listed.does}” back to ${capsOf(first).join(' ')}`}
            onClick={onReset}
          />
        </dd>
      )}
    </div>
  );
}

function Caps({ caps }: { readonly caps: readonly string[] }) {
  return caps.map((cap) => <KeyCap key={cap}>{cap}</KeyCap>);
}
