/**
 * contrastOf sets one run against another, in its figures: what is gained, and at what price. No
 * mechanism is free, so a gain is never said alone where there is a price.
 */
import { grouped, time } from '../../explain/index.ts';
import { type FigureName, type Figures, figureKinds, figureNames } from './figuresOf.ts';

export interface Change {
  readonly name: FigureName;
  readonly from: number;
  readonly to: number;
  readonly isBetter: boolean;
}

export interface Contrast {
  /** What is told first: most messages had another fate by it. null: there is no difference. */
  readonly head: Change | null;
  /** The other way round: the price of a gain, or what a loss is the price of. Two at most. */
  readonly against: readonly Change[];
  /** All, in the order of their weight. */
  readonly changes: readonly Change[];
}

export function contrastOf(a: Figures, b: Figures): Contrast {
  const changes = figureNames.flatMap((name): Change[] => {
    const [from, to] = [a[name], b[name]];
    if (from === null || to === null || !isOther(name, from, to, a.waiting === b.waiting))
      return [];
    return [{ name, from, to, isBetter: to < from === (figureKinds[name].better === 'less') }];
  });
  const isSameLoad = hasSameLoad(a, b);
  const told = changes.filter(
    ({ name }) => figureKinds[name].says !== 'state' && (isSameLoad || !growsWithLoad.has(name)),
  );
  const head = weightiest(told);
  const others = told.filter(
    ({ name, isBetter }) =>
      isBetter !== head?.isBetter && !(notDone.has(name) && notDone.has(head?.name ?? name)),
  );
  const first = weightiest(others);
  const second = others.find((change) => change !== first && isCost(change));
  return { head, against: [first, second].flatMap((change) => change ?? []), changes };
}

/** More is done where more comes: that is no merit. */
export const growsWithLoad: ReadonlySet<FigureName> = new Set<FigureName>(['done', 'answered']);

/** Whether the same orders came in both, but for one that is just coming. */
export function hasSameLoad(a: Figures, b: Figures): boolean {
  return Math.abs((a.offered ?? 0) - (b.offered ?? 0)) <= 1;
}

/** Ways not to be done: that a message is lost instead of dead is no price of anything. */
const notDone = new Set<FigureName>(['lost', 'nowhere', 'failed', 'dead', 'parked']);

/** The outcome by which most messages differ; without one, the first of what it costs. */
function weightiest(changes: readonly Change[]): Change | null {
  const outcomes = changes.filter((change) => !isCost(change));
  const by = ({ from, to }: Change): number => Math.abs(to - from);
  const most = Math.max(...outcomes.map(by));
  return outcomes.find((change) => by(change) === most) ?? changes[0] ?? null;
}

function isCost({ name }: Change): boolean {
  return figureKinds[name].says === 'cost';
}

/**
 * Whether two values differ by more than chance has it at any instant: one more may be done in one of
 * them a moment earlier, while one more waits in the other; and a time is no other below a hundredth of it.
 */
function isOther(name: FigureName, from: number, to: number, asManyWait: boolean): boolean {
  const by = Math.abs(to - from);
  if (figureKinds[name].isTime) return by >= 100 && by >= Math.max(from, to) / 100;
  const mayBeChance = name === 'done' || name === 'answered' || name === 'waiting';
  return by > (mayBeChance && !asManyWait ? 1 : 0);
}

/** "1,500", "4 ms"; "–" where there is none. */
export function valueText(name: FigureName, value: number | null): string {
  if (value === null) return '–';
  return figureKinds[name].isTime ? time(Number(value.toPrecision(3))) : grouped(value);
}

/** "213 → 0" */
export function changeText({ name, from, to }: Change): string {
  return `${valueText(name, from)} → ${valueText(name, to)}`;
}

/** "+4 ms from publish to confirm" */
export function byText({ name, from, to }: Change): string {
  const sign = to > from ? '+' : '−';
  return `${sign}${valueText(name, Math.abs(to - from))} ${unitText(name, Math.abs(to - from))}`;
}

/** "price: +4 ms from publish to confirm", or that there is none. */
export function againstText({ head, against }: Contrast): string {
  if (head === null) return '';
  const what = head.isBetter ? 'price' : 'gain';
  if (against.length === 0) return `no ${what} in these figures`;
  return `${what}: ${against.map(byText).join(', ')}`;
}

/** "213 → 0 LOST; price: +4 ms from publish to confirm" */
export function contrastText(contrast: Contrast): string {
  const { head } = contrast;
  if (head === null) return 'no difference so far';
  return `${changeText(head)} ${unitText(head.name, head.to)}; ${againstText(contrast)}`;
}

/** What stands behind a number: "consumers", "consumer". */
export function unitText(name: FigureName, value: number): string {
  const { unit, one } = figureKinds[name];
  return value === 1 ? (one ?? unit) : unit;
}
