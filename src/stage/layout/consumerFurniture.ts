/** consumerFurniture is the inside of what consumers stand in: a card each, or one box for a crowd. */
import { keepsKeys } from './groupHeading.ts';
import type { Rect } from './Layout.ts';
import type { Metrics } from './Metrics.ts';
import type { Sheet } from './Sheet.ts';
import type { Member } from './staff.ts';
import { textWidth } from './textWidth.ts';

export function cardHeight(m: Metrics, hasSlots: boolean): number {
  return (hasSlots ? 1.25 * m.pad + 0.75 * m.gap : m.cardPad) + m.titleLine + m.textLine;
}

/** One consumer with a box of its own. */
export function addCard(sheet: Sheet, member: Member, rect: Rect, hasSlots: boolean): string {
  const m = sheet.metrics;
  const { consumer, group } = member;
  const place = sheet.plan.nodes.length + consumer;
  const box = sheet.box('consumer', place, rect);
  const x = rect.x + m.pad;
  const name = `C${member.member}`;
  const right = rect.x + rect.width - m.pad;
  const lines = m.titleLine + m.textLine + (hasSlots ? 0.75 * m.gap : 0);
  const top = rect.y + (rect.height - lines) / 2;
  const first = top + m.titleLine / 2;
  const second = rect.y + rect.height - (first - rect.y) - m.gap / 8;
  const nameWidth = sheet.widthOf(name, 'title');
  sheet.text(box, 'title', 'title', 'start', x, first, nameWidth + 1, name);
  const hands = {
    // The plate of a mark's ×n reaches out to its right.
    x: right - m.worked - m.gap / 2,
    y: hasSlots ? rect.y + rect.height - 0.6 * m.pad - m.worked : rect.y + rect.height / 2,
  };
  sheet.text(box, 'work', 'text', 'start', x, second, hands.x - m.worked - m.gap - x);
  // A dead one has nothing in its hands, so that its words may be longer.
  sheet.text(box, 'down', 'text', 'start', x, second, right - x);
  const afterName = x + nameWidth + m.gap;
  // The keys in its memory stand behind its name.
  const keysWidth = keepsKeys(sheet.plan, group) ? sheet.widthOf('8,888 keys', 'small') : 0;
  if (keysWidth > 0) sheet.text(box, 'keys', 'small', 'start', afterName, first, keysWidth);
  const start = keysWidth > 0 ? afterName + keysWidth + m.gap : afterName;
  const slots = hasSlots
    ? { x: start, y: first - m.slotPitch / 2, width: right - start, height: m.slotPitch }
    : null;
  sheet.consumers.push({ node: group, ...member, box, style: 'card', slots, hands });
  return box;
}

export interface CrowdGrid {
  readonly columns: number;
  readonly rows: number;
  readonly width: number;
  readonly height: number;
  readonly isNamed: boolean;
}

/** How a crowd stands in a box of this width: with their names while there are not too many. */
export function crowdGrid(m: Metrics, members: readonly Member[], boxWidth: number): CrowdGrid {
  const room = boxWidth - 2 * m.pad + m.gap / 2;
  const names = members.map(({ member }) => textWidth(`C${member}`, m.small));
  const named = 2 * m.slot + m.gap / 2 + Math.max(0, ...names) + m.gap;
  const columns = Math.max(1, Math.floor(room / named));
  const rows = Math.ceil(members.length / columns);
  const height = m.textLine + m.gap / 2;
  // Names stand in columns that fill the box.
  if (rows <= 5) return { columns, rows, width: room / columns, height, isNamed: true };
  const side = 2 * m.slot + m.gap;
  const dense = Math.max(1, Math.floor(room / side));
  return {
    columns: dense,
    rows: Math.ceil(members.length / dense),
    width: side,
    height: side,
    isNamed: false,
  };
}

export function crowdHeight(m: Metrics, members: readonly Member[], boxWidth: number): number {
  const { rows, height } = crowdGrid(m, members, boxWidth);
  return 1.5 * m.pad + m.titleLine + m.textLine + rows * height + m.gap / 4;
}

/** Many consumers in one box. */
export function addCrowd(
  sheet: Sheet,
  members: readonly Member[],
  group: number,
  rect: Rect,
): string {
  const m = sheet.metrics;
  const box = sheet.box('crowd', group, rect);
  const x = rect.x + m.pad;
  const room = rect.width - 2 * m.pad;
  const top = rect.y + 0.75 * m.pad;
  const count = sheet.widthOf('×88', 'text') + m.gap / 2;
  const title = sheet.title(group);
  sheet.text(box, 'title', 'title', 'start', x, top + m.titleLine / 2, room - count, title);
  sheet.text(box, 'count', 'text', 'end', x + room, top + m.titleLine / 2, count);
  const second = top + m.titleLine + m.textLine / 2;
  sheet.text(box, 'work', 'text', 'start', x, second, room);
  const grid = crowdGrid(m, members, rect.width);
  const y = top + m.titleLine + m.textLine + m.gap / 4;
  members.forEach((member, i) => {
    const chip = {
      x: x - m.gap / 4 + (i % grid.columns) * grid.width,
      y: y + Math.floor(i / grid.columns) * grid.height,
      width: grid.width - m.gap / 2,
      height: grid.height - m.gap / 4,
    };
    const place = sheet.plan.nodes.length + member.consumer;
    const key = sheet.box('consumer', place, chip, box);
    const hands = { x: chip.x + m.gap / 4 + m.slot, y: chip.y + chip.height / 2 };
    if (grid.isNamed) {
      const name = hands.x + m.slot + m.gap / 2;
      const width = chip.x + chip.width - name;
      sheet.text(key, 'title', 'small', 'start', name, hands.y, width, `C${member.member}`);
    }
    sheet.consumers.push({
      node: group,
      ...member,
      box: key,
      style: 'chip',
      slots: null,
      hands,
    });
  });
  sheet.crowds.push({ node: group, box });
  return box;
}
