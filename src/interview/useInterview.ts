/** useInterview takes somebody through a card: the lifecycle, begun where the link says. */
import { useActorRef, useSelector } from '@xstate/react';
import {
  type InterviewEvent,
  type InterviewState,
  interviewLifecycle,
} from './interviewLifecycle.ts';
import type { InterviewLink } from './interviewLink.ts';

export interface InterviewInHand {
  readonly state: InterviewState;
  /** Sends an event, and returns how the card stands then. */
  readonly send: (event: InterviewEvent) => InterviewState;
}

export function useInterview({ beat, shown }: InterviewLink): InterviewInHand {
  const actor = useActorRef(interviewLifecycle, {
    input: {
      beat: beat ?? 0,
      ...(shown === null || shown === 'both' ? {} : { isMended: shown === 'with' }),
      isBoth: shown === 'both',
    },
  });
  const state = useSelector(actor, (snapshot) => snapshot.context);
  return {
    state,
    send: (event) => {
      actor.send(event);
      return actor.getSnapshot().context;
    },
  };
}
