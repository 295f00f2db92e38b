/** QueueChoice is which queue or group the bar and the chart are about, where there is more than one. */
import { focusesOf, useAtPlayhead, useSession, useSessionActions } from '../../store/index.ts';

export function QueueChoice() {
  const session = useSessionActions();
  const { queue } = useSession(({ queue }) => ({ queue }));
  const queues = useAtPlayhead(({ world: { plan } }) =>
    focusesOf(plan).map((node) => ({ node, title: plan.nodes[node]?.title ?? '' })),
  );
  if (queues.length < 2) return null;
  return (
    <select
      className="chart-panel-queue"
      aria-label="Queue or group"
      value={queue}
      onChange={(event) => session.set({ queue: Number(event.target.value) })}
    >
      {queues.map(({ node, title }) => (
        <option key={node} value={node}>
          {title}
        </option>
      ))}
    </select>
  );
}
