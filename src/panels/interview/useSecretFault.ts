/**
 * useSecretFault lets a fault wait for its time on the wall clock. What it is stays untold, also by the page,
 * until whoever queued it shows it.
 */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Act } from '../../engine/index.ts';
import type { Card } from '../../interview/cards/index.ts';
import type { LessonWorlds } from '../../lessons/index.ts';
import { type QuickAct, quickActs, type Session } from '../../store/index.ts';
import { announce } from '../../ui/index.ts';

export type FaultChoice = QuickAct['id'] | 'any';

export type SecretFault =
  | { readonly stage: 'none' }
  | { readonly stage: 'armed' }
  /** It has happened, at this instant of the run. */
  | { readonly stage: 'fired'; readonly label: string; readonly atUs: number };

const none: SecretFault = { stage: 'none' };

export interface SecretFaultInHand {
  readonly fault: SecretFault;
  readonly arm: (choice: FaultChoice, afterS: number) => void;
  /** Lets go of it, fired or not. */
  readonly forget: () => void;
}

export function useSecretFault(worlds: LessonWorlds<Card>, shown: number): SecretFaultInHand {
  const [fault, setFault] = useState<SecretFault>(none);
  const timer = useRef(0);
  const seen = useRef(shown);
  seen.current = shown;
  useEffect(() => () => window.clearTimeout(timer.current), []);
  const fire = useCallback(
    (choice: FaultChoice): void => {
      const session = worlds.slots[seen.current]?.session ?? worlds.lead;
      const known = faultsIn(session);
      const drawn = known[Math.floor(Math.random() * known.length)];
      const found = choice === 'any' ? drawn : known.find(({ id }) => id === choice);
      if (found === undefined) {
        setFault(none);
        announce('This system has nothing that such a fault could hit.');
        return;
      }
      setFault({ stage: 'fired', label: found.label, atUs: session.timeline.actingUs });
      worlds.strike((one) => actOf(one, found.id));
      announce('Something has just happened. What is it?');
      if (!worlds.isPlaying) worlds.play();
    },
    [worlds],
  );
  return {
    fault,
    arm: (choice, afterS) => {
      window.clearTimeout(timer.current);
      setFault({ stage: 'armed' });
      timer.current = window.setTimeout(() => fire(choice), afterS * 1_000);
    },
    forget: () => {
      window.clearTimeout(timer.current);
      setFault(none);
    },
  };
}

/** What can happen to a system now. What would mend it is no fault. */
export function faultsIn(session: Session): QuickAct[] {
  const { queue } = session.store.getState();
  return quickActs(session.timeline.world, queue, null).filter(({ act }) => !isRepair(act));
}

export function actOf(session: Session, id: QuickAct['id']): Act | null {
  return faultsIn(session).find((fault) => fault.id === id)?.act ?? null;
}

function isRepair({ kind }: Act): boolean {
  return kind === 'restartConsumer' || kind === 'startBroker' || kind === 'restartService';
}
