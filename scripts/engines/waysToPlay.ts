/**
 * waysToPlay are the ways in which a page may come to an instant of a run: at once, in slices, by seeking
 * to and fro across checkpoints, at any speed, on a machine that is too slow, after an act was undone.
 * All of them must find the same world there.
 */
import { type Intervention, type Scenario, Simulation } from '../../src/engine/index.ts';
import { Player, speeds, Timeline } from '../../src/playback/index.ts';

/** What a run is at an instant. */
export interface Played {
  readonly atUs: number;
  /** Of all that has happened. */
  readonly hash: string;
  /** Of all that is. */
  readonly state: string;
}

type Way = (scenario: Scenario, seed: number) => Iterable<Played>;

export const waysToPlay: Readonly<Record<string, Way>> = {
  'at once': atOnce,
  'in slices': inSlices,
  'after seeks': afterSeeks,
  'after steps': afterSteps,
  'at changing speeds': atChangingSpeeds,
  'falling behind': fallingBehind,
  'after an undone act': afterUndoneAct,
};

/** Events between checkpoints: closer than in the page, so that the short systems have some too. */
const CHECKPOINT_EVERY = 40;
/** Events at a time, in turn. */
const SLICES = [1, 7, 61, 400, 997];
/** Milliseconds from frame to frame, in turn: screens differ, and frames are dropped. */
const FRAME_GAPS_MS = [16.7, 16.6, 33.4, 6.9, 100];
const FRAMES_AT_ONE_SPEED = 30;

/** A third, two thirds, and the end: none of them on a round number of the script. */
function instantsOf({ durationUs }: Scenario): readonly [number, number, number] {
  return [Math.floor(durationUs / 3), Math.floor((durationUs * 2) / 3), durationUs];
}

function* atOnce(scenario: Scenario, seed: number): Generator<Played> {
  for (const atUs of instantsOf(scenario)) {
    const simulation = new Simulation(scenario, { seed });
    simulation.runUntil(atUs);
    yield playedOf(simulation);
  }
}

function* inSlices(scenario: Scenario, seed: number): Generator<Played> {
  const simulation = new Simulation(scenario, { seed });
  let slice = 0;
  for (const atUs of instantsOf(scenario)) {
    while (!simulation.runUntil(atUs, SLICES[slice++ % SLICES.length]));
    yield playedOf(simulation);
  }
}

function* afterSeeks(scenario: Scenario, seed: number): Generator<Played> {
  const [third, twoThirds, end] = instantsOf(scenario);
  const timeline = timelineOf(scenario, seed);
  for (const atUs of [end, third, twoThirds, 0, end, third]) {
    timeline.seek(atUs);
    if (atUs > 0) yield playedOf(timeline.run);
  }
}

function* afterSteps(scenario: Scenario, seed: number): Generator<Played> {
  const timeline = timelineOf(scenario, seed);
  for (const atUs of instantsOf(scenario)) {
    timeline.seek(atUs);
    for (let i = 0; i < 12; i++) timeline.step(-1);
    for (let i = 0; i < 5; i++) timeline.step(1);
    timeline.seek(atUs);
    yield playedOf(timeline.run);
  }
}

/** From the slowest speed to the fastest and again, half a second of screen each. */
function* atChangingSpeeds(scenario: Scenario, seed: number): Generator<Played> {
  const timeline = timelineOf(scenario, seed);
  const player = new Player(timeline, () => 0);
  const finite = speeds.filter((speed) => speed.usPerS < Number.POSITIVE_INFINITY).length;
  play(player, (frame) => {
    player.pace = Math.floor(frame / FRAMES_AT_ONE_SPEED) % finite;
  });
  yield playedOf(timeline.run);
}

/** Run to end on a machine that needs all of a frame for a few hundred events. */
function* fallingBehind(scenario: Scenario, seed: number): Generator<Played> {
  const timeline = timelineOf(scenario, seed);
  let clockMs = 0;
  const player = new Player(timeline, () => (clockMs += 7));
  player.pace = speeds.length - 1;
  play(player);
  yield playedOf(timeline.run);
}

function play(player: Player, beforeFrame: (frame: number) => void = () => undefined): void {
  player.play();
  let nowMs = 0;
  for (let frame = 0; player.isPlaying; frame++) {
    beforeFrame(frame);
    nowMs += FRAME_GAPS_MS[frame % FRAME_GAPS_MS.length] ?? 0;
    player.frame(nowMs);
  }
}

/** An act is made in the past of a run that has been to its end, and taken back again. */
function* afterUndoneAct(scenario: Scenario, seed: number): Generator<Played> {
  const [third, twoThirds, end] = instantsOf(scenario);
  const timeline = timelineOf(scenario, seed);
  timeline.seek(end);
  const untouched = timeline.hash();
  timeline.intervene('act', actFor(scenario, third), '');
  if (timeline.hash() === untouched) throw new Error(`the act upon ${scenario.name} did nothing`);
  timeline.seek(twoThirds);
  timeline.remove('act', '');
  yield playedOf(timeline.run);
  timeline.seek(end);
  yield playedOf(timeline.run);
}

function actFor({ name, nodes }: Scenario, atUs: number): Intervention {
  const producer = nodes.find((node) => node.kind === 'producer');
  if (producer === undefined) throw new Error(`${name} has no producer`);
  return { atUs, kind: 'spike', target: producer.id, factor: 3, lengthUs: 1e6 };
}

function timelineOf(scenario: Scenario, seed: number): Timeline {
  return new Timeline(scenario, { seed, checkpointEvery: CHECKPOINT_EVERY });
}

function playedOf(simulation: Simulation): Played {
  if (simulation.stopped !== null) throw new Error(simulation.stopped);
  const { world } = simulation;
  return { atUs: world.nowUs, hash: simulation.hash(), state: world.stateHash() };
}
