/**
 * PageServer gives a page to a browser and takes what the page posts back.
 *
 * So a browser only has to be opened at an address, which all of them do when they are started with it.
 * No protocol to drive them is needed (each engine has its own), and any other browser can take part
 * when a person opens the address in it.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

const page = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Loading</title>
<body>This takes about half a minute.</body>
<script type="module" src="/page.js"></script>
</html>
`;

/** @typedef {{ onAsked: () => void, onAnswered: (answer: string) => void }} Visit */

export class PageServer {
  #folder;
  /** By the path of their page. @type {Map<string, Visit>} */
  #visits = new Map();
  #server = createServer((request, response) => this.#serve(request, response));

  /** @param {string} folder with page.js and what it imports */
  constructor(folder) {
    this.#folder = folder;
  }

  /** Only this machine can reach it. @returns {Promise<void>} */
  listen() {
    return new Promise((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }

  /**
   * An address to open, and the two things that will happen there: the browser asks for the page, and
   * the page posts its answer.
   *
   * @returns {{ url: string, asked: Promise<void>, answered: Promise<string> }}
   */
  expect() {
    // An address for each: a browser that was given up cannot answer for the next one.
    const path = `/${this.#visits.size + 1}/`;
    /** @type {Visit} */
    const visit = { onAsked: () => undefined, onAnswered: () => undefined };
    this.#visits.set(path, visit);
    const address = this.#server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    return {
      url: `http://127.0.0.1:${port}${path}`,
      asked: new Promise((resolve) => {
        visit.onAsked = resolve;
      }),
      answered: new Promise((resolve) => {
        visit.onAnswered = resolve;
      }),
    };
  }

  close() {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  /**
   * @param {import('node:http').IncomingMessage} request
   * @param {import('node:http').ServerResponse} response
   */
  async #serve(request, response) {
    const path = request.url ?? '';
    const visit = this.#visits.get(path);
    const file = join(this.#folder, path);
    if (visit && request.method === 'POST') {
      const answer = await text(request);
      response.end();
      visit.onAnswered(answer);
    } else if (visit) {
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.end(page);
      visit.onAsked();
    } else if (/^\/[\w-]+\.js$/.test(path) && existsSync(file)) {
      response.setHeader('content-type', 'text/javascript; charset=utf-8');
      response.end(readFileSync(file));
    } else {
      response.writeHead(404).end();
    }
  }
}
