/**
 * useNotesWindow ties the notes to the window of the class, whichever was opened first. While that is closed
 * the notes turn their own pages, and hand the place over when it opens.
 */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Lesson } from '../../lessons/course/index.ts';
import {
  channelOf,
  freshLink,
  Presentation,
  type PresentCommand,
  type PresentLink,
  type PresentMessage,
  readMessage,
  readPresentLink,
  writePresentLink,
} from '../../lessons/index.ts';

/** A window that is loading anew says that it is gone, and is back before anybody need know. */
const BACK_WITHIN_MS = 1_500;

export interface NotesWindow {
  readonly link: PresentLink;
  /** Whether the window of the class is open. */
  readonly isHere: boolean;
  readonly isPlaying: boolean;
  /** What the other window said that is not understood, or null. */
  readonly problem: string | null;
  readonly send: (command: PresentCommand) => void;
  readonly openAudience: () => void;
}

export function useNotesWindow(lesson: Lesson): NotesWindow {
  const [link, setLink] = useState(() => freshLink(lesson.id));
  const [isHere, setHere] = useState(false);
  const [isPlaying, setPlaying] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const channel = useRef<BroadcastChannel | null>(null);
  useEffect(() => {
    const opened = new BroadcastChannel(channelOf(lesson.id));
    channel.current = opened;
    let timer = 0;
    opened.onmessage = ({ data }): void => {
      const reading = readMessage(data);
      if (!reading.ok) {
        setProblem(reading.error);
        return;
      }
      const { message } = reading;
      if (message.kind === 'gone') {
        window.clearTimeout(timer);
        timer = window.setTimeout(() => setHere(false), BACK_WITHIN_MS);
      }
      if (message.kind !== 'now') return;
      window.clearTimeout(timer);
      const now = readPresentLink(message.hash);
      if (now === null || !now.ok) {
        setProblem(now?.error ?? 'The window of the class sent no link of a presentation.');
        return;
      }
      setProblem(null);
      setHere(true);
      setPlaying(message.isPlaying);
      setLink(now.link);
    };
    say(opened, { kind: 'hello' });
    return () => {
      window.clearTimeout(timer);
      opened.close();
    };
  }, [lesson]);
  const send = useCallback(
    (command: PresentCommand): void => {
      if (isHere && channel.current !== null) say(channel.current, { kind: 'do', command });
      else setLink((before) => after(lesson, before, command));
    },
    [lesson, isHere],
  );
  const openAudience = useCallback(() => {
    window.open(`#${writePresentLink(link)}`, '_blank');
  }, [link]);
  return { link, isHere, isPlaying, problem, send, openAudience };
}

function say(channel: BroadcastChannel, message: PresentMessage): void {
  channel.postMessage(message);
}

/** How a talk stands after a command that nobody watches: what would play is over at once. */
function after(lesson: Lesson, link: PresentLink, command: PresentCommand): PresentLink {
  const talk = new Presentation(lesson, link, {
    wallMs: () => performance.now(),
    epochMs: () => Date.now(),
    isStill: () => true,
  });
  talk.do(command);
  return talk.link;
}
