/** conformance replays recorded traces of real brokers and reports what the model does otherwise. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { BadInput } from '../BadInput.ts';
import type { Command } from '../Command.ts';
import { type Conformance, conform } from '../conformance/conform.ts';
import { readTrace } from '../conformance/readTrace.ts';
import { table } from '../table.ts';

export const conformance: Command = {
  name: 'conformance',
  takes: 'DIR [--json]',
  does: 'Replays recorded traces of real brokers and says where the model differs.',
  help: () => `  DIR     a folder of traces (*.json), or one trace
  --json  print one JSON object and nothing else

A trace is kept, broken, or left out for a feature that the model does not have. The exit code is 1
if any is broken.`,
  operands: ['DIR'],
  options: { json: null },
  run: (given) => {
    const report = conform(
      filesIn(given.operands[0] ?? '').map((file) => readTrace(textOf(file), file)),
    );
    const output = given.options.has('json') ? `${JSON.stringify(report)}\n` : reportText(report);
    const complaint =
      report.broken === 0 ? undefined : `${report.broken} of ${report.traces} traces are broken`;
    return { code: report.broken === 0 ? 0 : 1, output: [output], complaint };
  },
};

function filesIn(path: string): string[] {
  let isFile: boolean;
  try {
    isFile = statSync(path).isFile();
  } catch {
    throw new BadInput(`${path}: no such folder`);
  }
  if (isFile) return [path];
  const files = readdirSync(path)
    .filter((name) => name.endsWith('.json'))
    .sort();
  if (files.length === 0) throw new BadInput(`${path}: must hold at least one trace (*.json)`);
  return files.map((name) => join(path, name));
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new BadInput(`${file}: cannot be read`);
  }
}

function reportText({ traces, kept, broken, leftOut, results }: Conformance): string {
  const rows = results
    .filter((one) => one.verdict !== 'kept')
    .map((one) => [one.name, one.verdict, one.firstDifference ?? one.feature ?? '']);
  const sums = `${traces} traces: ${kept} kept, ${broken} broken, ${leftOut} left out\n`;
  return rows.length === 0 ? sums : `${table(rows)}\n${sums}`;
}
