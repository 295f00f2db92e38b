/** HookPanel is the first thing one does: press Order, as fast as one can, and see what becomes of it. */
import type { ByHand, RunBeat } from '../../lessons/course/index.ts';
import type { LessonWorlds } from '../../lessons/index.ts';
import { Button } from '../../ui/index.ts';
import { ledgerOf } from '../index.ts';
import { Told } from './Told.tsx';
import { useWorlds } from './useWorlds.ts';

export interface HookPanelProps {
  readonly worlds: LessonWorlds;
  readonly beat: RunBeat;
  readonly byHand: ByHand;
  /** Whether there is another world to slide in. */
  readonly leadsOn: boolean;
  readonly onOrder: () => void;
  readonly onNext: () => void;
}

export function HookPanel({ worlds, beat, byHand, leadsOn, onOrder, onNext }: HookPanelProps) {
  const { placed, parts } = useWorlds(worlds, (now) => {
    const slot = now.slots.find(({ id }) => id === beat.world);
    const { session } = slot ?? { session: now.lead };
    const { queue } = session.store.getState();
    const node = session.timeline.world.plan.nodes.findIndex(({ kind }) => kind === 'queue');
    return {
      placed: now.ordersIn(beat.world ?? ''),
      parts: ledgerOf(session.timeline.world, Math.max(queue, node)).parts.filter(
        ({ id, count }) => id === 'done' || count > 0,
      ),
    };
  });
  return (
    <section className="lesson-step" aria-label={beat.title}>
      <h2 className="lesson-heading">{beat.title}</h2>
      <Told>{beat.watch}</Told>
      <div className="lesson-hook">
        <Button variant="primary" keyHint={byHand.order.key} onClick={onOrder}>
          {byHand.order.label}
        </Button>
        <p className="lesson-note" role="status">
          {placed.length === 0
            ? 'Nobody has ordered yet.'
            : `${placed.length} ordered: ${parts.map(({ count, word }) => `${count} ${word}`).join(', ')}.`}
        </p>
      </div>
      <div className="lesson-actions">
        <Button
          variant={placed.length < 5 ? 'plain' : 'primary'}
          keyHint={leadsOn ? byHand.on.key : '→'}
          onClick={onNext}
        >
          {leadsOn ? byHand.on.label : 'What did I see?'}
        </Button>
      </div>
    </section>
  );
}
