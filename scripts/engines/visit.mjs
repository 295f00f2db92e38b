/**
 * Has one engine compute its table: tries its browsers one after the other until one opens the page, and
 * waits for what that posts.
 *
 * @typedef {{ kind: 'answered', version: string, table: import('./cells.ts').Table }
 *   | { kind: 'failed' | 'skipped', reason: string }} Outcome
 */

const minute = 60_000;
const PATIENCE_TO_START = minute;
const PATIENCE_TO_ANSWER = 10 * minute;

/**
 * @param {import('./browsers.mjs').Engine} engine
 * @param {import('./PageServer.mjs').PageServer} server
 * @returns {Promise<Outcome>}
 */
export async function visit(engine, server) {
  const refusals = [];
  for (const candidate of await engine.candidates()) {
    const outcome = await tryOut(candidate, server);
    if (outcome.kind !== 'skipped') return outcome;
    refusals.push(`${candidate.name}: ${outcome.reason}`);
  }
  if (refusals.length > 0) return { kind: 'skipped', reason: refusals.join('; ') };
  return { kind: 'skipped', reason: `not on this machine, it needs ${engine.needs}` };
}

/**
 * @param {import('./browsers.mjs').Candidate} candidate
 * @param {import('./PageServer.mjs').PageServer} server
 * @returns {Promise<Outcome>}
 */
async function tryOut({ open, patienceMs = PATIENCE_TO_START }, server) {
  const { url, asked, answered } = server.expect();
  let opened;
  let hasAsked = false;
  try {
    opened = await open(url);
    await first(asked, opened.ended, patienceMs, 'it does not open the page');
    hasAsked = true;
    const text = await first(answered, opened.ended, PATIENCE_TO_ANSWER, 'it does not answer');
    const { agent, table, error } = JSON.parse(text);
    if (error !== undefined) throw new Error(error);
    return { kind: 'answered', version: opened.version ?? agent, table };
  } catch (error) {
    const [reason = ''] = String(error instanceof Error ? error.message : error).split('\n');
    return { kind: hasAsked ? 'failed' : 'skipped', reason };
  } finally {
    await opened?.close();
  }
}

/**
 * What is waited for, unless the browser ends before it or takes too long.
 *
 * @template T
 * @param {Promise<T>} wanted
 * @param {Promise<string>} ended with a reason
 * @param {number} patienceMs
 * @param {string} complaint
 * @returns {Promise<T>}
 */
async function first(wanted, ended, patienceMs, complaint) {
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  /** @type {Promise<never>} */
  const tooLate = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(complaint)), patienceMs);
  });
  const tooEarly = ended.then((reason) => {
    throw new Error(reason);
  });
  try {
    return await Promise.race([wanted, tooEarly, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
