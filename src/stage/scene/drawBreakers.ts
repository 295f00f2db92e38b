/**
 * drawBreakers puts a switch on each wire that has a circuit breaker: its lever lies on the wire, stands up
 * from it, or is half-way down while one call tries.
 */
import { type BreakerReport, breakerReport, type World } from '../../engine/index.ts';
import { type Spot, spotAt } from '../layout/WirePath.ts';
import { at, type Look } from './Look.ts';
import { counted, remaining } from './words.ts';

/** How far the lever is turned away from its wire, in radians. */
const turned: Readonly<Record<BreakerReport['state'], number>> = {
  closed: 0,
  halfOpen: -0.3,
  open: -0.75,
};

export function drawBreakers(look: Look): void {
  const { world, layout } = look;
  for (const { wire, path } of layout.wires) {
    if (world.guards.breakerOf[wire] === undefined) continue;
    const report = breakerReport(world, wire);
    const spot = spotAt(path, 0.5);
    drawSwitch(look, spot, turned[report.state]);
    sayState(look, spot, path.length, report);
  }
}

function drawSwitch({ scene, m }: Look, { x, y, angle }: Spot, turn: number): void {
  const half = 1.1 * m.arrow;
  const end = (direction: number, length: number) => ({
    x: Math.cos(direction) * length,
    y: Math.sin(direction) * length,
  });
  const along = end(angle, half);
  const from = { x: x - along.x, y: y - along.y };
  const to = { x: x + along.x, y: y + along.y };
  const lever = end(angle + turn, 2 * half);
  scene.rules.push({ from, to, look: 'gap' });
  scene.rules.push({ from, to: { x: from.x + lever.x, y: from.y + lever.y }, look: 'lever' });
  for (const contact of [from, to])
    scene.slots.push({ ...contact, r: 0.3 * m.arrow, look: 'taken' });
}

/** Beneath a level wire, where there is room for it; else beside it. */
function sayState(look: Look, { x, y, angle }: Spot, room: number, report: BreakerReport): void {
  const { m, scene } = look;
  const isUpright = Math.abs(Math.cos(angle)) < 0.3;
  const wordings = wordingsOf(look.world, report);
  if (isUpright) {
    const text = wordings[0] ?? '';
    scene.names.push({
      x: x + 2 * m.arrow,
      y: y + 0.36 * m.small,
      text,
      anchor: 'start',
      isWords: true,
    });
    return;
  }
  const text = wordings.find((words) => look.widthOf(words, 'small') + m.gap <= room);
  if (text !== undefined)
    scene.names.push({ x, y: y + 1.4 * m.textLine, text, anchor: 'middle', isWords: true });
}

function wordingsOf({ nowUs }: World, { state, triesAtUs }: BreakerReport): string[] {
  if (state === 'closed') return ['breaker closed', 'closed'];
  if (state === 'halfOpen') return ['lets one call try', 'half-open', 'one try'];
  const left = triesAtUs === null ? '' : ` ${remaining(triesAtUs - nowUs)}`;
  return [`breaker open, tries in${left}`, `open,${left}`, 'open'];
}

/** What guarded calls come to at a service: how often it was called, and what its breakers refuse. */
export function guardWords(world: World, node: number): string[] {
  const { guards, plan, tallies } = world;
  if (!guards.isOn) return [];
  const calls = at(tallies.offered, node);
  const breakers = guards.guarded
    .filter((wire) => at(plan.wireFrom, wire) === node)
    .map((wire) => breakerReport(world, wire));
  const blocked = breakers.reduce((sum, report) => sum + report.blocked, 0);
  return [
    `${counted(calls)} ${calls === 1 ? 'call' : 'calls'}`,
    blocked > 0 ? `${counted(blocked)} refused by its breaker` : '',
  ];
}
