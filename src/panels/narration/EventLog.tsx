/**
 * EventLog is every event of the run, also what is known of the future, in a list that is as long as the
 * run and draws only what is in sight. It can be narrowed by kind, place and message; pressing an event
 * goes there, and says why it happened.
 */
import { X } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { NO_FACT, NO_MESSAGE, type World } from '../../engine/index.ts';
import {
  type EventFilter,
  EventIndex,
  type EventKind,
  eventKindTitles,
  nameOf,
  sentenceOf,
  whyOf,
} from '../../explain/index.ts';
import { useAtPlayhead, useSession, useSessionActions } from '../../store/index.ts';
import { Button, IconButton } from '../../ui/index.ts';
import { SentenceText } from '../why/SentenceText.tsx';
import { WhatIfs } from '../why/WhatIfs.tsx';
import { WhyChain } from '../why/WhyChain.tsx';
import './EventLog.css';
import { useVirtualRows } from './useVirtualRows.ts';

const everything: EventFilter = { kind: null, place: null, message: null };

export function EventLog() {
  const [filter, setFilter] = useState(everything);
  const [active, setActive] = useState(NO_FACT);
  const { loading } = useSession(({ loading }) => ({ loading }));
  const world = useSessionActions().timeline.world;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another run has another world
  const index = useMemo(() => new EventIndex(world, world.trace, filter), [world, filter, loading]);
  return (
    <div className="event-log">
      <Filters filter={filter} change={setFilter} />
      <List index={index} active={active} setActive={setActive} />
      {active !== NO_FACT && <Reason fact={active} close={() => setActive(NO_FACT)} />}
    </div>
  );
}

interface FiltersProps {
  readonly filter: EventFilter;
  readonly change: (filter: EventFilter) => void;
}

function Filters({ filter, change }: FiltersProps) {
  const places = useAtPlayhead(({ world }) => placesOf(world));
  return (
    <fieldset className="event-log-filters" aria-label="Only events">
      <select
        aria-label="Kind of event"
        value={filter.kind ?? ''}
        onChange={(event) =>
          change({ ...filter, kind: (event.target.value || null) as EventKind | null })
        }
      >
        <option value="">all kinds</option>
        {Object.entries(eventKindTitles).map(([kind, title]) => (
          <option key={kind} value={kind}>
            {title}
          </option>
        ))}
      </select>
      <select
        aria-label="Place"
        value={filter.place ?? ''}
        onChange={(event) =>
          change({
            ...filter,
            place: event.target.value === '' ? null : Number(event.target.value),
          })
        }
      >
        <option value="">all places</option>
        {places.map(({ place, name }) => (
          <option key={place} value={place}>
            {name}
          </option>
        ))}
      </select>
      <label className="event-log-message">
        m
        <input
          type="text"
          inputMode="numeric"
          aria-label="Message number"
          placeholder="any"
          value={filter.message ?? ''}
          onChange={(event) => {
            const digits = event.target.value.replace(/\D/g, '').slice(0, 9);
            change({ ...filter, message: digits === '' ? null : Number(digits) });
          }}
        />
      </label>
    </fieldset>
  );
}

/** Every node and consumer, as one reads them on the stage. */
function placesOf(world: World): { place: number; name: string }[] {
  const places = world.plan.nodes.length + world.consumers.rows;
  return Array.from({ length: places }, (_, place) => ({ place, name: nameOf(world, place) }));
}

interface ListProps {
  readonly index: EventIndex;
  readonly active: number;
  readonly setActive: (fact: number) => void;
}

function List({ index, active, setActive }: ListProps) {
  const session = useSessionActions();
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const { rows, past } = useAtPlayhead(({ world }) => ({
    rows: index.rows,
    past: index.rowsBefore(world.trace.length),
  }));
  const { view, follows, follow, show } = useVirtualRows(list, rows, past - 1);
  const { world } = session.timeline;
  const goTo = (row: number): void => {
    const fact = index.at(row);
    if (fact === NO_FACT) return;
    setActive(fact);
    session.pause();
    session.seek(world.trace.atUs(fact));
    const message = world.trace.message(fact);
    const isMessage = message !== NO_MESSAGE && message <= world.messageCount;
    if (isMessage) session.select({ kind: 'message', number: message });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const at = active === NO_FACT ? past - 1 : index.rowsBefore(active);
    const page = Math.max(1, view.to - view.from - 2);
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: active === NO_FACT ? at : at + 1,
      ArrowUp: at - 1,
      PageDown: at + page,
      PageUp: at - page,
      Home: 0,
      End: rows - 1,
    };
    const step = steps[event.key];
    if (step === undefined && event.key !== 'Enter') return;
    event.preventDefault();
    event.stopPropagation();
    if (step === undefined) {
      goTo(at);
      return;
    }
    const row = Math.min(rows - 1, Math.max(0, step));
    setActive(index.at(row));
    show(row);
  };
  const shown = Array.from({ length: view.to - view.from }, (_, i) => view.from + i);
  return (
    <>
      <p className="event-log-count">
        {past.toLocaleString('en-GB')} {past === 1 ? 'event' : 'events'}
        {rows > past && `, ${(rows - past).toLocaleString('en-GB')} to come`}
        {!follows && (
          <Button variant="quiet" onClick={follow}>
            to now
          </Button>
        )}
      </p>
      <div
        ref={list}
        className="event-log-list"
        role="listbox"
        aria-label="Events"
        tabIndex={0}
        aria-activedescendant={active === NO_FACT ? undefined : `${id}-${active}`}
        onKeyDown={onKeyDown}
      >
        <div className="event-log-whole" style={{ height: view.height }}>
          <div className="event-log-rows" style={{ transform: `translateY(${view.top}px)` }}>
            {shown.map((row) => {
              const fact = index.at(row);
              if (fact === NO_FACT) return null;
              return (
                // biome-ignore lint/a11y/useKeyWithClickEvents: the listbox has the keys
                <div
                  key={fact}
                  id={`${id}-${fact}`}
                  className="event-log-row"
                  role="option"
                  aria-selected={fact === active}
                  aria-setsize={rows}
                  aria-posinset={row + 1}
                  data-future={row >= past}
                  data-now={row === past - 1}
                  tabIndex={-1}
                  onClick={() => goTo(row)}
                >
                  <span className="event-log-time">
                    {(world.trace.atUs(fact) / 1e6).toFixed(3)}
                  </span>
                  <SentenceText sentence={sentenceOf(world, world.trace, fact)} isStill />
                </div>
              );
            })}
          </div>
        </div>
      </div>
    </>
  );
}

/** Why the event in hand happened. */
function Reason({ fact, close }: { fact: number; close: () => void }) {
  const isKnown = useAtPlayhead(({ world }) => fact < world.trace.known);
  const chain = useAtPlayhead(({ world }) =>
    fact < world.trace.known ? whyOf(world, world.trace, fact) : [],
  );
  useEffect(() => {
    if (!isKnown) close();
  }, [isKnown, close]);
  if (!isKnown) return null;
  return (
    <section className="event-log-reason" aria-label="Why this event?">
      <IconButton variant="quiet" icon={<X />} label="Close the reason" onClick={close} />
      <WhyChain chain={chain} />
      <WhatIfs fact={fact} tellsMissing />
    </section>
  );
}
