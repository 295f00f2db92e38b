/** outages draws when a part goes down and up again: exponential times, from a stream of its own. */
import {
  type Act,
  drawDuration,
  type Intervention,
  RandomStreams,
  US_PER_S,
} from '../../engine/index.ts';

export interface Part {
  readonly id: string;
  /** The share of time that it is up. */
  readonly availability: number;
  readonly down: Act;
  readonly up: Act;
}

/** How long a part is down, on average. */
const DOWN_S = 60;

/** The acts of all parts up to `untilS`. Each begins up. */
export function outages(parts: readonly Part[], seed: number, untilS: number): Intervention[] {
  const random = new RandomStreams(seed);
  return parts.flatMap(({ id, availability, down, up }) => {
    const stream = random.open(`outages/${id}`);
    const draw = (meanS: number): number =>
      drawDuration({ kind: 'exponential', meanUs: meanS * US_PER_S }, 0, 1, random, stream);
    const upS = (DOWN_S * availability) / (1 - availability);
    const acts: Intervention[] = [];
    for (let atUs = draw(upS); atUs < untilS * US_PER_S; atUs += draw(upS)) {
      acts.push({ atUs, ...down });
      atUs += draw(DOWN_S);
      acts.push({ atUs, ...up });
    }
    return acts;
  });
}

export function servicePart(id: string, availability: number): Part {
  return {
    id,
    availability,
    down: { kind: 'crashService', target: id },
    up: { kind: 'restartService', target: id },
  };
}
