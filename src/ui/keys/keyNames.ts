/**
 * keyNames are the names of keys: as tinykeys reads them, as they are printed, and as a person presses them.
 * Which keys an action may not be moved to is said here too, one sentence for each reason.
 */

/** What is printed on keys whose name is another. */
const prints: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
  '-': '−',
};

/** The caps of a key: a second one where it is pressed with Shift. */
export function capsOf(key: string): string[] {
  const shifted = /^Shift\+(.+)$/.exec(key)?.[1];
  if (shifted !== undefined) return ['⇧', ...capsOf(shifted)];
  return [prints[key] ?? (key.length === 1 ? key.toUpperCase() : key)];
}

/** The key that is printed so. */
export function keyOfCap(cap: string): string {
  const printed = Object.entries(prints).find(([, print]) => print === cap)?.[0];
  return printed ?? (cap.length === 1 ? cap.toLowerCase() : cap);
}

/** Letters are named in lower case, whatever the shift key and the lock say. */
export function sameKey(key: string): string {
  const [, shift = '', last = key] = /^(Shift\+)?(.+)$/s.exec(key) ?? [];
  if (last === '?') return last;
  return shift + (isCharacter(last) ? last.toLowerCase() : last);
}

/**
 * The names under which tinykeys hears a key. A sign that is no letter may need Shift on one keyboard and
 * none on another: it is meant either way.
 */
export function heardAs(key: string): string[] {
  return isCharacter(key) && !isLetter(key) ? [key, `Shift+${key}`] : [key];
}

/** The part of a key press that says which key it is. */
export type Pressed = Pick<
  KeyboardEvent,
  'key' | 'code' | 'location' | 'shiftKey' | 'ctrlKey' | 'altKey' | 'metaKey'
>;

export type KeyReading =
  | { readonly ok: true; readonly key: string }
  | { readonly ok: false; readonly error: string };

const NUMPAD = 3;

/** Which single key a person has pressed; null for Shift, which only begins one. */
export function readKey(pressed: Pressed): KeyReading | null {
  const { key, code, location, shiftKey, ctrlKey, altKey, metaKey } = pressed;
  if (key === 'Shift') return null;
  if (ctrlKey || altKey || metaKey || /^(Control|Alt|AltGraph|Meta|OS)$/.test(key)) {
    return refused(
      'Ctrl, Alt and Meta belong to the browser and to assistive technology. Choose a single key.',
    );
  }
  if (location === NUMPAD) {
    return refused('Screen readers use the keys of the number pad. Choose another one.');
  }
  const name = code === 'Space' ? 'Space' : key;
  const isShifted = shiftKey && (isLetter(name) || !isCharacter(name));
  return { ok: true, key: sameKey(isShifted ? `Shift+${name}` : name) };
}

/** Why nothing may be moved to a key, in one sentence; null where it may. */
export function whyReserved(key: string): string | null {
  const [, last = key] = /^Shift\+(.+)$/s.exec(key) ?? [];
  const cap = capsOf(last)[0] ?? last;
  if (last === 'Tab') return 'Tab moves the focus. Choose another key.';
  if (last === 'Escape') return 'Esc leaves what is open. Choose another key.';
  if (/^F\d{1,2}$/.test(last)) {
    return `${last} belongs to the browser, and remote controls send F5. Choose another key.`;
  }
  if (last === '?') return '? opens this list. Choose another key.';
  if (last === 'Enter') return 'Enter presses what has the focus. Choose another key.';
  if (last === 'b' || last === '.') {
    return `Remote controls send ${cap} to blank the picture: it freezes, and no fault may sit on it.`;
  }
  if (/^\d$/.test(last))
    return 'Numbers choose an answer or a part of the screen. Choose another key.';
  if (/^Page(Up|Down)$/.test(last)) {
    return 'Remote controls send the page keys: they stay with the beats.';
  }
  if (last === '/' || last === "'") {
    return `Browsers search the page with ${cap}. Choose another key.`;
  }
  if (isCharacter(last) || movable.has(last)) return null;
  return `${short(last)} is a key of the browser or of a screen reader. Choose another one.`;
}

/** Keys that print nothing, and that nobody else needs. */
const movable = new Set(['Space', 'ArrowLeft', 'ArrowRight', 'Home', 'End']);

function isCharacter(key: string): boolean {
  return [...key].length === 1 && !/[\s\p{C}]/u.test(key);
}

function isLetter(key: string): boolean {
  return isCharacter(key) && key.toLowerCase() !== key.toUpperCase();
}

/** On one line and short, whatever a file says. */
function short(key: string): string {
  return key.slice(0, 24).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '�');
}

function refused(error: string): KeyReading {
  return { ok: false, error };
}
