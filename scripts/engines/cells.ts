/**
 * Cells are what must be equal in every JavaScript engine: each is a name (what is computed), a way (how
 * one got there) and a value. Cells of one name have one value, whatever the way.
 *
 * Runs are those of the shipped systems: their own seed and others, at several instants, and each played
 * as a page may play it. Below them stand the two things that engines could get wrong first: the natural
 * logarithm, and the draws of every distribution.
 *
 * This module is packed for the browser and runs unchanged in Node, so that both do the same work.
 */
import {
  type Duration,
  drawDuration,
  naturalLogarithm,
  RandomStreams,
  RunningHash,
} from '../../src/engine/kernel/index.ts';
import { type ShippedName, shippedNames, shippedScenario } from '../../src/scenarios/index.ts';
import { type Played, waysToPlay } from './waysToPlay.ts';

export interface Cell {
  readonly name: string;
  /** The first way of a name is the plain one, to which the others must be equal. */
  readonly way: string;
  readonly value: string;
}

/** All that one engine has computed. */
export interface Table {
  readonly cells: readonly Cell[];
  /** Not expected to be equal: see `nativeLogarithmCells`. */
  readonly native: readonly Cell[];
}

/** Besides the scenario's own: one more, and one that does not fit into 32 bits. */
const OTHER_SEEDS = [2, 2 ** 40 + 1];
const BLOCKS = 40;
const INPUTS_PER_BLOCK = 5_000;
const DRAWS = 20_000;

/** The whole table; `breathe` is waited for now and then. */
export async function tableOf(breathe: () => Promise<void>): Promise<Table> {
  const cells = [...arithmeticCells()];
  for (const cell of runCells()) {
    cells.push(cell);
    await breathe();
  }
  return { cells, native: [...nativeLogarithmCells()] };
}

/** The cells of these systems; a generator, so that a page can breathe between two of them. */
export function* runCells(names: readonly ShippedName[] = shippedNames): Generator<Cell> {
  for (const name of names) {
    const scenario = shippedScenario(name);
    for (const seed of [scenario.seed, ...OTHER_SEEDS]) {
      for (const [way, play] of Object.entries(waysToPlay)) {
        for (const played of play(scenario, seed)) yield cellOf(name, seed, way, played);
      }
    }
  }
}

function cellOf(name: ShippedName, seed: number, way: string, { atUs, hash, state }: Played): Cell {
  return { name: runName(name, seed, atUs), way, value: `run ${hash}, state ${state}` };
}

/** How the cells of a run at an instant are called. */
export function runName(name: string, seed: number, atUs: number): string {
  return `${name}, seed ${seed}, ${atUs} µs`;
}

/** The cell that the golden hashes are about: the end of a system's own run. */
export function nameOfEnd(name: ShippedName): string {
  const { seed, durationUs } = shippedScenario(name);
  return runName(name, seed, durationUs);
}

/** ln(x) over inputs as chance makes them and over all sizes, and the draws of each distribution. */
export function* arithmeticCells(): Generator<Cell> {
  yield* logarithmCells('ln(x)', naturalLogarithm);
  const durations: readonly Duration[] = [
    { kind: 'constant', meanUs: 1_234.5 },
    { kind: 'uniform', lowUs: 1, highUs: 99_999 },
    { kind: 'exponential', meanUs: 7 },
    { kind: 'exponential', meanUs: 140_000 },
    { kind: 'exponential', meanUs: 3.6e9 },
    { kind: 'listed', listUs: [5, 70, 900] },
  ];
  for (const duration of durations) {
    for (const factor of [1, 1 / 3]) {
      const hash = new RunningHash();
      const random = new RandomStreams(2 ** 40 + 1);
      const stream = random.open('engines/draws');
      for (let i = 0; i < DRAWS; i++) hash.add(drawDuration(duration, i, factor, random, stream));
      const name = `${DRAWS} draws of ${JSON.stringify(duration)} × ${factor}`;
      yield { name, way: 'drawn', value: hash.toString() };
    }
  }
}

/**
 * The same inputs through the engine's own Math.log, which the language does not define to the last bit.
 * Where these differ between engines, a comparison that finds our logarithm equal has proved its worth.
 */
export function nativeLogarithmCells(): Generator<Cell> {
  return logarithmCells('Math.log(x)', Math.log);
}

function* logarithmCells(title: string, ln: (x: number) => number): Generator<Cell> {
  const random = new RandomStreams(1);
  const stream = random.open('engines/inputs');
  const bits = new DataView(new ArrayBuffer(8));
  for (let block = 0; block < BLOCKS; block++) {
    const hash = new RunningHash();
    for (let i = 0; i < INPUTS_PER_BLOCK; i++) {
      const unit = random.nextUnit(stream);
      // Every second block: sizes from 2^-60 to 2^60, by exact doubling.
      bits.setFloat64(0, ln(block % 2 === 0 ? unit : unit * powerOfTwo((i % 121) - 60)));
      hash.add(bits.getUint32(0));
      hash.add(bits.getUint32(4));
    }
    yield { name: `${title}, block ${block}`, way: 'computed', value: hash.toString() };
  }
}

function powerOfTwo(exponent: number): number {
  let power = 1;
  for (let i = 0; i < Math.abs(exponent); i++) power *= exponent > 0 ? 2 : 0.5;
  return power;
}
