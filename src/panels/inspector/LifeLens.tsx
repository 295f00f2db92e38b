/** LifeLens is the lifecycle of one message in the queue in focus, or in the first that has it. */
import { copyTable } from '../../engine/index.ts';
import { storyOf } from '../../explain/index.ts';
import { useAtPlayhead, useSession } from '../../store/index.ts';
import { LifecycleView } from './LifecycleView.tsx';

export function LifeLens({ number }: { number: number }) {
  const { queue } = useSession(({ queue }) => ({ queue }));
  const copy = useAtPlayhead(({ world }) => {
    const { copies } = storyOf(world, world.trace, number);
    // Records of a log have no lifecycle of their own: a group has a place in the log.
    const queued = copies.filter((one) => world.plan.nodes[one.queue]?.kind === 'queue');
    const shown = queued.find((one) => one.queue === queue) ?? queued[0];
    return shown === undefined ? null : { state: shown.state, title: shown.title };
  });
  if (copy === null)
    return (
      <p className="lifecycle-now">
        A record has no states of its own: it stays in its log, and each group has its place there.
      </p>
    );
  return (
    <LifecycleView table={copyTable} state={copy.state} subject={`m${number} in ${copy.title}`} />
  );
}
