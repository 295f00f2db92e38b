/**
 * Sightings are the facts and rules that random runs have shown. A generator that never reaches what a law is
 * about proves nothing of it.
 */
import { type FactName, factName, type RuleName, rules, type Simulation } from '../index.ts';

export class Sightings {
  private readonly facts = new Set<string>();
  private readonly rules = new Set<string>();

  note({ world: { trace } }: Simulation): void {
    for (let fact = 0; fact < trace.length; fact++) {
      this.facts.add(factName(trace.kind(fact)));
      this.rules.add(rules[trace.rule(fact)]?.name ?? '');
    }
  }

  /** Those of these that no run has shown, as in "fact stored" and "rule flushEach". */
  missing(facts: readonly FactName[], ofRules: readonly RuleName[]): string[] {
    return [
      ...facts.filter((name) => !this.facts.has(name)).map((name) => `fact ${name}`),
      ...ofRules.filter((name) => !this.rules.has(name)).map((name) => `rule ${name}`),
    ];
  }
}
