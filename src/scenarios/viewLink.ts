/**
 * viewLink writes what is looked at into the hash of a link, and reads it back: what is selected, which
 * queue the bar and the chart are about, which chart, and whether the stage is a table.
 *
 * Everything is named by its id, so that a link outlives a node that was put before it.
 */
import type { Scenario } from '../engine/index.ts';

export type LinkedSelection =
  | { readonly kind: 'message'; readonly number: number }
  | { readonly kind: 'node'; readonly id: string }
  | { readonly kind: 'consumer'; readonly id: string; readonly member: number }
  | { readonly kind: 'wire'; readonly from: string; readonly to: string };

/** What is not said is as it is when a run is opened. */
export interface LinkedView {
  readonly selection: LinkedSelection | null;
  /** The queue or group in focus. */
  readonly focus: string | null;
  readonly chart: string | null;
  readonly isTable: boolean;
}

export const plainView: LinkedView = { selection: null, focus: null, chart: null, isTable: false };

export const viewKeys = ['sel', 'q', 'chart', 'view'] as const;

/** Above this a number is none of a message: no run has so many. */
const MOST_MESSAGES = 2_147_483_647;

/** The fields of a view, as "sel=m17"; none for what is plain. */
export function writeView({ selection, focus, chart, isTable }: LinkedView): string[] {
  return [
    ...(selection === null ? [] : [`sel=${selectionText(selection)}`]),
    ...(focus === null ? [] : [`q=${focus}`]),
    ...(chart === null ? [] : [`chart=${chart}`]),
    ...(isTable ? ['view=table'] : []),
  ];
}

function selectionText(selection: LinkedSelection): string {
  switch (selection.kind) {
    case 'message':
      return `m${selection.number}`;
    case 'node':
      return `n~${selection.id}`;
    case 'consumer':
      return `c~${selection.id}~${selection.member}`;
    case 'wire':
      return `w~${selection.from}~${selection.to}`;
  }
}

export type ViewReading =
  | { readonly ok: true; readonly view: LinkedView }
  | { readonly ok: false; readonly error: string };

/** Reads the fields of a view; what is wrong is said as the rest of "This link …". */
export function readView(
  fields: URLSearchParams,
  scenario: Scenario,
  charts: readonly string[],
): ViewReading {
  const selection = readSelection(fields.get('sel'), scenario);
  if (selection === undefined)
    return wrong(
      'has a part "sel" that names nothing here; expected m17, n~id, c~id~1 or w~from~to',
    );
  const focus = fields.get('q');
  if (focus !== null && !isFocus(scenario, focus))
    return wrong(`has a part "q" that is no queue or group: "${focus.slice(0, 32)}"`);
  const chart = fields.get('chart');
  if (chart !== null && !charts.includes(chart))
    return wrong(`has an unknown chart "${chart.slice(0, 32)}"; known are ${charts.join(', ')}`);
  const picture = fields.get('view');
  if (picture !== null && picture !== 'table')
    return wrong(`has a part "view" that is not "table": "${picture.slice(0, 32)}"`);
  return { ok: true, view: { selection, focus, chart, isTable: picture === 'table' } };
}

/** undefined: it names nothing. */
function readSelection(
  text: string | null,
  scenario: Scenario,
): LinkedSelection | null | undefined {
  if (text === null) return null;
  const [kind = '', first = '', second = '', ...rest] = text.split('~');
  const number = /^m([1-9]\d{0,9})$/.exec(text);
  if (number !== null) {
    return Number(number[1]) <= MOST_MESSAGES
      ? { kind: 'message', number: Number(number[1]) }
      : undefined;
  }
  if (rest.length > 0) return undefined;
  const isNode = (id: string): boolean => scenario.nodes.some((node) => node.id === id);
  if (kind === 'n' && second === '' && isNode(first)) return { kind: 'node', id: first };
  if (kind === 'c' && isConsumer(scenario, first) && /^[1-9]\d{0,2}$/.test(second))
    return { kind: 'consumer', id: first, member: Number(second) };
  const isWire = scenario.wires.some(({ from, to }) => from === first && to === second);
  return kind === 'w' && isWire ? { kind: 'wire', from: first, to: second } : undefined;
}

function isConsumer({ nodes }: Scenario, id: string): boolean {
  return nodes.some((node) => node.id === id && node.kind === 'consumer');
}

function isFocus({ nodes }: Scenario, id: string): boolean {
  return nodes.some((node) => node.id === id && (node.kind === 'queue' || node.kind === 'group'));
}

function wrong(error: string): { readonly ok: false; readonly error: string } {
  return { ok: false, error };
}
