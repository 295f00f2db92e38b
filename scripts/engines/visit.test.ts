import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Candidate } from './browsers.mjs';
import { PageServer } from './PageServer.mjs';
import { visit } from './visit.mjs';

const server = new PageServer(tmpdir());
beforeAll(() => server.listen());
afterAll(() => server.close());

/** A browser that does this with the address; it ends when that is over and gave a reason. */
function browser(act: (url: string) => Promise<string | undefined>): Candidate {
  return {
    name: 'a browser',
    patienceMs: 500,
    async open(url) {
      const ended = new Promise<string>((resolve) => {
        act(url).then((reason) => reason && resolve(reason));
      });
      return { version: '1', ended, close: async () => undefined };
    },
  };
}

const post = (url: string, answer: object) =>
  fetch(url, { method: 'POST', body: JSON.stringify(answer) }).then(() => undefined);

const computes = browser(async (url) => {
  await fetch(url);
  return post(url, { agent: 'x', table: { cells: [], native: [] } });
});
const missing: Candidate = {
  name: 'a wrapper',
  open: () => Promise.reject(new Error('a library is missing\nat line 1')),
};

function outcomeOf(...candidates: Candidate[]) {
  const engine = { name: 'E', needs: 'E', packages: [], candidates: async () => candidates };
  return visit(engine, server);
}

describe('an engine', () => {
  it('answers with its table', async () => {
    const table = { cells: [], native: [] };
    expect(await outcomeOf(computes)).toEqual({ kind: 'answered', version: '1', table });
  });

  it('answers by the next of its browsers when one does not start', async () => {
    expect((await outcomeOf(missing, computes)).kind).toBe('answered');
  });

  it('is skipped, with the reason, when it is not here or none of its browsers opens the page', async () => {
    expect(await outcomeOf()).toEqual({
      kind: 'skipped',
      reason: 'not on this machine, it needs E',
    });
    const ends = browser(async () => 'it ended (1): no display');
    const idles = browser(async () => undefined);
    expect(await outcomeOf(missing, ends, idles)).toEqual({
      kind: 'skipped',
      reason:
        'a wrapper: a library is missing; a browser: it ended (1): no display; ' +
        'a browser: it does not open the page',
    });
  });

  it('has failed when it opens the page and then ends, or cannot compute', async () => {
    const dies = browser(async (url) => {
      await fetch(url);
      return 'it ended (SIGSEGV)';
    });
    expect(await outcomeOf(dies)).toEqual({ kind: 'failed', reason: 'it ended (SIGSEGV)' });
    const throws = browser(async (url) => {
      await fetch(url);
      return post(url, { error: 'RangeError: no' });
    });
    expect(await outcomeOf(throws, computes)).toEqual({
      kind: 'failed',
      reason: 'RangeError: no',
    });
  });
});
