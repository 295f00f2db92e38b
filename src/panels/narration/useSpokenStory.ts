/**
 * useSpokenStory tells those who listen what those who look can see: each new headline as it happens, not
 * too many at once, and the whole screen in a sentence when the run comes to rest.
 */
import { useEffect, useRef } from 'react';
import { narrate, plain, summaryOf } from '../../explain/index.ts';
import { useAtPlayhead, useSession, useSessionActions } from '../../store/index.ts';
import { announce } from '../../ui/index.ts';

/** A sentence of twenty words takes so long to say. */
const SAID_EVERY_MS = 6_000;

export function useSpokenStory(): void {
  const session = useSessionActions();
  const isPlaying = useSession(({ player }) => player === 'playing' || player === 'behind');
  const headline = useAtPlayhead(({ world }) => {
    const [latest] = narrate(world, world.trace, { grain: 1, limit: 1 });
    return latest === undefined ? null : { fact: latest.fact, text: plain(latest) };
  });
  const said = useRef({ fact: -1, atMs: Number.NEGATIVE_INFINITY });
  const wasPlaying = useRef(false);

  useEffect(() => {
    if (headline === null || !isPlaying || headline.fact <= said.current.fact) return;
    const nowMs = session.now();
    if (nowMs - said.current.atMs < SAID_EVERY_MS) return;
    said.current = { fact: headline.fact, atMs: nowMs };
    announce(headline.text, { visible: false });
  }, [headline, isPlaying, session]);

  useEffect(() => {
    if (wasPlaying.current && !isPlaying)
      announce(summaryOf(session.timeline.world), { visible: false });
    // Whoever goes back hears the same headline again.
    if (isPlaying && !wasPlaying.current)
      said.current.fact = session.timeline.world.trace.length - 1;
    wasPlaying.current = isPlaying;
  }, [isPlaying, session]);
}
