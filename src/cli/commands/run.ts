import { reportRun } from '../../engine/index.ts';
import { shippedScenarios } from '../../scenarios/index.ts';
import type { Command } from '../Command.ts';
import { reportText } from '../reportText.ts';
import { runScenario } from '../runScenario.ts';
import { table } from '../table.ts';

export const run: Command = {
  name: 'run',
  takes: 'FILE [--seed N] [--until TIME] [--json]',
  does: 'Runs a scenario to its end and sums it up.',
  help: () => `  FILE            a scenario file, or the name of a shipped scenario
  --seed N        another seed than the file's
  --until TIME    another end than the file's: 200ms, 1.5s, 2min
  --json          print one JSON object and nothing else
  --max-events N  the events after which a run is stopped: 50000000

Counts are of copies: a message that an exchange puts into two queues counts twice. What was offered
is exactly what was refused, is somewhere, or has met its end.

Shipped scenarios:

${table(shippedScenarios().map(({ name, title }) => [name, title])).trimEnd()}`,
  operands: ['FILE'],
  options: { seed: 'N', until: 'TIME', 'max-events': 'N', json: null },
  run: (given) => {
    const { scenario, simulation, complaint } = runScenario(given);
    const report = reportRun(simulation);
    const text = given.options.has('json')
      ? `${JSON.stringify(report)}\n`
      : reportText(scenario, report);
    return { code: complaint === undefined ? 0 : 1, output: [text], complaint };
  },
};
