/** Presets: kinds of brokers as data over the engine's common model. */
export type { DeclaredPolicy, Preset, QueueTraits, Vocabulary } from './Preset.ts';
export { type Conflict, type QueuePreset, queuePreset, queuePresets } from './queuePresets.ts';
export { type RabbitVersion, rabbitmqClassic, rabbitVersions } from './rabbitmqClassic.ts';
export { rabbitmqQuorum } from './rabbitmqQuorum.ts';
export {
  type RabbitPlace,
  type RabbitQueueSettings,
  rabbitQueue,
  whyRefused,
} from './rabbitQueue.ts';
export { type PresetChoice, type WithPresets, withPresets } from './withPresets.ts';
