// A list that the query asks for and the keys walk, row by row: what the lists of trees and of objects share.
import { asked } from '../state.js';
import { Part } from '../element.js';
import { nothingYet } from '../stream/states.js';
import { Asking } from './asking.js';
import { blank } from './states.js';

/** How many rows are asked for. */
export const TOP = 200;

/** How long is waited before an empty store is asked again, in milliseconds. */
const EXPECTED = 3000;

/** A subclass says what is asked (`path`, `order`), takes the answer (`answered`) and opens a row (`open`). */
export class AskedList extends Part {
  static properties = { route: { attribute: false } };

  constructor() {
    super();
    this.rows = null;
    this.place = 0;
    this.question = '';
    this.asking = new Asking(() => this.requestUpdate());
  }

  connectedCallback() {
    super.connectedCallback();
    queueMicrotask(() => { this.release = this.app.keys.use(this.actions()); });
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.release?.();
    this.asking.stop();
    clearTimeout(this.expecting);
  }

  willUpdate() {
    const question = [asked(this.route), this.route.from, this.route.to, this.route.tz, this.order].join('\n');
    if (question === this.question) return;
    this.question = question;
    this.load();
  }

  async load() {
    const { from, to, tz } = this.route;
    const answer = await this.asking.about(() => this.app.api.get(this.path, { q: asked(this.route), from, to, tz, sort: this.order, top: TOP }));
    if (this.asking.error?.kind === 'query') this.app.refuse(this.asking.error);
    if (!answer) return;
    this.app.refuse(null);
    this.answered(answer);
    if (!this.rows.length) this.expect();
    this.requestUpdate();
    await this.updateComplete;
    if (document.activeElement === document.body) this.querySelector('.rows')?.focus({ preventScroll: true });
  }

  /** While nothing at all has arrived, asks again now and then. */
  async expect() {
    const facts = await this.app.refreshFacts();
    this.requestUpdate();
    clearTimeout(this.expecting);
    if (this.isConnected && facts?.store.events === 0) this.expecting = setTimeout(() => this.load(), EXPECTED);
  }

  /** What stands in place of rows: how to begin, while nothing has arrived; else the words for nothing found. */
  bare(words) {
    return this.app.facts?.store.events === 0 ? nothingYet(this.app) : blank(words);
  }

  /** The keys by which rows are walked and opened, and the list left. */
  actions() {
    const step = (by) => this.step(by);
    const open = () => this.open(this.rows?.[this.place]);
    return {
      next: () => step(1), previous: () => step(-1), pageDown: () => step(20), pageUp: () => step(-20), oldest: () => step(-Infinity), newest: () => step(Infinity),
      open, unfold: open, out: () => this.app.go({ screen: 'stream', id: '' }),
    };
  }

  step(by) {
    if (!this.rows?.length) return;
    this.place = Math.min(this.rows.length - 1, Math.max(0, this.place + by));
    this.requestUpdate();
    this.updateComplete.then(() => this.querySelector('.tl.sel')?.scrollIntoView({ block: 'nearest' }));
  }

  /** With a finger a row is opened at once; with a mouse it is chosen first. */
  tapped(event, row, place) {
    if (event.pointerType === 'touch') this.open(row);
    else this.step(place - this.place);
  }

  /** How many rows there are, for the status line. */
  counted(one, many) {
    const n = this.rows.length;
    return { n, text: n >= TOP ? many + ' shown' : n === 1 ? one : many };
  }
}
