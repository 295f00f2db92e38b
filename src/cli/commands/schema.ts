import { scenarioJsonSchema } from '../../scenarios/index.ts';
import type { Command } from '../Command.ts';

export const schema: Command = {
  name: 'schema',
  takes: '',
  does: 'Prints the JSON Schema of a scenario file.',
  help: () =>
    'Editors that know JSON Schema complete and check files with it. Names that lead nowhere and\nwires that join nothing are for `run` to find.',
  operands: [],
  options: {},
  run: () => ({ code: 0, output: [`${JSON.stringify(scenarioJsonSchema(), null, 2)}\n`] }),
};
