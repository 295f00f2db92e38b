/** The page that a browser opens: it computes the table there and posts it back to where it came from. */
import { type Table, tableOf } from './cells.ts';

/** Often enough that the browser does not ask whether to stop the page; each breath costs it a few ms. */
const EVERY_MS = 200;
let lastMs = performance.now();

async function breathe(): Promise<void> {
  if (performance.now() - lastMs < EVERY_MS) return;
  await new Promise((resolve) => setTimeout(resolve, 0));
  lastMs = performance.now();
}

async function answer(): Promise<{ agent: string; table: Table } | { error: string }> {
  try {
    return { agent: navigator.userAgent, table: await tableOf(breathe) };
  } catch (error) {
    return { error: String(error) };
  }
}

document.title = 'Computing …';
const body = JSON.stringify(await answer());
await fetch(location.pathname, { method: 'POST', body });
document.title = 'Done';
document.body.textContent = 'Done: the table is at the terminal. This page may be closed.';
