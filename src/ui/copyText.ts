/** copyText puts a text on the clipboard, and says whether it did: a browser may not let a page. */
import { announce } from './announcements';

/**
 * @param copied what is said then, in a sentence
 * @param elsewhere where the text is to be found when it could not be copied, in a sentence
 */
export async function copyText(text: string, copied: string, elsewhere: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    announce(copied);
  } catch {
    announce(`This browser does not let the page copy. ${elsewhere}`);
  }
}
