/**
 * TheoryRow is one line of a theory table: a model with its parameters, and what the closed form says
 * about one quantity of it.
 */
import { readFileSync } from 'node:fs';
import { BadInput } from '../BadInput.ts';

export interface TheoryRow {
  readonly model: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly quantity: string;
  readonly value: number;
  readonly unit: string;
  readonly source: string;
}

/** Reads a table: an array of rows in a JSON file. Throws BadInput with file, path and expectation. */
export function readTable(file: string): TheoryRow[] {
  const table = parsed(file);
  if (!Array.isArray(table) || table.length === 0)
    throw new BadInput(`${file}: the table must be a list of at least one row`);
  return table.map((row: unknown, i) => rowOf(row, `${file}: rows[${i}]`));
}

function parsed(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new BadInput(
      code === 'ENOENT' ? `${file}: no such file` : `${file}: cannot be read (${code})`,
    );
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new BadInput(`${file}: the file must be JSON`);
  }
}

function rowOf(row: unknown, where: string): TheoryRow {
  if (!isObject(row)) throw new BadInput(`${where} must be an object, got ${said(row)}`);
  const { params, value } = row;
  const text = (key: string, isNeeded: boolean): string => {
    const found = row[key];
    if (typeof found === 'string') return found;
    if (found === undefined && !isNeeded) return '';
    throw new BadInput(`${where}.${key} must be a text, got ${said(found)}`);
  };
  if (!isObject(params))
    throw new BadInput(`${where}.params must be an object, got ${said(params)}`);
  if (typeof value !== 'number')
    throw new BadInput(`${where}.value must be a number, got ${said(value)}`);
  return {
    model: text('model', true),
    params,
    quantity: text('quantity', true),
    value,
    unit: text('unit', false),
    source: text('source', false),
  };
}

/** Params reads the parameters of a row, and says which one is not what its model needs. */
export class Params {
  private readonly row: TheoryRow;
  private readonly where: string;

  constructor(row: TheoryRow, where: string) {
    this.row = row;
    this.where = where;
  }

  /** A rate or a length of time that fits the engine's clock. Some tables write theirs as text. */
  rate(name: string): number {
    return this.number(
      name,
      (value) => value >= 0.0001 && value <= 10_000,
      'a number from 0.0001 to 10000',
    );
  }

  /** A number that is not below 0. */
  amount(name: string): number {
    return this.number(name, (value) => value >= 0, 'a number from 0');
  }

  chance(name: string): number {
    return this.number(name, (value) => value >= 0 && value <= 1, 'a number from 0 to 1');
  }

  whole(name: string, most = 100): number {
    return this.number(
      name,
      (value) => Number.isInteger(value) && value > 0 && value <= most,
      `a whole number from 1 to ${most}`,
    );
  }

  /** A whole number, or null for no limit. */
  limit(name: string): number {
    return this.row.params[name] === null ? Number.POSITIVE_INFINITY : this.whole(name);
  }

  list(name: string, least: number, most: number): number[] {
    const found = this.row.params[name];
    const isRight =
      Array.isArray(found) &&
      found.length > 0 &&
      found.every((one) => typeof one === 'number' && one > least && one < most);
    if (isRight) return found;
    return this.refuse(name, `a list of numbers above ${least} and below ${most}`);
  }

  refuse(name: string, expected: string): never {
    const found = said(this.row.params[name]);
    throw new BadInput(`${this.where}.params.${name} must be ${expected}, got ${found}`);
  }

  private number(name: string, isRight: (value: number) => boolean, expected: string): number {
    const found = this.row.params[name];
    const value = typeof found === 'string' && found.trim() !== '' ? Number(found) : found;
    if (typeof value === 'number' && Number.isFinite(value) && isRight(value)) return value;
    return this.refuse(name, expected);
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function said(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}
