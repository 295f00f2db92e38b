/** FaultTally collects what disturbed runs have shown: each broken promise, and the sums over all runs. */
import type { Intervention } from '../model/Intervention.ts';
import type { Outcome } from './DisturbedRun.ts';
import { nameOf, type OneRun } from './OneRun.ts';
import type { BrokenPromise, Loss } from './promises.ts';
import type { QueueAccount } from './TotalQueue.ts';

interface Where {
  readonly atUs: number;
  /** The event before or after which it failed: `ackArrives`. */
  readonly event: string;
  readonly seed: number;
  /** What was done. Played from the start, it comes before the first event of its microsecond. */
  readonly acts: readonly Intervention[];
}

/** FaultResult is one broken promise of one run, with all that is needed to see it again. */
export interface FaultResult extends BrokenPromise, OneRun, Where {
  /** The run's name: what `sim faults --only` takes. */
  readonly run: string;
}

export interface LossTally extends Loss {
  /** The first run that shows it. */
  readonly firstRun: string;
}

export interface FaultSummary extends QueueAccount {
  /** What was lost or dropped after the fault, by queue and reason. */
  readonly losses: readonly LossTally[];
  /** Runs that did not come to rest, though nothing promises that they do; and what one of them says. */
  readonly unrest: { readonly runs: number; readonly because: string | null };
}

export class FaultTally {
  runs = 0;
  /** Events played in all runs. */
  events = 0;
  readonly results: FaultResult[] = [];
  private readonly losses = new Map<string, LossTally>();
  private readonly account: QueueAccount = {
    attempts: 0,
    acknowledged: 0,
    lost: 0,
    unexpected: 0,
    duplicated: 0,
    recovered: 0,
  };
  private unrestful = 0;
  private because: string | null = null;

  add(one: OneRun, outcome: Outcome, where: Where): void {
    const run = nameOf(one);
    this.runs++;
    this.events += outcome.events;
    for (const broken of outcome.broken) {
      this.results.push({ ...one, ...broken, ...where, run });
    }
    for (const loss of outcome.losses) {
      const key = `${loss.queue} ${loss.reason} ${loss.notPromised}`;
      const known = this.losses.get(key);
      const count = (known?.count ?? 0) + loss.count;
      this.losses.set(key, { ...loss, count, firstRun: known?.firstRun ?? run });
    }
    if (outcome.account !== null) this.addAccount(outcome.account);
    if (outcome.unrest === null) return;
    if (outcome.broken.some(({ promise }) => promise === 'comesToRest')) return;
    this.unrestful++;
    this.because ??= outcome.unrest;
  }

  summary(): FaultSummary {
    return {
      ...this.account,
      losses: [...this.losses.values()],
      unrest: { runs: this.unrestful, because: this.because },
    };
  }

  private addAccount(one: QueueAccount): void {
    this.account.attempts += one.attempts;
    this.account.acknowledged += one.acknowledged;
    this.account.lost += one.lost;
    this.account.unexpected += one.unexpected;
    this.account.duplicated += one.duplicated;
    this.account.recovered += one.recovered;
  }
}
