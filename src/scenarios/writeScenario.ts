/** writeScenario lays a scenario's document out as text: what fits on a line stands on one. */
import type { ScenarioDocument } from './ScenarioDocument.ts';

const WIDTH = 100;

export function writeScenario(document: ScenarioDocument): string {
  return `${laidOut(document, '', 0)}\n`;
}

/** `used` columns of the first line are taken already, one more is for a comma. */
function laidOut(value: unknown, indent: string, used: number): string {
  const inOneLine = oneLine(value);
  const fits = indent.length + used + inOneLine.length < WIDTH;
  if (typeof value !== 'object' || value === null || fits) return inOneLine;

  const deeper = `${indent}  `;
  const lines = Array.isArray(value)
    ? value.map((item) => deeper + laidOut(item, deeper, 0))
    : Object.entries(value).map(([key, item]) => {
        const name = `${JSON.stringify(key)}: `;
        return deeper + name + laidOut(item, deeper, name.length);
      });
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return `${open}\n${lines.join(',\n')}\n${indent}${close}`;
}

function oneLine(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(oneLine).join(', ')}]`;
  const entries = Object.entries(value).map(
    ([key, item]) => `${JSON.stringify(key)}: ${oneLine(item)}`,
  );
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}
