/**
 * FinderDialog finds anything by its name: what is typed is looked for in cards, lessons, the words of brokers,
 * systems and challenges, and Enter puts the first of them on stage.
 */
import { type KeyboardEvent, useId, useMemo, useRef, useState } from 'react';
import { find, kindTitles } from '../../interview/index.ts';
import { Dialog } from '../../ui/index.ts';
import './InterviewPanels.css';

export interface FinderDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onGo: (href: string) => void;
}

export function FinderDialog({ isOpen, onClose, onGo }: FinderDialogProps) {
  return (
    <Dialog open={isOpen} title="Put on stage" onClose={onClose}>
      <Finder
        onGo={(href) => {
          onClose();
          onGo(href);
        }}
      />
    </Dialog>
  );
}

export function Finder({ onGo }: { onGo: (href: string) => void }) {
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  const found = useMemo(() => find(query), [query]);
  const choose = (index: number): void => {
    const within = Math.max(0, Math.min(found.length - 1, index));
    setAt(within);
    list.current?.children[within]?.scrollIntoView({ block: 'nearest' });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const chosen = found[at];
    if (step !== undefined) choose(at + step);
    else if (event.key === 'Enter' && chosen !== undefined) onGo(chosen.href);
    else return;
    event.preventDefault();
  };
  return (
    <div className="finder">
      <input
        // It is what one came for: typing begins at once. A dialog that opens gives the focus to what asks for it.
        ref={(field) => {
          field?.setAttribute('autofocus', '');
          field?.focus();
        }}
        type="text"
        role="combobox"
        aria-label="What to put on stage"
        aria-expanded="true"
        aria-controls={`${id}-found`}
        aria-activedescendant={found.length === 0 ? undefined : `${id}-${at}`}
        aria-autocomplete="list"
        autoComplete="off"
        spellCheck={false}
        placeholder="dlq, visibility timeout, hot key, exactly once …"
        value={query}
        onChange={(event) => {
          setQuery(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      {found.length === 0 ? (
        <p className="finder-none" role="status">
          Nothing is called that. Try the word of a broker, or “order”, “lost”, “twice”.
        </p>
      ) : (
        <div
          ref={list}
          className="finder-found"
          id={`${id}-found`}
          role="listbox"
          aria-label="Found"
        >
          {found.map(({ kind, title, about, href }, i) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keys of the list
            <div
              key={href + title}
              id={`${id}-${i}`}
              role="option"
              aria-selected={i === at}
              tabIndex={-1}
              onClick={() => onGo(href)}
              onPointerMove={() => setAt(i)}
            >
              <strong>{title}</strong>
              <span className="finder-kind">{kindTitles[kind]}</span>
              <span className="finder-about">{about}</span>
            </div>
          ))}
        </div>
      )}
    </div>
  );
}
