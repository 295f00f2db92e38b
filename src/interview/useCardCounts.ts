/**
 * useCardCounts lets the engine count the numbers of a card for what its sentence is turned to. The arithmetic
 * is there at once; the engine's answer comes a moment after one has stopped turning.
 */
import { useEffect, useState } from 'react';
import { type Card, type CardCheck, checkCard } from './cards/index.ts';

const SETTLED_MS = 120;

/** null: it is still counting. */
export function useCardCounts(card: Card, values: readonly number[]): readonly CardCheck[] | null {
  const key = `${card.id} ${values.join()}`;
  const [counted, setCounted] = useState<{ key: string; checks: readonly CardCheck[] } | null>(
    null,
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: the values are the same when the key is
  useEffect(() => {
    const timer = window.setTimeout(
      () => setCounted({ key, checks: checkCard(card, values) }),
      SETTLED_MS,
    );
    return () => window.clearTimeout(timer);
  }, [card, key]);
  return counted?.key === key ? counted.checks : null;
}
