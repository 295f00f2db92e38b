import { DEFAULT_FAULT_OPTIONS, FaultCampaign, readOneRun } from '../../engine/index.ts';
import { MAX_DURATION_US } from '../../scenarios/index.ts';
import { BadInput } from '../BadInput.ts';
import type { Command, Given } from '../Command.ts';
import { faultsReport, faultsText } from '../faultsReport.ts';
import { loadScenario } from '../loadScenario.ts';
import { durationOption, wholeOption } from '../options.ts';

const { budget, healAfterUs, boundUs } = DEFAULT_FAULT_OPTIONS;

export const faults: Command = {
  name: 'faults',
  takes: 'FILE [--pairs] [--every N] [--events N] [--only RUN] [--json]',
  does: 'Crashes each component at each event, and reports each broken promise.',
  help: () => `  FILE               a scenario file, or the name of a shipped scenario
  --seed N           another seed than the file's
  --pairs            also two faults, the second of them before the first is healed
  --all              also dropped acks, cut wires, and crashes within the work
  --packets          also each packet lost, late and, a publish, doubled
  --every N          one of each N events; 1 is all. Not given: as many as --budget allows
  --events N         only the first N events
  --budget N         about so many events are played in all: ${budget}
  --heal-after TIME  how long a fault lasts: ${healAfterUs / 1e6}s
  --bound TIME       all must be at rest so long after the healing: ${boundUs / 60e6}min
  --only RUN         one run again, by the name that its result gives it
  --json             print one JSON object and nothing else

A fault comes immediately before an event, or immediately after it with all that it did. Then the script
stops, no more orders come, everything is healed, and the run drains. A loss that the settings do not
promise to prevent breaks no promise; it is listed with its reason.`,
  operands: ['FILE'],
  options: {
    seed: 'N',
    pairs: null,
    all: null,
    packets: null,
    every: 'N',
    events: 'N',
    budget: 'N',
    'heal-after': 'TIME',
    bound: 'TIME',
    only: 'RUN',
    json: null,
  },
  run: (given) => {
    const scenario = loadScenario(given.operands[0] ?? '');
    const only = oneRun(given);
    const campaign = new FaultCampaign(scenario, {
      seed: wholeOption(given, 'seed', 0),
      // One run needs no stride: whichever event it names.
      every: only ? 1 : wholeOption(given, 'every', 1),
      events: wholeOption(given, 'events', 1),
      budget: wholeOption(given, 'budget', 1),
      healAfterUs: durationOption(given, 'heal-after', MAX_DURATION_US),
      boundUs: durationOption(given, 'bound', MAX_DURATION_US),
      allKinds: given.options.has('all') || only !== undefined,
      packets: given.options.has('packets') || only !== undefined,
      pairs: given.options.has('pairs'),
    });
    if (only) {
      const problem = campaign.playAgain(only);
      if (problem !== null) throw new BadInput(`--only: ${problem}`);
    } else campaign.playAll();
    const report = faultsReport(
      scenario,
      campaign,
      given.options.has('pairs'),
      whatItRestsOn(given),
    );
    const text = given.options.has('json')
      ? `${JSON.stringify(report)}\n`
      : faultsText(scenario, report);
    const what = report.broken === 1 ? 'promise is' : 'promises are';
    return {
      code: report.broken === 0 ? 0 : 1,
      output: [text],
      complaint:
        report.broken === 0 ? undefined : `${scenario.name}: ${report.broken} ${what} broken`,
    };
  },
};

/** The file and the lengths of time: without them a run of the same name would be another one. */
function whatItRestsOn({ operands, options }: Given): string {
  const times = ['heal-after', 'bound'].flatMap((name) => {
    const value = options.get(name);
    return value === undefined ? [] : [`--${name} ${value}`];
  });
  return [...operands, ...times].join(' ');
}

function oneRun(given: Given) {
  const name = given.options.get('only');
  if (name === undefined) return undefined;
  const one = readOneRun(name);
  if (one !== null) return one;
  throw new BadInput(
    `--only must be the name of a run such as clerk:kill@17:before, got "${name}"`,
  );
}
