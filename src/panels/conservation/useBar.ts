/** useBar gives the bar under the equation an element, and draws it whenever the ledger changes. */
import { type RefObject, useEffect, useRef } from 'react';
import {
  type ChartState,
  type ConservationBar,
  createConservationBar,
} from '../../charts/index.ts';
import type { Ledger } from './ledgerOf.ts';

const states: Readonly<Record<string, ChartState>> = {
  done: 'done',
  ready: 'ready',
  delayed: 'ready',
  unacked: 'unacked',
  handedOver: 'unacked',
  inTransit: 'inTransit',
  deadLettered: 'deadLettered',
  lost: 'lost',
  refused: 'refused',
  redriven: 'none',
};

export function useBar(ledger: Ledger): RefObject<HTMLDivElement | null> {
  const host = useRef<HTMLDivElement>(null);
  const bar = useRef<ConservationBar | null>(null);
  useEffect(() => {
    if (host.current === null) return;
    bar.current = createConservationBar(host.current);
    return () => {
      bar.current?.destroy();
      bar.current = null;
    };
  }, []);
  useEffect(() => {
    bar.current?.draw({
      total: ledger.also.reduce((total, { count }) => total + count, ledger.offered),
      parts: ledger.parts.map(({ id, count, word }) => ({
        state: states[id] ?? 'none',
        count,
        label: word,
      })),
    });
  }, [ledger]);
  return host;
}
