import { describe, expect, it } from 'vitest';
import { Fact, factKinds, factName } from './factKinds.ts';
import { Rule, rules } from './rules.ts';
import { NO_FACT, NO_MESSAGE, Trace } from './Trace.ts';

function write(trace: Trace, atUs: number, message = 1): number {
  return trace.write(atUs, Fact.stored, message, 2, 3, NO_FACT, Rule.publish);
}

describe('the trace', () => {
  it('gives back what was written, also beyond a chunk', () => {
    const trace = new Trace();
    for (let i = 0; i < 40_000; i++) write(trace, i * 1e9, i);
    expect(trace.length).toBe(40_000);
    expect(trace.entry(39_999)).toEqual({
      index: 39_999,
      atUs: 39_999e9,
      kind: Fact.stored,
      message: 39_999,
      place: 2,
      count: 3,
      cause: NO_FACT,
      rule: Rule.publish,
    });
    expect([trace.atUs(7), trace.kind(7), trace.message(7), trace.place(7)]).toEqual([
      7e9,
      Fact.stored,
      7,
      2,
    ]);
    expect([trace.cause(7), trace.count(7), trace.rule(7)]).toEqual([NO_FACT, 3, Rule.publish]);
  });

  it('remembers how far the future is known after going back', () => {
    const trace = new Trace();
    for (let i = 0; i < 5; i++) write(trace, i);
    trace.rewind(2);
    expect([trace.length, trace.known]).toEqual([2, 5]);
    write(trace, 2);
    expect([trace.length, trace.known, trace.forgettings]).toEqual([3, 5, []]);
  });

  it('forgets a future that has become another one', () => {
    const trace = new Trace();
    for (let i = 0; i < 5; i++) write(trace, i);
    trace.rewind(2);
    write(trace, 77);
    expect([trace.known, trace.forgettings]).toEqual([3, [2]]);
    trace.rewind(1);
    trace.forgetFuture();
    expect([trace.known, trace.forgettings]).toEqual([1, [2, 1]]);
  });

  it('cannot go on where it has never been', () => {
    expect(() => new Trace().rewind(3)).toThrow('knows 0 facts');
    expect(() => new Trace(false).rewind(3)).not.toThrow();
  });

  it('counts facts that it does not keep', () => {
    const trace = new Trace(false);
    write(trace, 1);
    expect(write(trace, 2)).toBe(1);
    expect(trace.length).toBe(2);
  });

  it('shows a count above sixteen bits as the largest that fits', () => {
    const trace = new Trace();
    trace.write(0, Fact.delivered, 1, 0, 70_000, NO_FACT, Rule.none);
    expect(trace.count(0)).toBe(65_535);
  });
});

describe('kinds of facts and rules', () => {
  it('fit into a byte, each with a name of its own', () => {
    for (const list of [factKinds, rules]) {
      expect(list.length).toBeLessThan(256);
      expect(new Set(list.map((one) => one.name)).size).toBe(list.length);
    }
    expect(factName(Fact.published)).toBe('published');
    expect(NO_MESSAGE).toBe(0);
  });

  it('are said in whole sentences', () => {
    for (const rule of rules.slice(1)) expect(rule.says).toMatch(/^[A-Z].*\.$/);
  });
});
