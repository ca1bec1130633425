import { staged } from './table.js';
import { Live } from './live.js';
import { zone } from '../query/times.js';
import { tidied } from '../row.js';
import { asked } from '../state.js';

const MOST = 400;

/**
 * Live mode of the stream screen: takes rows while the reader follows the end, only counts while the reader is elsewhere or the tab is
 * hidden. What was left out is said: seams for thinned seconds, numbers for what came meanwhile.
 */
export class Follow {
  /** @param {import('../screens/stream.js').default} screen */
  constructor(screen) {
    this.screen = screen;
    this.live = new Live((frame) => this.took(frame));
    this.hidden = () => this.reopen();
    document.addEventListener('visibilitychange', this.hidden);
    // a page that comes back from the browser's memory has closed its connection when it went
    window.addEventListener('pageshow', this.hidden);
    this.reset();
  }

  reset() {
    this.rate = null;
    /** what came while the reader was elsewhere */
    this.missed = 0;
    this.missedErrors = 0;
    this.down = null;
    this.waiting = [];
  }

  /** Opens, changes or closes the connection, as the route and the reader's place ask for. */
  reopen() {
    const { app, asking } = this.screen;
    const { state } = app;
    if (!state.live || state.to !== 'now' || staged(state.q)) {
      this.live.close();
      this.down = null;
      return;
    }
    const rows = (this.screen.following || asking) && !document.hidden;
    this.live.open(app.api.address('/stream', { q: asked(state), mode: rows ? 'window' : 'counts', max: MOST, from: 'now', tz: zone(state.tz) }));
  }

  close() {
    this.live.close();
  }

  end() {
    this.close();
    document.removeEventListener('visibilitychange', this.hidden);
    window.removeEventListener('pageshow', this.hidden);
  }

  /** Tries to connect at once. */
  retry() {
    this.live.retry();
  }

  /** After the newest rows were read: what arrived meanwhile joins them. */
  caughtUp() {
    const { waiting } = this;
    this.waiting = [];
    this.missed = this.missedErrors = 0;
    if (waiting.length) this.screen.window.append(waiting);
  }

  /** @private */
  took({ event, data }) {
    const { screen } = this;
    if (event === 'rows') this.rows(data);
    else if (event === 'gap') this.gap(data);
    else if (event === 'lost') this.tear(data);
    else if (event === 'rate') {
      this.rate = data;
      screen.histogram?.add(data);
      if (!screen.following || document.hidden) this.count(data.matched, data.errors);
      screen.told();
    } else if (event === 'down') {
      this.down = data;
      screen.app.reached('offline');
      screen.requestUpdate();
    } else if (event === 'up' && this.down) {
      this.down = null;
      screen.app.reached('online');
      if (screen.following) screen.toEnd();
      screen.requestUpdate();
    } else if (event === 'refused') screen.refused(data);
  }

  /** @private */
  rows(rows) {
    rows.forEach(tidied);
    const { screen } = this;
    if (screen.asking) this.waiting.push(...rows);
    else if (screen.following && !document.hidden) {
      screen.window.append(rows);
      this.forget();
    }
    screen.arrived();
  }

  /** @private */
  count(n, errors) {
    if (!n) return;
    this.missed += n;
    if (errors && !this.missedErrors) this.screen.app.announce(`${errors} new ${errors === 1 ? 'error' : 'errors'}`);
    this.missedErrors += errors;
    // the end at hand is not the end any more: scrolling down reads on
    this.screen.window.atEnd = false;
    this.screen.requestUpdate();
  }

  /** @private */
  gap(gap) {
    const { screen } = this;
    if (!screen.following || document.hidden || screen.asking) return;
    screen.gaps = [...screen.gaps, gap].sort((a, b) => a.toTime - b.toTime);
    this.forget();
    screen.refold();
  }

  /** @private */
  tear({ process, n, why, id }) {
    const { screen } = this;
    if (!screen.following || screen.window.ids.has(id)) return;
    const time = screen.window.rows.at(-1)?.time ?? Date.now() * 1e3;
    screen.window.append([{ id, time, kind: 'loss', level: 'warn', host: process, message: `${n} lost: ${why}`, fields: { n, why }, cursor: `${time}:${id}` }]);
  }

  /** Seams older than the rows at hand go with them. @private */
  forget() {
    const first = this.screen.window.rows[0]?.time ?? 0;
    if (this.screen.gaps[0]?.toTime < first) this.screen.gaps = this.screen.gaps.filter((gap) => gap.toTime >= first);
  }
}
