/** WorldsPicture is what a lesson is about, world by world: a message's life, an order, or a ledger. */
import { useEffect, useRef } from 'react';
import { createSequenceDiagram, type SequenceDiagram } from '../../charts/index.ts';
import { Fact } from '../../engine/index.ts';
import type { Picture } from '../../lessons/course/index.ts';
import type { LessonWorlds, Slot } from '../../lessons/index.ts';
import { sequenceFor } from '../index.ts';
import { OrderLists } from './OrderLists.tsx';
import { useWorlds } from './useWorlds.ts';

export function WorldsPicture({ worlds }: { worlds: LessonWorlds }) {
  const { picture } = worlds.lesson;
  if (picture.kind !== 'sequence' && picture.kind !== 'order' && picture.kind !== 'ledger') {
    return null;
  }
  return (
    <div className="lesson-pictures" data-kind={picture.kind}>
      {worlds.slots.map((slot) => (
        <section key={slot.id} aria-label={`${titles[picture.kind]} in ${slot.letter}`}>
          <h3>
            <span className="lesson-letter">{slot.letter}</span> {slot.world.title}
          </h3>
          <OnePicture worlds={worlds} slot={slot} picture={picture} />
        </section>
      ))}
    </div>
  );
}

type Drawn = Extract<Picture, { kind: 'sequence' | 'order' | 'ledger' }>;

const titles: Readonly<Record<Drawn['kind'], string>> = {
  sequence: 'The life of the message',
  order: 'In and out',
  ledger: 'The ledger',
};

interface OnePictureProps {
  readonly worlds: LessonWorlds;
  readonly slot: Slot;
  readonly picture: Drawn;
}

function OnePicture({ worlds, slot, picture }: OnePictureProps) {
  if (picture.kind === 'sequence') {
    return <MessageLife worlds={worlds} slot={slot} message={picture.message} />;
  }
  if (picture.kind === 'order') return <Order worlds={worlds} slot={slot} />;
  return (
    <Ledger worlds={worlds} slot={slot} consumer={picture.consumer} expected={picture.expected} />
  );
}

function MessageLife({
  worlds,
  slot,
  message,
}: Omit<OnePictureProps, 'picture'> & { message: number }) {
  const host = useRef<HTMLDivElement>(null);
  const diagram = useRef<SequenceDiagram | null>(null);
  const { session } = slot;
  const data = useWorlds(worlds, () => {
    const { world } = session.timeline;
    if (world.messageCount < message) return null;
    return sequenceFor(world, message, session.store.getState().queue);
  });
  useEffect(() => {
    if (host.current === null) return;
    diagram.current = createSequenceDiagram(host.current, {
      seek: (atUs) => worlds.seek(atUs),
      hover: () => undefined,
    });
    return () => {
      diagram.current?.destroy();
      diagram.current = null;
    };
  }, [worlds]);
  useEffect(() => {
    if (data !== null) diagram.current?.draw({ ...data, hoverUs: null });
  }, [data]);
  return <div ref={host} className="lesson-sequence" data-empty={data === null} />;
}

/** In at the left as they were published, out at the right as they were finished. */
function Order({ worlds, slot }: Omit<OnePictureProps, 'picture'>) {
  const { published, finished } = useWorlds(worlds, () => {
    const { trace } = slot.session.timeline.world;
    const of = (kind: number): number[] => {
      const numbers: number[] = [];
      for (let i = 0; i < trace.length; i++) {
        if (trace.kind(i) === kind) numbers.push(trace.message(i));
      }
      return numbers;
    };
    return { published: of(Fact.published), finished: of(Fact.effectApplied) };
  });
  return <OrderLists published={published} finished={finished} />;
}

function Ledger({
  worlds,
  slot,
  consumer,
  expected,
}: Omit<OnePictureProps, 'picture'> & { consumer: string; expected: number }) {
  const { amount, twice, seen } = useWorlds(worlds, () => {
    const { plan, groups } = slot.session.timeline.world;
    const group = plan.nodes.findIndex(({ id }) => id === consumer);
    const node = plan.nodes[group];
    return {
      amount: (groups.effects[group] ?? 0) * (node?.kind === 'consumer' ? node.effect.amount : 1),
      twice: groups.duplicateEffects[group] ?? 0,
      seen: groups.suppressedEffects[group] ?? 0,
    };
  });
  const money = (value: number): string => `$${value.toLocaleString('en-GB')}`;
  return (
    <dl className="lesson-ledger">
      <dt>expected in the end</dt>
      <dd>{money(expected)}</dd>
      <dt>charged so far</dt>
      <dd>
        <strong>{money(amount)}</strong>
      </dd>
      <dt>charged twice</dt>
      <dd>{twice}</dd>
      <dt>seen before, left out</dt>
      <dd>{seen}</dd>
    </dl>
  );
}
