import { describe, expect, test } from 'vitest';
import { fitText, textWidth } from './textWidth.ts';

describe('textWidth', () => {
  test('counts tabular figures alike and grows with the size', () => {
    expect(textWidth('111', 10)).toBe(textWidth('888', 10));
    expect(textWidth('queue', 20)).toBe(2 * textWidth('queue', 10));
    expect(textWidth('queue', 10, 'bold')).toBeGreaterThan(textWidth('queue', 10));
  });

  test('does not take an unknown letter for nothing', () => {
    expect(textWidth('é', 10)).toBeGreaterThan(5);
    expect(textWidth('支付', 10)).toBe(20);
  });
});

describe('fitText', () => {
  test('leaves alone what fits, and cuts what does not', () => {
    expect(fitText('E-mail queue', 200, 14)).toBe('E-mail queue');
    const cut = fitText('The queue of all invoices to be sent', 120, 14, 'bold');
    expect(cut).toMatch(/^The queue.*…$/);
    expect(textWidth(cut, 14, 'bold')).toBeLessThanOrEqual(120);
    expect(cut).not.toMatch(/ …$/);
  });

  test('gives up where there is no room at all', () => {
    expect(fitText('Payment', 3, 14)).toBe('');
  });
});
