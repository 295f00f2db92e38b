import type { Command } from '../Command.ts';
import { table } from '../table.ts';
import { type Judgement, judge, type Result } from '../theory/judge.ts';
import { readTable } from '../theory/TheoryRow.ts';

export const theory: Command = {
  name: 'theory',
  takes: 'FILE [--json]',
  does: 'Holds the engine against a table of closed forms, by running it.',
  help: () => `  FILE    a list of rows: {"model", "params", "quantity", "value", "unit", "source"}
  --json  print one JSON object and nothing else

Each row is estimated from runs of a system built from its model and parameters, and passes if its
value lies in the interval. The intervals are so wide that a right engine fails some row of a table
once in twenty tables; "sees" is the error of a value that would fail four times in five.
The table of this project: src/engine/verification/theory/theory.json (about a minute).`,
  operands: ['FILE'],
  options: { json: null },
  run: ({ operands, options }) => {
    const file = operands[0] ?? '';
    const judgement = judge(readTable(file), { file });
    const failed = judgement.results.find(({ verdict }) => verdict === 'failed');
    return {
      code: failed === undefined ? 0 : 1,
      output: [options.has('json') ? `${JSON.stringify(judgement)}\n` : textOf(judgement)],
      complaint:
        failed === undefined
          ? undefined
          : `${file}: ${judgement.failed} of ${judgement.rows} rows failed, the first is ${failed.model}, ${failed.quantity}`,
    };
  },
};

function textOf(judgement: Judgement): string {
  const { rows, passed, failed, leftOut, seeing5Percent, results } = judgement;
  const groups = new Map<string, Result[]>();
  for (const result of results) {
    const title = `${result.model}  ${paramsText(result.params)}`;
    groups.set(title, [...(groups.get(title) ?? []), result]);
  }
  const parts = [...groups].map(
    ([title, group]) =>
      `${title}\n${table([['', 'theory', 'engine', 'from', 'to', 'sees', ''], ...group.map(rowOf)])}`,
  );
  return `${parts.join('\n')}
${rows} rows: ${passed} passed, ${failed} failed, ${leftOut} left out.
An error of 5 % would be seen in ${seeing5Percent} rows.
`;
}

function paramsText(params: Result['params']): string {
  return Object.entries(params)
    .map(([name, value]) => `${name} ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(', ');
}

function rowOf({ quantity, value, estimate, low, high, verdict, errorSeen, reason }: Result) {
  const figure = (one: number | null): string =>
    one === null ? '' : String(Number(one.toPrecision(5)));
  return [
    quantity,
    figure(value),
    figure(estimate),
    figure(low),
    figure(high),
    errorSeen === null ? '' : `${(100 * errorSeen).toFixed(1)} %`,
    verdict === 'failed' ? 'FAILED' : verdict === 'leftOut' ? `left out: ${reason}` : 'passed',
  ];
}
