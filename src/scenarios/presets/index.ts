/** Presets: kinds of brokers as data over the engine's common model. */
export { type ManagedQueueSettings, managedQueue } from './managedQueue.ts';
export type { DeclaredPolicy, Preset, QueueTraits, Vocabulary } from './Preset.ts';
export { DEFAULT_DELIVERY_ATTEMPTS, pubsub } from './pubsub.ts';
export { type Conflict, type QueuePreset, queuePreset, queuePresets } from './queuePresets.ts';
export { type RabbitVersion, rabbitmqClassic, rabbitVersions } from './rabbitmqClassic.ts';
export { rabbitmqQuorum } from './rabbitmqQuorum.ts';
export {
  type RabbitPlace,
  type RabbitQueueSettings,
  rabbitQueue,
  whyRefused,
} from './rabbitQueue.ts';
export { DUPLICATE_DETECTION_US, serviceBus } from './serviceBus.ts';
export { sqsFifo, sqsStandard } from './sqs.ts';
export { type PresetChoice, type WithPresets, withPresets } from './withPresets.ts';
