/** faultsReport sums up a fault campaign: as JSON for other programs, as text for people. */
import type { FaultCampaign, FaultResult, FaultSummary, Scenario } from '../engine/index.ts';
import { count, time } from './figures.ts';
import { table } from './table.ts';

/** The first four keys are a public contract. More may be added. */
export interface FaultsReport {
  readonly runs: number;
  readonly broken: number;
  readonly results: readonly (FaultResult & { readonly reproduce: string })[];
  readonly scenario: string;
  readonly seed: number;
  /** What was gone through: one of each `every` events, of the first `horizon` of the run. */
  readonly extent: {
    readonly events: number;
    readonly horizon: number;
    readonly every: number;
    readonly pairs: boolean;
    readonly eventsPlayed: number;
  };
  readonly summary: FaultSummary;
}

/** So many results are printed for people; the rest is counted. */
const SHOWN = 20;

/** `typed`: the operand and the options that every run of this campaign rests on. */
export function faultsReport(
  scenario: Scenario,
  campaign: FaultCampaign,
  pairs: boolean,
  typed: string,
): FaultsReport {
  const { tally, events, horizon, every, seed } = campaign;
  const reproduce = (run: string) =>
    `npm run --silent sim -- faults ${typed} --seed ${seed} --only ${run}`;
  return {
    runs: tally.runs,
    broken: tally.results.length,
    results: tally.results.map((one) => ({ ...one, reproduce: reproduce(one.run) })),
    scenario: scenario.name,
    seed,
    extent: { events, horizon, every, pairs, eventsPlayed: tally.events },
    summary: tally.summary(),
  };
}

export function faultsText(scenario: Scenario, report: FaultsReport): string {
  return [
    `${scenario.title} (${scenario.name}), seed ${report.seed}\n`,
    extentPart(report),
    brokenPart(report),
    accountPart(report.summary),
    lossesPart(report.summary),
    restPart(report.summary),
  ]
    .filter((part) => part !== '')
    .join('\n');
}

function extentPart({ runs, extent }: FaultsReport): string {
  const { events, horizon, every, pairs, eventsPlayed } = extent;
  const which = every === 1 ? 'each event' : `one of each ${every} events (--every 1 is all)`;
  const part = horizon < events ? ` of the first ${count(horizon)}` : '';
  return `${count(runs)} runs: ${pairs ? 'one fault and pairs of faults' : 'one fault'} beside ${which}${part}; the run has ${count(events)} events, ${count(eventsPlayed)} were played\n`;
}

function brokenPart({ broken, results }: FaultsReport): string {
  if (broken === 0) return 'No promise is broken.\n';
  const more = broken > SHOWN ? `  and ${count(broken - SHOWN)} more (--json lists all)\n` : '';
  const rows = results
    .slice(0, SHOWN)
    .map(({ promise, queue, run, event, atUs, says }) => [
      promise,
      queue ?? '',
      run,
      `${event} at ${time(atUs)}`,
      says,
    ]);
  return `${count(broken)} broken\n${table([['promise', 'queue', 'run', 'event', ''], ...rows])}${more}`;
}

function accountPart(summary: FaultSummary): string {
  const names = [
    ...(['attempts', 'acknowledged', 'lost', 'unexpected', 'duplicated'] as const),
    'recovered' as const,
  ];
  return `The total queue, over all runs\n${table([
    names,
    names.map((name) => count(summary[name])),
  ])}`;
}

function lossesPart({ losses }: FaultSummary): string {
  if (losses.length === 0) return '';
  return `Lost or dropped, and why\n${table([
    ['queue', 'reason', 'copies', 'first run', 'why no promise is broken'],
    ...losses.map(({ queue, reason, count: copies, firstRun, notPromised }) => [
      queue,
      reason,
      count(copies),
      firstRun,
      notPromised ?? 'IT IS',
    ]),
  ])}`;
}

function restPart({ unrest }: FaultSummary): string {
  return unrest.runs === 0
    ? ''
    : `${count(unrest.runs)} runs never come to rest, nor does the run without a fault: ${unrest.because}\n`;
}
