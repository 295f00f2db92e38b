/** The presets: logs and groups that behave like those of a broker, dated, with their sources. */
export { jetStreamGroup, jetStreamLog, jetStreamWorkQueue } from './jetStream.ts';
export { kafkaGroup, kafkaShareGroup } from './kafka.ts';
export { type LogPreset, logPresets } from './logPresets.ts';
export { plainGroup, plainLog } from './logStandards.ts';
export { type Difference, type NearestPreset, nearestLogPreset } from './nearestLogPreset.ts';
export { redisGroup, redisLog, redisStreamsGroup } from './redisStreams.ts';
