/** copyLink puts the address of what is on screen on the clipboard: the link holds the whole run. */
import { announce } from '../../ui/index.ts';

export async function copyLink(): Promise<void> {
  try {
    await navigator.clipboard.writeText(location.href);
    announce('Link copied: it opens this run, at this instant.');
  } catch {
    announce('This browser does not let the page copy. The link is in the address bar.');
  }
}
