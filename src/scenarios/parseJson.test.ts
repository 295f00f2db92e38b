import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MAX_BYTES, parseJson } from './parseJson.ts';

function errorOf(text: string): string {
  const parsed = parseJson(text);
  return parsed.ok ? 'no error' : parsed.error;
}

test('what JSON.parse reads is read as JSON.parse reads it', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 6 }), fc.constantFrom(undefined, 1, '\t'), (json, space) => {
      const text = JSON.stringify(JSON.parse(json), null, space);
      fc.pre(!/"(__proto__|constructor|prototype)":/.test(text));
      expect(parseJson(text)).toEqual({ ok: true, value: JSON.parse(text) });
    }),
  );
});

test('what JSON.parse refuses is refused, and of the rest only what the header says', () => {
  const letters = fc.constantFrom(...'{}[]:,"\\ \n\t\u000b01-+.eEtrufalsn/bu€'.split(''));
  fc.assert(
    fc.property(fc.string({ unit: letters, maxLength: 12 }), (text) => {
      if (parseJson(text).ok) expect(() => JSON.parse(text)).not.toThrow();
      else if (!/["{]|e\+?\d{3}/i.test(text)) expect(() => JSON.parse(text)).toThrow();
    }),
    { numRuns: 3_000 },
  );
});

test('an error says where it is, as an editor counts', () => {
  expect(errorOf('{\n  "a": 1,\n  "b": }')).toBe('line 3, column 8: expected a value, got "}".');
  expect(errorOf('[1, 2')).toBe(
    'line 1, column 6: expected a comma or a closing bracket, got the end of the file.',
  );
  expect(errorOf('')).toBe('line 1, column 1: expected a value, got the end of the file.');
  expect(errorOf('{"a": 1} x')).toContain('expected the end of the file, got "x"');
  expect(errorOf("{'a': 1}")).toContain('expected a key in double quotes');
});

test('keys that mean something to the language are refused wherever they stand', () => {
  for (const key of ['__proto__', 'constructor', 'prototype']) {
    expect(errorOf(`[{"a": {"${key}": {"polluted": true}}}]`)).toContain(`the key "${key}"`);
    // The same key, spelt so that a search of the text does not find it.
    expect(errorOf(`{"\\u00${key.charCodeAt(0).toString(16)}${key.slice(1)}": 1}`)).toContain(
      'is not allowed',
    );
  }
});

test('of two equal keys neither wins', () => {
  expect(errorOf('{"seed": 1, "seed": 2}')).toBe('line 1, column 13: the key "seed" comes twice.');
});

test('a number beyond all numbers is not read as Infinity', () => {
  expect(errorOf('{"seed": 1e999}')).toContain('the number "1e999" is too large');
  expect(errorOf('NaN')).toContain('expected a value');
  expect(errorOf('-Infinity')).toContain('expected a value');
});

test('nesting ends at eight', () => {
  expect(parseJson('[[[[[[[[1]]]]]]]]').ok).toBe(true);
  expect(errorOf('[[[[[[[[[1]]]]]]]]]')).toContain('nested at most 8 deep');
  expect(errorOf('['.repeat(60_000))).toContain('nested at most 8 deep');
});

test('a large text is refused by its size, before it is read', () => {
  expect(parseJson(`"${'x'.repeat(MAX_BYTES - 2)}"`).ok).toBe(true);
  expect(errorOf(`"${'x'.repeat(MAX_BYTES - 1)}"`)).toContain('at most 65536 bytes long, got at');
  expect(errorOf(`"${'€'.repeat(MAX_BYTES / 3)}"`)).toContain('bytes long, got 65537');
  expect(errorOf('['.repeat(10_000_000))).toContain('at most 65536 bytes');
});

test('a byte-order mark at the beginning is no part of the text', () => {
  expect(parseJson('\uFEFF{}')).toEqual({ ok: true, value: {} });
});
