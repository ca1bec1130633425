import { bounds, newest, takeEarly } from './ahead.js';

const PAGE = 500;
/** 40 pages; the far end is let go when more is read. */
const MOST = 40 * PAGE;

/**
 * The rows at hand: an unbroken stretch of a query's answer, oldest first, that grows at either end by cursor and forgets at the other.
 * Nothing is numbered: the answer may be of any length. Used on the page's thread only.
 */
export class RowWindow {
  /** @param {import('../api.js').Api} api @param {() => void} changed called after rows came or went */
  constructor(api, changed) {
    this.api = api;
    this.changed = changed;
    this.clear();
  }

  clear() {
    this.call?.abort();
    this.call = new AbortController();
    /** @type {any[]} */
    this.rows = [];
    this.ids = new Set();
    this.atStart = this.atEnd = false;
    this.complete = true;
    this.reading = { older: null, newer: null };
  }

  /** What is asked from now on. @param {import('../state.js').Route} route */
  ask(route) {
    this.clear();
    this.early = takeEarly(route);
    this.bounds = this.early?.question ?? bounds(route);
  }

  /** Reads the newest rows. */
  async openEnd() {
    this.restart();
    const { signal } = this.call;
    const early = await this.early?.answer.catch(() => null);
    this.early = null;
    const { data, cursor, complete } = early ?? await newest(this.api, this.bounds, signal);
    if (signal.aborted) throw signal.reason;
    this.replace(data.reverse(), { atStart: !cursor, atEnd: true, complete });
  }

  /** Reads the oldest rows. */
  async openStart() {
    this.restart();
    const { data, cursor, complete } = await this.page({ order: 'asc', limit: PAGE }, this.call.signal);
    this.replace(data, { atStart: true, atEnd: !cursor, complete });
  }

  /**
   * Reads around a moment, or around a row when its cursor is given.
   * @param {number} time microseconds
   * @param {any} [row] the row itself, which is shown even if the query would not find it
   */
  async openAt(time, row) {
    const cursor = row?.cursor;
    this.restart();
    const { signal } = this.call;
    const half = PAGE / 2;
    const upto = cursor ? { cursor } : { to: Math.min(time, this.bounds.to || Infinity) };
    const since = cursor ? { cursor } : { from: Math.max(time, this.bounds.from) };
    const [before, after] = await Promise.all([this.page({ order: 'desc', limit: half, ...upto }, signal), this.page({ order: 'asc', limit: half, ...since }, signal)]);
    const rows = [...before.data.reverse(), ...(row ? [row] : []), ...after.data];
    this.replace(rows, { atStart: !before.cursor, atEnd: !after.cursor, complete: before.complete && after.complete });
  }

  /**
   * Reads on at one end, once at a time.
   * @param {'older'|'newer'} end
   * @returns {Promise<boolean>} true if rows came
   */
  more(end) {
    if (end === 'older' ? this.atStart : this.atEnd) return Promise.resolve(false);
    if (this.rows.length === 0) return Promise.resolve(false);
    this.reading[end] ??= this.readOn(end).finally(() => (this.reading[end] = null));
    return this.reading[end];
  }

  /** Takes rows that arrived live. Those known already are left out; late ones find their place. @returns {any[]} what was new */
  append(rows) {
    const fresh = rows.filter((row) => !this.ids.has(row.id));
    if (fresh.length === 0) return fresh;
    for (const row of fresh) this.ids.add(row.id);
    this.rows.push(...fresh);
    const late = this.rows.length - fresh.length;
    if (late > 0 && before(this.rows[late], this.rows[late - 1]) || fresh.some((row, at) => at > 0 && before(row, fresh[at - 1]))) this.rows.sort(compare);
    this.forget('older');
    this.changed();
    return fresh;
  }

  /** Reads everything between two moments into the window: what a thinned second left out. */
  async fill(from, to) {
    const { data, cursor } = await this.page({ order: 'asc', limit: 10_000, from: Math.floor(from), to: Math.floor(to) }, this.call.signal);
    this.append(data);
    return !cursor;
  }

  /** @private */
  async readOn(end) {
    const { signal } = this.call;
    const older = end === 'older';
    const edge = older ? this.rows[0] : this.rows[this.rows.length - 1];
    const { data, cursor, complete } = await this.page({ order: older ? 'desc' : 'asc', limit: PAGE, cursor: edge.cursor }, signal);
    const fresh = data.filter((row) => !this.ids.has(row.id));
    for (const row of fresh) this.ids.add(row.id);
    if (older) this.rows = [...fresh.reverse(), ...this.rows];
    else this.rows.push(...fresh);
    if (older) this.atStart = !cursor;
    else this.atEnd = !cursor;
    this.complete &&= complete;
    this.forget(older ? 'newer' : 'older');
    this.changed();
    return fresh.length > 0;
  }

  /** @private */
  forget(end) {
    const over = this.rows.length - MOST;
    if (over <= 0) return;
    const gone = end === 'older' ? this.rows.splice(0, over) : this.rows.splice(MOST);
    for (const row of gone) this.ids.delete(row.id);
    if (end === 'older') this.atStart = false;
    else this.atEnd = false;
  }

  /** @private */
  replace(rows, { atStart, atEnd, complete }) {
    this.rows = rows;
    this.ids = new Set(rows.map((row) => row.id));
    Object.assign(this, { atStart, atEnd, complete });
    this.changed();
  }

  /** @private */
  restart() {
    this.call.abort();
    this.call = new AbortController();
    this.reading = { older: null, newer: null };
  }

  /** @private */
  page(how, signal) {
    return this.api.rows('/events', { ...this.bounds, ...how }, signal);
  }
}

const before = (a, b) => compare(a, b) < 0;

/** The order of the store: time, then key. */
const compare = (a, b) => a.time - b.time || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
