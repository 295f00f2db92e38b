/**
 * interviewerSheet is what whoever asks keeps beside the screen: what the candidate has shown, and scratch
 * notes. It stays in this browser and is read back as any input is read.
 */

/** What interviewers listen for. */
export const probesHeard = [
  { id: 'load', title: 'Reasons about load with numbers' },
  { id: 'first', title: 'Says what fails first' },
  { id: 'radius', title: 'Names the blast radius' },
  { id: 'because', title: 'Mitigates with a “because”' },
] as const;
export type ProbeHeard = (typeof probesHeard)[number]['id'];

export interface InterviewerSheet {
  readonly heard: readonly ProbeHeard[];
  readonly notes: string;
}

export const emptySheet: InterviewerSheet = { heard: [], notes: '' };
export const MOST_NOTES = 4_000;
const KEPT_AS = 'queuescope.interviewer';

/** Where it is kept: the browser's own store, or nothing that lasts. */
export type Shelf = Pick<Storage, 'getItem' | 'setItem'>;

export function readSheet(shelf: Shelf | null): InterviewerSheet {
  try {
    const parsed: unknown = JSON.parse(shelf?.getItem(KEPT_AS) ?? 'null');
    if (typeof parsed !== 'object' || parsed === null) return emptySheet;
    const { heard, notes } = parsed as { heard?: unknown; notes?: unknown };
    const known = probesHeard.map(({ id }) => id);
    return {
      heard: Array.isArray(heard) ? known.filter((id) => heard.includes(id)) : [],
      notes: typeof notes === 'string' ? notes.slice(0, MOST_NOTES) : '',
    };
  } catch {
    return emptySheet;
  }
}

/** A browser that keeps nothing is no reason not to take notes. */
export function keepSheet(shelf: Shelf | null, sheet: InterviewerSheet): void {
  try {
    shelf?.setItem(KEPT_AS, JSON.stringify(sheet));
  } catch {
    // They last as long as the page does.
  }
}

/** The browser's store; null where it refuses. */
export function browserShelf(): Shelf | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}
