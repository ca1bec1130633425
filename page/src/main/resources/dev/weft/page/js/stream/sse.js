/**
 * Server-sent events over fetch, without an import, so that a worker can use it as it is. Unlike EventSource it can be told how to ask,
 * and it says when it will try again.
 */

const WAITS = [1, 2, 4, 8, 15];

export class EventStream {
  /**
   * @param {string} address
   * @param {(frame: {event: string, data: any}) => void} tell  besides the server's events: 'up', and 'down' with {since, again, message}
   */
  constructor(address, tell) {
    this.address = address;
    this.tell = tell;
    this.last = '';
    this.failures = 0;
    this.stop = new AbortController();
    this.run();
  }

  close() {
    this.stop.abort();
    this.wake?.();
  }

  /** Tries at once, if it is waiting. */
  retry() {
    this.wake?.();
  }

  /** @private */
  async run() {
    const { signal } = this.stop;
    while (!signal.aborted) {
      const problem = await this.read(signal);
      if (signal.aborted) return;
      if (problem?.fatal) return this.tell({ event: 'refused', data: problem.facts });
      this.since ??= Date.now();
      const wait = this.retryAfter ?? WAITS[Math.min(this.failures++, WAITS.length - 1)] * 1e3;
      this.retryAfter = undefined;
      this.tell({ event: 'down', data: { since: this.since, again: Date.now() + wait } });
      await new Promise((done) => {
        const timer = setTimeout(done, wait);
        this.wake = () => {
          clearTimeout(timer);
          done();
        };
      });
    }
  }

  /** @private reads until the connection ends */
  async read(signal) {
    try {
      const headers = { Accept: 'text/event-stream', ...(this.last && { 'Last-Event-ID': this.last }) };
      const answer = await fetch(this.address, { signal, headers, cache: 'no-store', credentials: 'same-origin' });
      if (!answer.ok) {
        const facts = await answer.json().catch(() => ({}));
        return { fatal: answer.status >= 400 && answer.status < 500, facts: { error: 'internal', message: `The collector answered ${answer.status}.`, status: answer.status, ...facts } };
      }
      this.failures = 0;
      this.since = undefined;
      this.tell({ event: 'up', data: {} });
      const decoder = new TextDecoder();
      const reader = answer.body.getReader();
      let rest = '';
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return null;
        rest += decoder.decode(value, { stream: true });
        const frames = rest.split(/\r?\n\r?\n/);
        rest = frames.pop();
        for (const frame of frames) this.take(frame);
      }
    } catch {
      return null;
    }
  }

  /** @private */
  take(frame) {
    let event = 'message';
    const data = [];
    for (const line of frame.split(/\r?\n/)) {
      const colon = line.indexOf(':');
      const name = colon < 0 ? line : line.slice(0, colon);
      const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
      if (name === 'id') this.last = value;
      else if (name === 'event') event = value;
      else if (name === 'data') data.push(value);
    }
    if (!data.length) return;
    const facts = JSON.parse(data.join('\n'));
    if (event === 'bye' && facts.retry) this.retryAfter = facts.retry;
    this.tell({ event, data: facts });
  }
}
