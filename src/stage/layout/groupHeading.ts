/** groupHeading is the line above the cards of a group of consumers: its name, and what its store of keys has. */
import type { Plan } from '../../engine/index.ts';
import type { Sheet } from './Sheet.ts';

export function addHeading(
  sheet: Sheet,
  group: number,
  x: number,
  middleY: number,
  width: number,
): void {
  const key = `group-${group}`;
  const title = sheet.title(group);
  sheet.text(key, 'title', 'caption', 'start', x, middleY, width, title);
  if (!keepsKeys(sheet.plan, group)) return;
  const room = width - sheet.widthOf(title, 'caption') - 2 * sheet.metrics.gap;
  sheet.text(key, 'keys', 'small', 'end', x + width, middleY, room);
}

/** Whether this group records keys in a store of its own. */
export function keepsKeys({ nodes }: Plan, group: number): boolean {
  const spec = nodes[group];
  return spec?.kind === 'consumer' && spec.keyStore !== undefined;
}
