/** copyLink puts the address of what is on screen on the clipboard: the link holds the whole run. */
import { copyText } from '../../ui/index.ts';

/** @param opens what the link opens, as it is said: "this run, at this instant" */
export async function copyLink(opens = 'this run, at this instant'): Promise<void> {
  await copyText(
    location.href,
    `Link copied: it opens ${opens}.`,
    'The link is in the address bar.',
  );
}
