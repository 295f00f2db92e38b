/**
 * useStoryMessage is the message that the newest headline is about, or null before there is one.
 *
 * While the run plays it stays with the message it has, so that a sequence can be followed as it
 * grows; wherever the run stands still, it is the one of the story at that instant.
 */
import { useRef } from 'react';
import type { World } from '../../engine/index.ts';
import { narrate } from '../../explain/index.ts';
import { useAtPlayhead, useSession } from '../../store/index.ts';

/** Headlines to look back: the newest may be about a broker, and name no message. */
const SENTENCES = 7;

export function useStoryMessage(): number | null {
  const isPlaying = useSession(({ player }) => player === 'playing' || player === 'behind');
  const newest = useAtPlayhead(({ world }) => storyMessageOf(world));
  const followed = useRef<number | null>(null);
  if (newest === null || followed.current === null || !isPlaying) followed.current = newest;
  return followed.current;
}

/** The message that the newest headline which names one is about, or null. */
export function storyMessageOf(world: World): number | null {
  const headlines = narrate(world, world.trace, { grain: 1, limit: SENTENCES });
  for (const { parts } of headlines.toReversed()) {
    const named = parts.find((part) => part.kind === 'message');
    if (named !== undefined) return named.number;
  }
  return null;
}
