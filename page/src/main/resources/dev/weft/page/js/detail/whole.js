import { aborted } from '../api.js';
import { idPath, tidied } from '../row.js';

/** What follows each other faster than this is passed by, not looked at. */
const PASSING = 250;
const MOMENT = 120;

/** One event in full, and which of its parts are unfolded: what a pane shows of it, whichever event that is. */
export class Whole {
  /**
   * @param {import('../element.js').Part} pane drawn again when more is known
   * @param {{hurried?: boolean}} how hurried: an event that follows no other closely is asked for at once, not after a moment
   */
  constructor(pane, { hurried = false } = {}) {
    this.pane = pane;
    this.changed = () => pane.requestUpdate();
    this.hurried = hurried;
    this.id = '';
    this.known = null;
    this.problem = null;
    this.unfolded = new Set();
    this.last = -PASSING;
  }

  /** {row, around, exception}; null until that has come. */
  get data() { return this.known && this.known.id === this.id ? this.known.data : null; }

  /** Turns to that event, '' for none. It is asked for unless it was the last that came; what was asked for before is given up. */
  turn(id) {
    if (id === this.id) return;
    this.stop();
    this.id = id;
    this.problem = null;
    this.unfolded = new Set();
    if (id && !this.data) this.load(id);
  }

  stop() { this.call?.abort(); }

  /** @private a moment's wait spares the collector what is only passed by */
  async load(id) {
    this.call = new AbortController();
    const { signal } = this.call;
    const waits = !this.hurried || performance.now() - this.last < PASSING;
    await new Promise((done) => setTimeout(done, waits ? MOMENT : 0));
    this.last = performance.now();
    if (signal.aborted) return;
    try {
      const { data } = await this.pane.app.api.get(`/events/${idPath(id)}`, {}, signal);
      tidied(data.row);
      this.known = { id, data };
    } catch (error) {
      if (aborted(error)) return;
      this.problem = error;
    }
    this.changed();
  }
}
