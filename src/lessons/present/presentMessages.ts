/**
 * presentMessages are what the two windows of a presentation tell each other: the notes wish, the audience
 * says how it stands. Both are of one origin; what comes in is read like any other input all the same,
 * because the other window may be of another build.
 */
import { type PresentCommand, plainCommands } from './Presentation.ts';
import { audienceThemes, spotlights } from './presentLifecycle.ts';
import { LONGEST_LINK } from './presentLink.ts';
import { MOST_HANDS } from './tally.ts';

export type PresentMessage =
  /** The notes are open, and ask how it stands. */
  | { readonly kind: 'hello' }
  | { readonly kind: 'do'; readonly command: PresentCommand }
  /** How the audience's window stands: its link, and whether it plays. */
  | { readonly kind: 'now'; readonly hash: string; readonly isPlaying: boolean }
  /** The audience's window is closed. */
  | { readonly kind: 'gone' };

export type MessageReading =
  | { readonly ok: true; readonly message: PresentMessage }
  | { readonly ok: false; readonly error: string };

const MOST_CONTROLS = 3;
const MOST_BEATS = 20;

/** The name of the channel between the windows of one lesson. */
export function channelOf(id: string): string {
  return `queuescope.present.${id}`;
}

export function readMessage(data: unknown): MessageReading {
  if (!isObject(data)) return wrong('a message', 'an object');
  switch (data['kind']) {
    case 'hello':
    case 'gone':
      return { ok: true, message: { kind: data['kind'] } };
    case 'now': {
      const { hash, isPlaying } = data;
      if (typeof hash !== 'string' || hash.length > LONGEST_LINK) return wrong('hash', 'a link');
      if (typeof isPlaying !== 'boolean') return wrong('isPlaying', 'true or false');
      return { ok: true, message: { kind: 'now', hash, isPlaying } };
    }
    case 'do': {
      const command = commandIn(data['command']);
      return typeof command === 'string'
        ? { ok: false, error: command }
        : { ok: true, message: { kind: 'do', command } };
    }
    default:
      return wrong('kind', 'hello, do, now or gone');
  }
}

/** The command, or the sentence that says what is wrong with it. */
function commandIn(data: unknown): PresentCommand | string {
  if (!isObject(data)) return sentence('command', 'an object');
  const { type } = data;
  const plain = plainCommands.find((one) => one === type);
  if (plain !== undefined) return { type: plain };
  switch (type) {
    case 'GO':
      return isWhole(data['beat'], 0, MOST_BEATS)
        ? { type, beat: data['beat'] }
        : sentence('command.beat', `a whole number from 0 to ${MOST_BEATS}`);
    case 'STEP':
    case 'PACE':
      return data['by'] === 1 || data['by'] === -1
        ? { type, by: data['by'] }
        : sentence('command.by', '1 or -1');
    case 'SPOTLIGHT': {
      const part = spotlights.find((one) => one === data['part']);
      return part === undefined ? sentence('command.part', spotlights.join(', ')) : { type, part };
    }
    case 'THEME': {
      const theme = audienceThemes.find((one) => one === data['theme']);
      return theme === undefined
        ? sentence('command.theme', audienceThemes.join(' or '))
        : { type, theme };
    }
    case 'TALLY': {
      const { counts } = data;
      if (counts === null) return { type, counts };
      return Array.isArray(counts) &&
        counts.length <= MOST_BEATS &&
        counts.every((count) => isWhole(count, 0, MOST_HANDS))
        ? { type, counts }
        : sentence('command.counts', `null or whole numbers from 0 to ${MOST_HANDS}`);
    }
    case 'PRESS':
    case 'SET': {
      const { control, value } = data;
      if (!isWhole(control, 0, MOST_CONTROLS - 1)) {
        return sentence('command.control', `a whole number from 0 to ${MOST_CONTROLS - 1}`);
      }
      if (type === 'PRESS') return { type, control };
      return typeof value === 'number' && Number.isFinite(value)
        ? { type, control, value }
        : sentence('command.value', 'a number');
    }
    case 'INJECT':
      return typeof data['fault'] === 'string' && /^[a-z]{1,16}$/i.test(data['fault'])
        ? { type, fault: data['fault'] }
        : sentence('command.fault', 'the name of a fault');
    default:
      return sentence('command.type', 'a known command');
  }
}

function isObject(data: unknown): data is Readonly<Record<string, unknown>> {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}

function isWhole(value: unknown, least: number, most: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
}

function wrong(what: string, expected: string): MessageReading {
  return { ok: false, error: sentence(what, expected) };
}

function sentence(what: string, expected: string): string {
  return `A message from the other window is not understood: ${what} must be ${expected}.`;
}
