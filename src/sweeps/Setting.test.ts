import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSetting } from './Setting.ts';

function valuesOf(typed: string): unknown[] {
  const reading = readSetting(typed);
  expect(reading).toMatchObject({ ok: true });
  return reading.ok ? reading.setting.values.map(({ value }) => value) : [];
}

describe('a setting', () => {
  it('is a path and its values, JSON where they are JSON and otherwise texts', () => {
    expect(readSetting('senders.count=1, 2')).toEqual({
      ok: true,
      setting: {
        path: 'senders.count',
        values: [
          { text: '1', value: 1 },
          { text: '2', value: 2 },
        ],
      },
    });
    expect(valuesOf('a=20ms,null,true,-1.5e3,007,"5"')).toEqual([
      '20ms',
      null,
      true,
      -1_500,
      '007',
      '5',
    ]);
  });

  it('keeps the commas inside of brackets and quotation marks', () => {
    expect(valuesOf('a=["1s","2s"],[],{"kind":"uniform","low":"1s","high":"2s"},"a,\\"b"')).toEqual(
      [['1s', '2s'], [], { kind: 'uniform', low: '1s', high: '2s' }, 'a,"b'],
    );
  });

  it('gives back every list of JSON values', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue({ maxDepth: 3 }), { minLength: 1 }), (values) => {
        fc.pre(!/__proto__|constructor|prototype/.test(JSON.stringify(values)));
        const same: unknown = JSON.parse(JSON.stringify(values));
        expect(valuesOf(`a=${values.map((value) => JSON.stringify(value)).join(',')}`)).toEqual(
          same,
        );
      }),
    );
  });

  it.each([
    ['senders.count', '"senders.count" must be PATH=VALUE,VALUE such as senders.count=1,2,3'],
    ['=1', '"=1" must be PATH=VALUE,VALUE such as senders.count=1,2,3'],
    ['a=', 'a has an empty value; an empty text is ""'],
    ['a=1,,2', 'a has an empty value; an empty text is ""'],
    ['a=["1s"', 'a=["1s" must be JSON, since it begins so: line 1, column 6: expected'],
    ['a="x', 'a="x must be JSON, since it begins so: line 1'],
  ])('is refused in a sentence: %s', (typed, error) => {
    expect(readSetting(typed)).toEqual({ ok: false, error: expect.stringContaining(error) });
  });
});
