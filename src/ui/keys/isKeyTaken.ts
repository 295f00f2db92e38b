/**
 * isKeyTaken says whether a key press belongs to the control that has the focus, so that the page's
 * own single-key shortcuts leave it alone: letters while typing, arrows on a slider, Space on a
 * button, everything inside a dialog or an open sheet.
 *
 * Page keys are never taken outside of text: remote controls send them.
 */
export function isKeyTaken(event: KeyboardEvent): boolean {
  if (event.defaultPrevented) return true;
  const target = event.target;
  if (!(target instanceof Element)) return false;
  if (target.closest('dialog[open], [popover]')) return true;
  if (target.matches(textControls)) return true;
  if (target.matches(steppedControls) && stepKeys.has(event.key)) return true;
  return target.matches(pressedControls) && (event.key === ' ' || event.key === 'Enter');
}

const textControls = [
  'textarea',
  'select',
  '[contenteditable]:not([contenteditable="false"])',
  'input:not([type="button"], [type="checkbox"], [type="radio"], [type="range"], [type="submit"])',
].join();

const steppedControls =
  'input[type="range"], input[type="radio"], [role="slider"], [role="tab"], [role="combobox"]';

const pressedControls = [
  'button',
  'a[href]',
  'summary',
  'input:not([type="range"])',
  '[role="button"]',
  '[role="tab"]',
  '[role="switch"]',
  '[role="option"]',
].join();

const stepKeys = new Set(['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End']);
