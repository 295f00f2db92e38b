/**
 * announcements carries short sentences from anywhere to the one status region of the page.
 *
 * The newest replaces the one before it: whoever listens wants the present state, not the backlog.
 */
export interface Announcement {
  readonly id: number;
  readonly text: string;
  /** Shown as well as said. */
  readonly visible: boolean;
}

const none: Announcement = { id: 0, text: '', visible: false };
let current = none;
const listeners = new Set<() => void>();

/** Says a sentence, and shows it unless what happened is plain to see. */
export function announce(text: string, { visible = true } = {}): void {
  current = { id: current.id + 1, text, visible };
  for (const listener of listeners) listener();
}

export function clearAnnouncement(): void {
  if (current.text === '') return;
  current = { ...none, id: current.id };
  for (const listener of listeners) listener();
}

export function currentAnnouncement(): Announcement {
  return current;
}

export function subscribeToAnnouncements(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
