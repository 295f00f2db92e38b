/**
 * useAudienceWindow ties a presentation to its window: the address holds all of it, so that a reload lands
 * on the same picture, and the notes are told how it stands, and may wish.
 */
import { useEffect } from 'react';
import {
  channelOf,
  isPresent,
  type Presentation,
  type PresentMessage,
  readMessage,
  writePresentLink,
} from '../../lessons/index.ts';
import { announce } from '../../ui/index.ts';

/** While it plays nothing changes but the instant: so often it is written down. */
const EVERY_MS = 400;

export function useAudienceWindow(talk: Presentation): void {
  useEffect(() => {
    const channel = new BroadcastChannel(channelOf(talk.lesson.id));
    const say = (message: PresentMessage): void => channel.postMessage(message);
    const keep = (): void => {
      const hash = writePresentLink(talk.link);
      // Whoever goes to another page goes there.
      if (isPresent(location.hash) && location.hash !== `#${hash}`)
        history.replaceState(null, '', `#${hash}`);
      say({ kind: 'now', hash, isPlaying: talk.worlds.isPlaying });
    };
    channel.onmessage = ({ data }): void => {
      const reading = readMessage(data);
      // Said and not shown: a class would read it too.
      if (!reading.ok) announce(reading.error, { visible: false });
      else if (reading.message.kind === 'hello') keep();
      else if (reading.message.kind === 'do') talk.do(reading.message.command);
    };
    let isDue = false;
    // Several changes of one command are one.
    const soon = (): void => {
      if (isDue) return;
      isDue = true;
      queueMicrotask(() => {
        isDue = false;
        keep();
      });
    };
    const timer = window.setInterval(() => {
      if (talk.worlds.isPlaying) keep();
    }, EVERY_MS);
    const leave = (): void => {
      keep();
      say({ kind: 'gone' });
    };
    const stop = talk.subscribe(soon);
    window.addEventListener('pagehide', leave);
    keep();
    return () => {
      stop();
      window.clearInterval(timer);
      window.removeEventListener('pagehide', leave);
      channel.close();
    };
  }, [talk]);
}
