/** copyLink puts the address of what is on screen on the clipboard: the link holds the whole run. */
import { announce } from '../../ui/index.ts';

/** @param opens what the link opens, as it is said: "this run, at this instant" */
export async function copyLink(opens = 'this run, at this instant'): Promise<void> {
  try {
    await navigator.clipboard.writeText(location.href);
    announce(`Link copied: it opens ${opens}.`);
  } catch {
    announce('This browser does not let the page copy. The link is in the address bar.');
  }
}
