/**
 * timeAxis chooses the ticks of the time axis and writes instants: in the unit of the step, so that
 * a run of milliseconds and one of hours both read as whole numbers.
 */
export interface TimeTick {
  readonly atUs: number;
  readonly label: string;
}

const second = 1_000_000;
const minute = 60 * second;
const hour = 60 * minute;

const steps: readonly number[] = [
  ...[1, 10, 100, 1_000, 10_000, 100_000].flatMap((unit) => [unit, 2 * unit, 5 * unit]),
  ...[1, 2, 5, 10, 15, 20, 30].map((n) => n * second),
  ...[1, 2, 5, 10, 15, 20, 30].map((n) => n * minute),
  ...[1, 2, 4, 6, 12, 24].map((n) => n * hour),
];

export function timeTicks(fromUs: number, toUs: number, atMost: number): TimeTick[] {
  const spanUs = toUs - fromUs;
  if (!(spanUs > 0)) return [];
  const room = Math.max(1, atMost - 1);
  const step = steps.find((candidate) => spanUs / candidate <= room) ?? spanUs / room;
  const unit = unitOf(step, toUs);
  const ticks: TimeTick[] = [];
  for (let n = Math.ceil(fromUs / step); n * step <= toUs; n++) {
    ticks.push({ atUs: n * step, label: `${upToThree.format((n * step) / unit.us)} ${unit.name}` });
  }
  return ticks;
}

// Made once: a formatter costs more than a thousand uses of it.
const twoDecimals = new Intl.NumberFormat('en', {
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
});
const upToThree = new Intl.NumberFormat('en', { maximumFractionDigits: 3 });

/** An instant as it is read aloud and set beside the playhead: "10.60 s". */
export function formatInstant(atUs: number): string {
  return `${twoDecimals.format(atUs / second)} s`;
}

/** The same where the whole axis is shorter than two seconds: "10.60 ms". */
export function formatInstantOn(spanUs: number, atUs: number): string {
  return spanUs < 2 * second ? `${(atUs / 1000).toFixed(2)} ms` : formatInstant(atUs);
}

/** How far one arrow key moves something along an axis of this length: 0.1 s on all but short ones. */
export function keyStepUs(spanUs: number): number {
  return spanUs >= 5 * second ? 100_000 : Math.max(1, 10 ** Math.floor(Math.log10(spanUs / 50)));
}

function unitOf(stepUs: number, toUs: number): { us: number; name: string } {
  if (stepUs >= hour) return { us: hour, name: 'h' };
  if (stepUs >= minute && toUs > 3 * minute) return { us: minute, name: 'min' };
  if (stepUs >= second || (stepUs >= 100_000 && toUs >= 2 * second))
    return { us: second, name: 's' };
  if (stepUs >= 1_000 || toUs >= 2_000) return { us: 1_000, name: 'ms' };
  return { us: 1, name: 'µs' };
}
