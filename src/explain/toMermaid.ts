/**
 * toMermaid writes a sequence as Mermaid text, for slides and notes: the same arrows as on the screen,
 * with the numbers of their facts. What has not happened yet is left out.
 */
import { harmless } from './harmless.ts';
import type { Sequence, SequenceArrow } from './Sequence.ts';
import { time } from './words.ts';

export function toMermaid({ lanes, arrows }: Sequence): string {
  const lines = lanes.map(({ kind, label }, i) => {
    const role = kind === 'publisher' ? 'actor' : 'participant';
    return `  ${role} L${i} as ${harmless(label)}`;
  });
  const happened = arrows.filter((arrow) => arrow.fate !== 'future');
  return ['sequenceDiagram', ...lines, ...happened.map(lineOf), ''].join('\n');
}

function lineOf(arrow: SequenceArrow): string {
  const { from, to, label, atUs, fate, isAnswer, fact } = arrow;
  const words = `${harmless(label)} (${fact}, ${time(atUs)})`;
  if (fate === 'note') return `  Note over L${from}: ${words}`;
  const line = isAnswer ? '--' : '-';
  return `  L${from}${line}${fate === 'lost' ? 'x' : '>>'}L${to}: ${words}`;
}
