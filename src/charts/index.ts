/** Chart objects: create(host) returns draw and destroy. D3 and plain DOM, no React. */
export type { ChartState } from './chartState';
export type {
  ConservationBar,
  ConservationData,
  ConservationPart,
} from './conservation/conservationBar';
export { createConservationBar } from './conservation/conservationBar';
export type { LifecycleData, LifecycleDiagram } from './lifecycle/lifecycleDiagram.ts';
export { createLifecycleDiagram } from './lifecycle/lifecycleDiagram.ts';
export { type StateGraph, stateGraphOf, type Transition } from './lifecycle/StateGraph.ts';
export type { SequenceData, SequenceDiagram, SequenceEvents } from './sequence/sequenceDiagram';
export { createSequenceDiagram } from './sequence/sequenceDiagram';
export type { SequenceArrow, SequenceBracket, SequenceLane } from './sequence/sequenceLayout';
export type {
  SweepChart,
  SweepChartData,
  SweepChartEvents,
  SweepColumn,
} from './sweep/sweepChart';
export { createSweepChart } from './sweep/sweepChart';
export type { Curve } from './time/Curve';
export type { TimeArea, TimeGhost, TimeLine } from './time/curveLayer';
export type { TimeFlag } from './time/flagLayer';
export type { TimeHeat } from './time/heatLayer';
export type { StripOutage, TimeStrip } from './time/stripLayer';
export { formatInstant } from './time/timeAxis';
export type { TimeChart, TimeChartData, TimeChartEvents } from './time/timeChart';
export { createTimeChart } from './time/timeChart';
