/** PromisesPanel lists what this queue promises, what holds, and the message that shows otherwise. */
import { type VerdictName, verdictsOf } from '../../engine/index.ts';
import { useAtPlayhead, useSession, useSessionActions } from '../../store/index.ts';
import './PromisesPanel.css';

const titles: Readonly<Record<VerdictName, string>> = {
  noLossAfterConfirm: 'No loss after confirm',
  noDuplicateDelivery: 'No duplicate delivery',
  noDuplicateEffect: 'No duplicate effect',
  orderWithinQueue: 'Order within the queue',
  orderWithinKey: 'Order within a key',
  boundedDeliveries: 'Bounded deliveries',
};

const words = { kept: 'holds', broken: 'broken at', notPromised: '' } as const;

export function PromisesPanel() {
  const session = useSessionActions();
  const { queue } = useSession(({ queue }) => ({ queue }));
  const verdicts = useAtPlayhead(({ world }) =>
    world.plan.nodes[queue]?.kind === 'queue' ? verdictsOf(world, queue) : [],
  );
  if (verdicts.length === 0) return null;
  return (
    <section className="promises" aria-label="What is promised, what holds">
      <h2 className="panel-title">What is promised, what holds</h2>
      <dl>
        {verdicts.map(({ name, verdict, isPromised, because, counterExample }) => (
          <div key={name} title={because}>
            <dt>{titles[name]}</dt>
            <dd
              data-verdict={isPromised ? verdict : 'notPromised'}
              data-seen={counterExample !== null}
            >
              {isPromised ? words[verdict] : 'not promised'}
              {verdict !== 'kept' && counterExample !== null && (
                <>
                  {isPromised ? ' ' : ': '}
                  <button
                    type="button"
                    className="sentence-message"
                    title={isPromised ? because : 'The first message that shows it'}
                    onClick={() =>
                      session.select({ kind: 'message', number: counterExample.message })
                    }
                  >
                    m{counterExample.message}
                  </button>
                </>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
