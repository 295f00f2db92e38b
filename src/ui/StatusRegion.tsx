/**
 * StatusRegion is the page's one place for short news: said by a screen reader, shown as a strip.
 *
 * It must be in the page, empty, from the start: assistive technology announces changes to a region
 * it knows, and may miss a region that arrives together with its text. Put it at the root, once.
 */
import { useEffect, useSyncExternalStore } from 'react';
import {
  type Announcement,
  clearAnnouncement,
  currentAnnouncement,
  subscribeToAnnouncements,
} from './announcements';
import './StatusRegion.css';

/** Long enough to read the sentence twice at 200 words a minute, and never under four seconds. */
function readingTimeMs({ text }: Announcement): number {
  return Math.max(4000, text.split(/\s+/).length * 600);
}

export function StatusRegion() {
  const announcement = useSyncExternalStore(
    subscribeToAnnouncements,
    currentAnnouncement,
    currentAnnouncement,
  );

  useEffect(() => {
    if (announcement.text === '') return;
    const timer = setTimeout(clearAnnouncement, readingTimeMs(announcement));
    return () => clearTimeout(timer);
  }, [announcement]);

  return (
    <div
      role="status"
      aria-live="polite"
      className={announcement.visible ? 'ui-status' : 'ui-visually-hidden'}
    >
      {announcement.text}
    </div>
  );
}
