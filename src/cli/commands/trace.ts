import { BadInput } from '../BadInput.ts';
import type { Command } from '../Command.ts';
import { csvLines, inPieces, jsonLines } from '../factLines.ts';
import { allFacts, factsOfMessage } from '../facts.ts';
import { choiceOption, wholeOption } from '../options.ts';
import { type Run, runScenario } from '../runScenario.ts';
import { sequenceDiagram } from '../sequenceDiagram.ts';

export const trace: Command = {
  name: 'trace',
  takes: 'FILE [--seed N] [--until TIME] [--message N] [--format jsonl|csv|mermaid]',
  does: 'Prints what happened, fact by fact.',
  help: () => `  FILE            a scenario file, or the name of a shipped scenario
  --seed N        another seed than the file's
  --until TIME    another end than the file's: 200ms, 1.5s, 2min
  --message N     only the message of this number, and the order it came from
  --format        jsonl (the default), csv, or mermaid: a sequence diagram of one message
  --max-events N  the events after which a run is stopped: 50000000

Each fact names its cause, an earlier fact, by its index, and the rule that it rests on.`,
  operands: ['FILE'],
  options: {
    seed: 'N',
    until: 'TIME',
    'max-events': 'N',
    message: 'N',
    format: 'jsonl|csv|mermaid',
  },
  run: (given) => {
    const format = choiceOption(given, 'format', ['jsonl', 'csv', 'mermaid']);
    const message = wholeOption(given, 'message', 1);
    if (format === 'mermaid' && message === undefined) {
      throw new BadInput('--format mermaid draws one message: --message N says which');
    }
    const one = runScenario(given);
    const lines = linesOf(one, format, checked(one, message));
    return {
      code: one.complaint === undefined ? 0 : 1,
      output: inPieces(lines),
      complaint: one.complaint,
    };
  },
};

function linesOf({ scenario, simulation }: Run, format: string, message: number | undefined) {
  const facts = message === undefined ? allFacts(simulation) : factsOfMessage(simulation, message);
  if (format === 'csv') return csvLines(facts);
  return format === 'mermaid' ? [sequenceDiagram(scenario, [...facts])] : jsonLines(facts);
}

function checked({ simulation }: Run, message: number | undefined): number | undefined {
  const { messageCount } = simulation.world;
  if (message === undefined || message <= messageCount) return message;
  const there = messageCount === 0 ? 'no messages' : `messages 1 to ${messageCount}`;
  throw new BadInput(`--message: the run has ${there}, got ${message}`);
}
