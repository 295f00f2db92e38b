/** topics are the parts of the chapter that the library is sorted by; a system's name begins with its topic's. */
const topics = [
  { prefix: 'payment-', title: 'The whole picture' },
  { prefix: 'l0-', title: 'Break it in 30 seconds' },
  { prefix: 'l1-', title: 'Coupling and cascades' },
  { prefix: 'l2-', title: 'The parts' },
  { prefix: 'l3-', title: 'The life of a message' },
  { prefix: 'l4-', title: 'Durability' },
  { prefix: 'l5-', title: 'Acknowledgement' },
  { prefix: 'l6-', title: 'Leases' },
  { prefix: 'lease-', title: 'Leases' },
  { prefix: 'l7-', title: 'Duplicates and idempotency' },
  { prefix: 'l8-', title: 'Traffic spikes' },
  { prefix: 'l9-', title: 'Capacity' },
  { prefix: 'alarm-', title: 'Capacity' },
  { prefix: 'l10-', title: 'Many consumers' },
  { prefix: 'l11-', title: 'Ordering' },
  { prefix: 'l12-', title: 'Keys: order and parallelism' },
  { prefix: 'l13-', title: 'Poison messages and dead letters' },
  { prefix: 'redrive-', title: 'Poison messages and dead letters' },
  { prefix: 'l14-', title: 'Retries' },
  { prefix: 'l15-', title: 'What may wait' },
  { prefix: 'l16-', title: 'Find the bug' },
  { prefix: 'outbox-', title: 'Two writes, and an outbox' },
  { prefix: 'poll-', title: 'Asking for messages' },
  { prefix: 'quorum-', title: 'Replicas, and a majority of them' },
  { prefix: 'log-', title: 'Logs: reading instead of taking' },
  { prefix: 'truth-', title: 'What is often said, and what is true' },
] as const;

export type Topic = (typeof topics)[number]['title'];

/** The topic of a shipped system, by its name. */
export function topicOf(name: string): Topic {
  const topic = topics.find(({ prefix }) => name.startsWith(prefix));
  if (topic === undefined) throw new Error(`${name} belongs to no topic of the library`);
  return topic.title;
}
