import { describe, expect, it } from 'vitest';
import { capsOf, heardAs, keyOfCap, type Pressed, readKey } from './keyNames';
import { KEPT_AS, type KeyShelf, MovedKeys, UNREAD_AS } from './MovedKeys';
import { isFixed, placeKeys, whyNotThere } from './placeKeys';
import { keysIn } from './useMovedKeys';

const press = (key: string, rest: Partial<Pressed> = {}): Pressed => ({
  key,
  code: key === ' ' ? 'Space' : '',
  location: 0,
  shiftKey: false,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  ...rest,
});

const page = [
  { keys: ['Space'], caps: ['Space'], does: 'Play or pause' },
  { keys: ['.', 'b'], caps: ['.', 'B'], does: 'Freeze' },
  { keys: ['ArrowRight', 'PageDown'], caps: ['→'], does: 'A beat on' },
  { keys: ['c'], caps: ['C'], does: 'Crash a consumer' },
  { keys: ['t'], caps: ['T'], does: 'Traffic spike' },
  { keys: ['Shift+N'], caps: ['⇧', 'N'], does: 'Remove a consumer' },
  { keys: ['Shift+?', '?'], caps: ['?'], does: 'This list' },
];

function shelfWith(kept: Record<string, string>): KeyShelf & { kept: Record<string, string> } {
  return {
    kept,
    getItem: (name) => kept[name] ?? null,
    setItem: (name, text) => {
      kept[name] = text;
    },
    removeItem: (name) => {
      delete kept[name];
    },
  };
}

describe('a key that somebody presses', () => {
  it('has one name, whatever the lock and the keyboard say', () => {
    expect(readKey(press('q'))).toEqual({ ok: true, key: 'q' });
    expect(readKey(press('Q'))).toEqual({ ok: true, key: 'q' });
    expect(readKey(press('Q', { shiftKey: true }))).toEqual({ ok: true, key: 'Shift+q' });
    expect(readKey(press(' '))).toEqual({ ok: true, key: 'Space' });
    expect(readKey(press('Shift', { shiftKey: true }))).toBeNull();
    // A sign needs Shift on one keyboard and none on another.
    expect(readKey(press('*', { shiftKey: true }))).toEqual({ ok: true, key: '*' });
    expect(heardAs('*')).toEqual(['*', 'Shift+*']);
    expect(keyOfCap(capsOf('ArrowLeft').join(''))).toBe('ArrowLeft');
  });

  it.each([
    [press('q', { ctrlKey: true }), /Ctrl, Alt and Meta belong to the browser/],
    [press('@', { altKey: true }), /Ctrl, Alt and Meta/],
    [press('Meta'), /Ctrl, Alt and Meta/],
    [press('Tab'), /Tab moves the focus/],
    [press('Escape'), /Esc leaves/],
    [press('F5'), /F5 belongs to the browser/],
    [press('b'), /Remote controls send B .* no fault may sit on it/],
    [press('5'), /Numbers choose an answer/],
    [press('5', { location: 3 }), /Screen readers use the keys of the number pad/],
    [press('Insert'), /Insert is a key of the browser or of a screen reader/],
    [press('CapsLock'), /screen reader/],
    [press('Dead'), /screen reader/],
    [press('/'), /Browsers search the page with \//],
    [press('PageDown'), /stay with the beats/],
    [press('Enter'), /presses what has the focus/],
    [press('?', { shiftKey: true }), /opens this list/],
  ])('is refused in one sentence where it belongs to others: %o', (pressed, sentence) => {
    const reading = readKey(pressed);
    const refusal = reading?.ok ? whyNotThere(page, {}, 'c', reading.key) : reading?.error;
    expect(refusal).toMatch(sentence);
  });
});

describe('an action', () => {
  it('is not moved to a key that is taken, and hears by what', () => {
    expect(whyNotThere(page, {}, 'c', 't')).toMatch(/^T is taken: “Traffic spike”\./);
    expect(whyNotThere(page, {}, 'c', 'Shift+n')).toMatch(/“Remove a consumer”/);
    expect(whyNotThere(page, {}, 'c', 'q')).toBeNull();
    // A place that was left is free.
    expect(whyNotThere(page, { t: 'q' }, 'c', 't')).toBeNull();
    expect(whyNotThere(page, { t: 'q' }, 'c', 'q')).toMatch(/“Traffic spike”/);
    // To its own it goes back, whatever that is.
    expect(whyNotThere(page, { c: 'q' }, 'c', 'c')).toBeNull();
    expect(whyNotThere(page, { '.': 'q' }, '.', '.')).toBeNull();
  });

  it('stays where it was on a page where its new key is taken', () => {
    const other = [...page, { keys: ['q'], caps: ['Q'], does: 'Something of this page' }];
    expect(placeKeys(page, { c: 'q' }).get('c')).toBe('q');
    expect(placeKeys(other, { c: 'q' }).get('c')).toBe('c');
    // And what has taken its place goes back too: never two at one key.
    const chained = placeKeys(other, { c: 'q', t: 'c' });
    expect([chained.get('c'), chained.get('t')]).toEqual(['c', 't']);
    const swapped = placeKeys(page, { c: 't', t: 'c' });
    expect([swapped.get('c'), swapped.get('t')]).toEqual(['t', 'c']);
  });

  it('keeps what remote controls send, and the list its own key', () => {
    expect(placeKeys(page, { '?': 'q', c: 'b' }).get('?')).toBe('?');
    // What is done by hand has no key to move.
    expect(isFixed({ keys: [], caps: ['⇧', 'drag'], does: 'A pen' })).toBe(true);
    expect(placeKeys(page, { c: 'b' }).get('c')).toBe('c');
    expect(placeKeys(page, { '.': 'q', c: '.' }).get('c')).toBe('c');
  });

  it('is named in a sentence by the key where it is', () => {
    const capOf = (cap: string): string => ({ M: 'Q', K: 'K' })[cap] ?? cap;
    expect(keysIn('Press M: M7 and K wait in A.', ['M', 'K'], capOf)).toBe(
      'Press Q: M7 and K wait in A.',
    );
  });
});

describe('moved keys', () => {
  it('are kept in the browser, one and all taken back', () => {
    const shelf = shelfWith({});
    const keys = new MovedKeys(shelf);
    keys.move('c', 'q');
    keys.move('t', 'Shift+q');
    expect(new MovedKeys(shelf).now).toEqual({ moves: { c: 'q', t: 'Shift+q' }, problem: null });
    keys.move('c', 'c');
    expect(new MovedKeys(shelf).now.moves).toEqual({ t: 'Shift+q' });
    keys.reset();
    expect(shelf.kept).toEqual({});
  });

  it.each([
    ['{', /must be an object with "version" and "keys"/],
    ['[]', /must be an object/],
    ['{"version":2,"keys":{}}', /must have a "version" of 1, got 2/],
    ['{"version":1,"keys":[]}', /must have "keys", an object/],
    ['{"version":1,"keys":{"c":"F5"}}', /such as "q" in keys\."c", got "F5"/],
    ['{"version":1,"keys":{"c":"b"}}', /got "b"/],
    ['{"version":1,"keys":{"c":7}}', /got 7/],
    [`{"version":1,"keys":{"c":"${'q'.repeat(5_000)}"}}`, /must be at most 4000 characters/],
  ])('that cannot be read are left alone, and said in one sentence: %s', (text, sentence) => {
    const shelf = shelfWith({ [KEPT_AS]: text });
    const keys = new MovedKeys(shelf);
    expect(keys.now.moves).toEqual({});
    expect(keys.now.problem).toMatch(sentence);
    expect(keys.now.problem).toMatch(/^Your kept keys [^\n]* All are where they were at first\.$/);
    expect(shelf.kept).toEqual({ [KEPT_AS]: text });
    // What takes its place does not throw it away.
    keys.move('c', 'q');
    expect(shelf.kept[UNREAD_AS]).toBe(text);
    expect(new MovedKeys(shelf).now).toEqual({ moves: { c: 'q' }, problem: null });
  });

  it('last as long as the page where a browser keeps nothing', () => {
    const refuses = () => {
      throw new Error('forbidden');
    };
    const keys = new MovedKeys({ getItem: refuses, setItem: refuses, removeItem: refuses });
    keys.move('c', 'q');
    expect(keys.now).toEqual({ moves: { c: 'q' }, problem: null });
  });
});
