import { checkNumbers, lessons as course, type NumberCheck } from '../../lessons/course/index.ts';
import type { Command } from '../Command.ts';
import { decimal } from '../figures.ts';
import { table } from '../table.ts';

export const lessons: Command = {
  name: 'lessons',
  takes: '[--json]',
  does: "Runs every lesson's worlds and prints each promised number beside the engine's.",
  help: () => `  --json  print one JSON object and nothing else

A number is promised exactly, unless its lesson says why it is not. "by hand" is the sum that a person
would do on a whiteboard. Claims about chance are held over 200 seeds by the tests.`,
  operands: [],
  options: { json: null },
  run: ({ options }) => {
    const results = course.flatMap(checkNumbers);
    const differ = results.filter(({ verdict }) => verdict === 'differs');
    const [first] = differ;
    const sums = {
      numbers: results.length,
      agree: results.length - differ.length,
      differ: differ.length,
    };
    return {
      code: first === undefined ? 0 : 1,
      output: [
        options.has('json')
          ? `${JSON.stringify({ ...sums, results })}\n`
          : `${textOf(results)}\n${sums.numbers} numbers: ${sums.agree} agree, ${sums.differ} differ.\n`,
      ],
      complaint:
        first === undefined
          ? undefined
          : `${sums.differ} of ${sums.numbers} numbers differ, the first is ${first.lesson}, ${first.counter} in ${first.world}: promised ${first.promised}, engine ${first.engine}`,
    };
  },
};

function textOf(results: readonly NumberCheck[]): string {
  return course
    .map(({ id, title }) => {
      const rows = results.filter(({ lesson }) => lesson === id).map(rowOf);
      const head = ['', 'world', 'promised', 'engine', '', 'by hand'];
      return `${id.toUpperCase()}  ${title}\n${table([head, ...rows])}`;
    })
    .join('\n');
}

/** A sum over many worlds names the first of them. */
function worldText(world: string): string {
  const [first = '', ...others] = world.split('+');
  return others.length === 0 ? first : `${first} and ${others.length} more`;
}

function rowOf({ counter, world, promised, engine, verdict, tolerance, sum }: NumberCheck) {
  const about = tolerance === 0 ? '' : ` ± ${tolerance}`;
  return [
    counter,
    worldText(world),
    decimal(promised, 6) + about,
    Number.isNaN(engine) ? 'none' : decimal(engine, 6),
    verdict === 'agrees' ? 'agrees' : 'DIFFERS',
    sum,
  ];
}
