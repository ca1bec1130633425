// The events of an object: all of a short life; of a long one those around the instant that is looked at.

/** How many are asked for at once. */
const MOST = 500;

/** How many are drawn before and behind the instant. */
export const SIDE = 100;

export class Events {
  constructor(api, id) {
    this.api = api;
    this.query = `object:"${id.replace(/["\\]/g, '\\$&')}"`;
    this.rows = [];
    this.atStart = this.atEnd = false;
    this.reading = false;
  }

  /** Whether these are all that there are. */
  get whole() { return this.atStart && this.atEnd; }

  /** The place of the last one at or before an instant; -1 before the first. */
  placeAt(micros) { return this.rows.findLastIndex((row) => row.time <= micros); }

  /** Whether as many as are drawn around an instant are at hand. */
  covers(micros) {
    const place = this.placeAt(micros);
    return (this.atStart || place >= SIDE) && (this.atEnd || place + SIDE < this.rows.length);
  }

  async readFirst() {
    const { data } = await this.ask({ order: 'asc', limit: MOST });
    this.rows = data;
    this.atStart = true;
    this.atEnd = data.length < MOST;
  }

  async readAround(micros) {
    const half = MOST / 2;
    const at = Math.floor(micros);
    const [before, after] = await Promise.all([this.ask({ order: 'desc', limit: half, to: at + 1 }), this.ask({ order: 'asc', limit: half, from: at + 1 })]);
    this.rows = [...before.data.reverse(), ...after.data];
    this.atStart = before.data.length < half;
    this.atEnd = after.data.length < half;
  }

  /** @private */
  ask(range) { return this.api.rows('/events', { q: this.query, ...range }); }
}
