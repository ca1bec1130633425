import { tidied } from './row.js';

/**
 * The collector's API, as docs/api.md describes it. Every call can be aborted; every failure is an `ApiError` that says what is wrong in
 * words a reader can use.
 */

/** What went wrong with a call. `kind` is the API's `error`, or 'offline' when nothing answered. */
export class ApiError extends Error {
  /** @param {{kind: string, message: string, status?: number, pos?: number, expected?: string[], fix?: string, more?: Object}} facts */
  constructor({ kind, message, status = 0, pos, expected = [], fix, more = {} }) {
    super(message);
    this.kind = kind;
    this.status = status;
    this.pos = pos;
    this.expected = expected;
    this.fix = fix;
    this.more = more;
  }
}

/** True when a call was given up by whoever made it: nothing to report. */
export const aborted = (error) => error?.name === 'AbortError';

/**
 * @typedef {Object} Answer
 * @property {any} data      the parsed body; of rows an array
 * @property {boolean} complete  false: a part of the store did not answer
 * @property {string} cursor     where the next page begins, '' at the end
 */
export class Api {
  /** @param {string} root where the API lives */
  constructor(root = '/api/v1') {
    this.root = root;
    /** Told 'offline' or 'online' when that changes. @type {(how: 'online'|'offline') => void} */
    this.onreach = () => {};
  }

  /**
   * The address of a call. Empty parameters are left out.
   * @param {string} path '/events'
   * @param {Record<string, any>} [parameters]
   */
  address(path, parameters = {}) {
    const given = new URLSearchParams();
    for (const [name, value] of Object.entries(parameters)) {
      if (value !== undefined && value !== null && value !== '') given.set(name, String(value));
    }
    const search = given.toString();
    return this.root + path + (search ? `?${search}` : '');
  }

  /**
   * Asks for JSON.
   * @param {string} path
   * @param {Record<string, any>} [parameters]
   * @param {AbortSignal} [signal]
   * @returns {Promise<Answer>}
   */
  async get(path, parameters, signal) {
    const answer = await this.send(this.address(path, parameters), { signal, headers: { Accept: 'application/json' } });
    return { data: await body(answer), complete: complete(answer), cursor: answer.headers.get('X-Weft-Cursor') ?? '' };
  }

  /**
   * Asks for rows (NDJSON).
   * @param {string} path
   * @param {Record<string, any>} [parameters]
   * @param {AbortSignal} [signal]
   * @returns {Promise<Answer>}
   */
  async rows(path, parameters, signal) {
    const answer = await this.send(this.address(path, parameters), { signal, headers: { Accept: 'application/x-ndjson' } });
    const text = await answer.text();
    const data = text.split('\n').filter(Boolean).map((line) => tidied(JSON.parse(line)));
    return { data, complete: complete(answer), cursor: answer.headers.get('X-Weft-Cursor') ?? '' };
  }

  /** Stores JSON under a path. @returns {Promise<any>} */
  async put(path, value) {
    const answer = await this.send(this.address(path), { method: 'PUT', headers: { 'Content-Type': 'application/json', Accept: 'application/json' }, body: JSON.stringify(value) });
    return answer.status === 204 ? null : body(answer);
  }

  /** Removes what is under a path. */
  async remove(path) {
    await this.send(this.address(path), { method: 'DELETE', headers: { Accept: 'application/json' } });
  }

  /** @private */
  async send(address, request) {
    let answer;
    try {
      answer = await fetch(address, { credentials: 'same-origin', ...request });
    } catch (error) {
      if (aborted(error)) throw error;
      this.onreach('offline');
      throw new ApiError({ kind: 'offline', message: 'The collector does not answer.' });
    }
    this.onreach('online');
    // 300 is an answer: several things of that name
    if (answer.ok || answer.status === 300) return answer;
    throw await refusal(answer);
  }
}

const complete = (answer) => answer.headers.get('X-Weft-Complete') !== 'partial';

async function body(answer) {
  try {
    return await answer.json();
  } catch (error) {
    if (aborted(error)) throw error;
    throw new ApiError({ kind: 'internal', status: answer.status, message: 'The answer is not JSON; is this address a Weft collector?' });
  }
}

async function refusal(answer) {
  const facts = await answer.json().catch(() => ({}));
  const { error = 'internal', message = `The collector answered ${answer.status}.`, pos, expected, fix, ...more } = facts;
  return new ApiError({ kind: error, message, status: answer.status, pos, expected, fix, more });
}
