import { html, nothing } from 'lit';
import { ApiError, aborted } from '../api.js';
import '../detail.js';
import { gone } from '../detail/gone.js';
import { Part } from '../element.js';
import { count, iso, many } from '../format.js';
import { remember } from '../query/history.js';
import { words } from '../query/terms.js';

import { idPath, losses, tidied } from '../row.js';
import { asked } from '../state.js';
import { actions } from '../stream/actions.js';
import '../stream/compare.js';
import { scopeWords, surroundings, wider } from '../stream/context.js';
import '../stream/facets.js';
import { Follow } from '../stream/follow.js';
import { fold } from '../stream/fold.js';
import '../stream/histogram.js';
import { VirtualList } from '../stream/list.js';
import { loading, nothingMatches, nothingYet, why } from '../stream/states.js';
import { screenOf, search, staged, table, tableOf } from '../stream/table.js';
import '../stream/timebar.js';
import { RowWindow } from '../stream/window.js';
import { banner } from '../stream/banner.js';

/**
 * The stream: events of a query in order of time, newest at the foot, with histogram, facets and the focused event in full.
 *
 * What is shown is `window` (rows at hand) or, in a context, the surroundings of one event; `fold` makes items of them and `list` draws
 * those in view. The focus is a row's id; the anchor is the list's. Live rows come through `follow`.
 */
export default class Stream extends Part {
  static properties = { phase: { state: true }, problem: { state: true }, focusRow: { state: true }, stretch: { state: true }, context: { state: true } };

  constructor() {
    super();
    this.phase = 'quiet';
    this.gaps = [];
    this.unfolded = new Set();
    this.folding = true;
    /** @type {Map<string, any>} marked rows by id */
    this.marks = new Map();
    this.mutedNames = new Map();
    this.focusKey = '';
    this.focusRow = null;
    this.context = null;
    this.relative = false;
    this.asking = false;
    this.words = [];
  }

  firstUpdated() {
    const { app } = this;
    this.grid = this.querySelector('.grid');
    this.histogram = this.querySelector('weft-histogram');
    this.facets = this.querySelector('weft-facets');
    this.window = new RowWindow(app.api, () => this.refold());
    this.list = new VirtualList(this.querySelector('.rows'), {
      edge: (end) => this.edge(end),
      moved: () => this.moved(),
      mayFollow: () => app.state.live && !this.focusKey && !this.context,
      looks: () => this.looks(),
      focus: () => this.focusKey,
      marked: (key) => this.marks.has(key),
      root: () => this.focusRow?.root,
    });
    this.follow = new Follow(this);
    this.release = app.keys.use(actions(this));
    this.reached = () => this.requestUpdate();
    for (const what of ['reach', 'facts']) app.addEventListener(what, this.reached);
    this.second = setInterval(() => this.tick(), 1000);
  }

  /** True while the newest rows are shown and stay shown. */
  get following() {
    return this.app.state.live && this.list?.follow && !this.context;
  }

  async enter(route) {
    if (!this.hasUpdated) await this.updateComplete;
    const question = JSON.stringify([route.q, route.from, route.to, route.mute, route.cols]);
    const at = route.at || route.id;
    if (question !== this.question || (route.id && route.id !== this.opened)) {
      this.question = question;
      this.opened = route.id;
      this.context = null;
      this.focusKey = at;
      if (this.focusRow?.id !== at) this.focusRow = null;
      this.words = words(route.q);
      this.stretch = null;
      this.unfolded.clear();
      await this.ask(route, at);
    } else {
      this.follow.reopen();
      if (at && at !== this.focusKey) await this.goToKey(at);
    }
    const scope = route.ctx || (route.id ? 'tree' : '');
    if (scope && at && (this.context?.id !== at || this.context.scope !== scope) && this.focusRow) await this.openContext(at, scope);
    else if (!scope && this.context) this.leaveContext();
    this.list.redraw(true);
    this.told();
  }

  leave() {
    this.release?.();
    this.window?.clear();
    this.follow?.end();
    clearInterval(this.second);
    for (const what of ['reach', 'facts']) this.app.removeEventListener(what, this.reached);
  }

  /** Asks a new question; the rows of the old one stay until the answer is there. @private */
  async ask(route, at) {
    const { window, follow, app } = this;
    const before = window.rows;
    const mine = (this.turn = (this.turn ?? 0) + 1);
    window.ask(route);
    window.rows = before;
    this.asking = true;
    follow.reset();
    follow.reopen();
    this.why = null;
    this.problem = null;
    this.place = undefined;
    const patience = setTimeout(() => (this.phase = 'waiting'), 150);
    if (screenOf(route.q)) {
      clearTimeout(patience);
      this.asking = false;
      return app.go({ screen: screenOf(route.q), id: '', q: search(route.q) }, { replace: true });
    }
    try {
      this.table = staged(route.q) ? await tableOf(app, window.call.signal) : null;
      if (this.table) window.rows = [];
      else if (!at) await window.openEnd();
      else if (!(await this.open(at))) return;
      if (mine !== this.turn) return;
      this.gaps = [];
      app.refuse(null);
      remember(route.q);
      this.asking = false;
      this.phase = 'quiet';
      this.list.follow = route.live && !at;
      follow.caughtUp();
      this.refold({ end: !at });
      if (at) this.center(at);
      if (this.focusRow) this.rank();
      this.list.flush();
      if (!window.rows.length && !this.table) this.explain();
      follow.reopen();
    } catch (error) {
      if (mine !== this.turn || aborted(error)) return;
      this.asking = false;
      this.phase = 'quiet';
      this.refused(error);
    } finally {
      clearTimeout(patience);
    }
    this.count(route, mine);
  }

  /** Asks for the numbers beside the rows, once these are painted: they take longer, and would take the rows' time. @private */
  async count(route, mine) {
    await painted();
    if (mine !== this.turn) return;
    await Promise.allSettled([this.histogram.load(route), this.facets.load(route)]);
    this.told();
  }

  /** What the collector says against a question. @param {ApiError|any} error */
  refused(error) {
    const problem = error instanceof ApiError ? error : new ApiError({ kind: error.error ?? 'internal', ...error });
    if (problem.kind === 'query') {
      // a muted pattern stands behind the query, in brackets: its column is one further
      if (this.app.state.mute.length && problem.pos > 0) problem.pos -= 1;
      if (this.app.state.mute.length) problem.fix = undefined;
      this.app.refuse(problem);
      this.app.announce(problem.message, { urgent: true });
    } else this.problem = problem;
    this.list.redraw(true);
    this.requestUpdate();
    this.told();
  }

  /**
   * Reads around an event. One from before the range, as an old link names it, takes the range with it.
   * @private
   * @returns {Promise<boolean>} false if the route was changed instead
   */
  async open(at) {
    const { data } = await this.app.api.get(`/events/${idPath(at)}`, {}, this.window.call.signal);
    this.focusRow = tidied(data.row);
    this.focusKey = data.row.id;
    const { time } = data.row;
    if (time < this.window.bounds.from && this.app.state.to === 'now') {
      this.app.go({ from: iso(time - AROUND), to: iso(time + AROUND), live: false, at: data.row.id }, { replace: true });
      return false;
    }
    await this.window.openAt(time, data.row);
    return true;
  }

  /** Makes items of the rows at hand again. @param {{end?: boolean, keep?: {key: string, y: number}}} [how] */
  refold({ end = false, keep } = {}) {
    if (!this.list || this.asking) return;
    const { items, at } = fold(this.shownRows(), { gaps: this.context ? [] : this.gaps, unfolded: this.unfolded, folding: this.folding && !this.context });
    this.grid.setAttribute('aria-rowcount', this.context || (this.window.atStart && this.window.atEnd) ? items.length + 1 : -1);
    this.list.set(items, at, keep);
    if (end) {
      this.list.toEnd();
      this.list.redraw();
    }
    this.moved();
    if (!items.length !== this.bare) {
      this.bare = !items.length;
      this.requestUpdate();
    }
  }

  /** The rows that are shown, oldest first. */
  shownRows() {
    return this.context?.rows ?? this.window.rows;
  }

  /** Where the first row in view stands among `rows`. */
  firstShown(rows) {
    const item = this.list.items[this.list.first];
    return item ? Math.max(0, rows.findIndex((row) => row.time >= item.time)) : 0;
  }

  looks() {
    const { state } = this.app;
    return {
      tz: state.tz, hits: this.words, columns: state.cols, key: (name) => this.app.keys.keyOf(name), matching: Boolean(this.context && this.context.query),
      dim: Boolean(this.app.problem || this.problem), relativeTo: this.relative ? this.focusRow?.time ?? this.shownRows()[0]?.time : undefined,
    };
  }

  // ---- focus and place

  /** Gives an item of the list the focus. */
  focusIndex(index) {
    const item = this.list.items[index];
    if (!item) return;
    if (item.row) this.focusOn(item.row);
    else {
      this.focusKey = item.key;
      this.list.follow = false;
      this.list.reveal(index);
    }
  }

  /** Gives a row at hand the focus. */
  focusOn(row) {
    const followed = this.following;
    this.focusKey = row.id;
    this.focusRow = row;
    this.list.follow = false;
    const index = this.list.at.get(row.id);
    if (index !== undefined) this.list.reveal(index);
    this.app.go({ at: row.id }, { quiet: true });
    this.list.redraw(this.relative);
    if (followed) this.follow.reopen();
    this.told();
    this.rank();
  }

  /** Gives a row the focus that may not be in view or even at hand; what is in view already does not move. */
  async goTo(row) {
    if (!this.shownRows().some((each) => each.id === row.id)) {
      this.list.follow = false;
      this.gaps = [];
      await this.window.openAt(row.time, row).catch((error) => this.failed(error));
    }
    const y = this.list.yOf(row.id);
    const seen = y >= 0 && y <= this.list.height - this.list.rowHeight;
    this.focusOn(row);
    if (!seen) this.center(row.id);
  }

  /** @private */
  async goToKey(id) {
    const known = this.shownRows().find((row) => row.id === id);
    if (known) return this.focusOn(known);
    try {
      if (!(await this.open(id))) return;
      this.focusOn(this.focusRow);
      this.center(id);
    } catch (error) {
      this.failed(error);
    }
  }

  /** Shows a moment. @param {number} micros @param {{focus?: boolean}} [how] */
  async goToTime(micros, { focus = true } = {}) {
    if (this.context) this.leaveContext();
    const { rows } = this.window;
    this.list.follow = false;
    if (!(rows.length && rows[0].time <= micros && rows.at(-1).time >= micros)) {
      this.gaps = [];
      await this.window.openAt(Math.floor(micros)).catch((error) => this.failed(error));
    }
    const row = this.window.rows.find((each) => each.time >= micros) ?? this.window.rows.at(-1);
    if (!row) return;
    if (focus) this.focusOn(row);
    this.list.place(this.list.at.get(row.id) ?? 0, focus ? this.list.height / 3 : 0);
    this.list.redraw();
    this.moved();
    this.follow.reopen();
  }

  async toStart() {
    if (this.context) return this.focusIndex(0);
    this.list.follow = false;
    if (!this.window.atStart) {
      this.gaps = [];
      await this.window.openStart().catch((error) => this.failed(error));
    }
    this.list.place(0, 0);
    this.focusIndex(0);
    this.follow.reopen();
  }

  /** The newest rows; with `follow`, and in live mode, the list stays there and no row has the focus. */
  async toEnd({ follow = false } = {}) {
    if (this.context) return follow ? this.focusIndex(this.list.items.length - 1) : undefined;
    const { app } = this;
    const live = app.state.live;
    if (live) {
      this.focusKey = '';
      this.focusRow = null;
      this.place = undefined;
      app.go({ at: '', id: '' }, { quiet: true });
    }
    if (!this.window.atEnd || (live && this.follow.missed)) {
      this.gaps = [];
      this.asking = true;
      this.list.follow = live;
      this.follow.reopen();
      try {
        await this.window.openEnd();
      } catch (error) {
        this.failed(error);
      }
      this.asking = false;
    }
    this.list.follow = live;
    this.follow.caughtUp();
    this.refold({ end: true });
    if (!live) this.focusIndex(this.list.items.length - 1);
    this.follow.reopen();
    this.requestUpdate();
    this.told();
  }

  /** Puts a row into the middle third. */
  center(id) {
    const index = this.list.at.get(id);
    if (index === undefined) return;
    this.list.place(index, Math.floor(this.list.height / 3));
    this.list.redraw(true);
    this.moved();
  }

  /** Reads on where the end of the rows at hand is near, once what is at hand is painted. @private */
  async edge(end) {
    await painted();
    if (this.context || this.asking || this.table || this.app.problem || this.problem) return;
    if (end === 'newer' && this.following) return;
    this.window.more(end).catch((error) => this.failed(error));
  }

  failed(error) {
    if (aborted(error)) return;
    this.app.note(error.message);
  }

  /** Another stretch is in view. @private */
  moved() {
    if (!this.list?.items.length) return;
    const { first, last } = this.list.view();
    const items = this.list.items;
    const view = { from: items[first]?.time, to: items[Math.max(first, last)]?.time };
    if (view.from !== this.view?.from || view.to !== this.view?.to) {
      this.view = view;
      this.requestUpdate();
    }
    const follows = Boolean(this.following);
    if (follows === this.followed) return;
    this.followed = follows;
    if (follows && this.follow.missed) this.toEnd({ follow: true });
    else this.follow.reopen();
    this.told();
  }

  // ---- context

  /** `c`: the surroundings, each time wider. */
  widen() {
    const row = this.focusRow;
    if (!row) return this.app.note('No event has the focus');
    const scope = wider(row, this.context?.id === row.id ? this.context.scope : '');
    if (!scope) return this.app.note('This is the widest context');
    return this.app.go({ at: row.id, ctx: scope });
  }

  /** @private */
  async openContext(id, scope) {
    const y = this.list.yOf(id);
    const query = asked(this.app.state);
    try {
      const found = await surroundings(this.app, id, scope, query, this.window.call.signal);
      this.context = { ...found, query };
      this.list.follow = false;
      this.focusKey = id;
      this.focusRow = found.row;
      this.refold({ keep: { key: id, y: isNaN(y) ? this.list.height / 3 : y } });
      this.app.announce(`Context: ${scopeWords(scope)}, ${many(found.rows.length, 'event')}`);
      this.follow.reopen();
      this.told();
    } catch (error) {
      this.failed(error);
    }
  }

  /** @private */
  leaveContext() {
    const { focusKey } = this;
    const y = this.list.yOf(focusKey);
    this.context = null;
    this.refold({ keep: { key: this.window.ids.has(focusKey) ? focusKey : '', y } });
    if (focusKey && !this.window.ids.has(focusKey)) this.goToKey(focusKey);
  }

  // ---- live and status

  /** Live rows came. @private */
  arrived() {
    if (this.bare) this.app.refreshFacts();
  }

  /** The histogram's numbers came. */
  counted(data) {
    this.data = data;
    this.requestUpdate();
    this.told();
  }

  /** `compare(from, to)`: what is different between two moments; null ends it. */
  compare(from, to) {
    this.stretch = from === null ? null : { from, to };
  }

  /** @private the place of the focused row in the whole, asked when it has settled */
  rank() {
    clearTimeout(this.ranking);
    this.place = undefined;
    this.ranking = setTimeout(async () => {
      const row = this.focusRow;
      if (!row || this.context) return;
      try {
        const { data } = await this.app.api.get('/count', { q: this.window.bounds.q, tz: this.window.bounds.tz, from: this.window.bounds.from, to: row.time + 1 }, this.window.call.signal);
        if (row === this.focusRow) this.place = data.count;
        this.told();
      } catch {
        // a number less
      }
    }, 400);
  }

  /** Tells the status bar. */
  told() {
    const { app, follow } = this;
    if (!follow || !this.isConnected) return;
    const { rate } = follow;
    const items = [];
    if (this.context) items.push({ n: this.context.rows.length, text: `events of ${scopeWords(this.context.scope)}` });
    else if (app.state.live && rate) {
      const shown = this.following ? rate.shown : 0;
      items.push({ n: rate.matched, text: '/s matched' }, { n: shown, text: '/s shown' }, { n: rate.matched - shown, text: this.following ? '/s folded' : '/s counted', wide: true });
    } else if (this.data) items.push({ n: this.data.total, text: `matched${this.data.sampling > 1 ? `, sampled 1:${this.data.sampling}` : ''}` });
    const lost = this.window.rows.reduce((sum, row) => sum + (losses(row)?.n ?? 0), 0);
    items.push({ n: lost, text: 'lost', kind: lost ? 'lost' : '' });
    if (app.state.mute.length) items.push({ n: app.state.mute.length, text: 'muted' });
    if (this.place && this.data) items.push({ text: html`row <span class="mono">${count(this.place)}</span> of <span class="mono">${count(Math.max(this.place, this.data.total))}</span>`, wide: true });
    const state = this.asking ? 'searching' : app.state.live ? (this.following ? 'live' : 'paused') : this.window.complete ? 'idle' : 'partial';
    app.status({ state, items, keys: [['next previous', 'row'], ['nextError', 'error'], ['nextSame', 'same task'], ['tree', 'tree'], ['context', 'context']] });
  }

  /** @private */
  async explain() {
    await this.app.refreshFacts();
    this.requestUpdate();
    if (this.app.facts?.store.events === 0) return;
    try {
      this.why = await why(this.app, this.window.call.signal);
      this.requestUpdate();
    } catch {
      // the plain words do
    }
  }

  /** @private an empty page notices the first event by itself */
  async tick() {
    if (this.follow?.down) this.requestUpdate();
    this.refresh();
    if (document.hidden || !this.bare || this.asking || this.app.problem || this.context) return;
    this.ticks = (this.ticks ?? 0) + 1;
    if (this.ticks % 3 || this.app.facts?.store.events !== 0) return;
    const facts = await this.app.refreshFacts();
    if (facts?.store.events) this.ask(this.app.state, '');
  }

  /** Live, the numbers beside the rows are asked anew now and then; not under the reader's hand. @private */
  refresh() {
    const { state } = this.app;
    if (!state.live || document.hidden || this.bare || this.asking || this.app.problem || this.follow.down) return;
    if (this.facets.age() < 15_000 || this.facets.querySelector('.facets')?.matches(':hover, :focus-within')) return;
    this.facets.load(state);
  }

  // ---- drawing

  render() {
    const { app, focusRow, stretch, view } = this;
    const { cols } = app.state;
    return html`<weft-histogram .app=${app} .owner=${this} .at=${focusRow?.time ?? 0} .view=${view}></weft-histogram>
      <main class="main" id="main"><weft-facets .app=${app}></weft-facets>
        <section class="list" aria-label="Events">
          ${banner(this)}
          <div class="grid" role="grid" tabindex="0" aria-label="Events" aria-colcount=${7 + cols.length} aria-busy=${this.phase === 'waiting'} .style=${cols.length ? `--extra:${cols.map(() => '14ch ').join('')};--tail:9ch` : ''} @click=${this.clicked} @dblclick=${this.doubleClicked}>
            <div class="r head" role="row" aria-rowindex="1"><span></span>${['time', 'lvl', 'host', 'logger', 'message'].map((word) => html`<span role="columnheader">${word === 'time' && this.relative ? 'distance' : word}</span>`)}${cols.map((name) => html`<span role="columnheader" class="ex clip">${name}</span>`)}<span role="columnheader" class="co">duration</span></div>
            <div class="rows" id="rows" role="rowgroup"></div>
          </div>
          <weft-timebar .app=${app} .owner=${this} .view=${view} .data=${this.data}></weft-timebar>
          ${this.state()}
          ${this.jump()}
        </section>
        ${stretch ? html`<weft-compare .app=${app} .owner=${this} .stretch=${stretch}></weft-compare>` : html`<weft-detail .app=${app} .event=${focusRow?.id ?? ''} .row=${focusRow}></weft-detail>`}
      </main>`;
  }

  /** What stands in place of rows. @private */
  state() {
    if (this.phase === 'waiting' && !this.list?.items.length) return html`<div class="over-rows">${loading(this.list?.page ?? 20)}</div>`;
    if (this.table && !this.asking && !this.app.problem) return table(this.app, this.table);
    if (missing(this.problem)) return html`<div class="over-rows">${gone(this.app, this.problem, this.app.state.id || this.app.state.at)}</div>`;
    if (!this.bare || this.asking || this.phase === 'waiting' || this.app.problem || this.problem || !this.list) return nothing;
    return html`<div class="over-rows">${this.app.facts?.store.events === 0 ? nothingYet(this.app) : nothingMatches(this.app, this.why)}</div>`;
  }

  /** What came while the reader was elsewhere, in the flow, so that it hides no row. @private */
  jump() {
    const { app, follow } = this;
    if (!app.state.live || this.following || !this.list || this.context || this.bare) return nothing;
    return html`<button class="jump" @click=${() => this.toEnd({ follow: true })}><kbd>${app.keys.keyOf('newest')}</kbd><span>follow</span><span class="grow"></span><span><span class="mono t1">${count(follow?.missed ?? 0)}</span> new</span>${follow?.missedErrors ? html`<span class="lv lv-e">${many(follow.missedErrors, 'error')}</span>` : nothing}</button>`;
  }

  clicked(event) {
    const node = event.target.closest('.rows > *');
    if (!node?.item) return;
    const act = event.target.closest('[data-act]')?.dataset.act;
    this.focusIndex(node.index);
    if (act && act !== 'focus') this.app.keys.run(act);
  }

  doubleClicked(event) {
    if (event.target.closest('.rows > *')) this.app.keys.run('tree');
  }
}

/** Resolves behind the next paint. */
const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));

/** What is shown on each side of an event from before the range: seven and a half minutes. */
const AROUND = 450e6;

/** True of trouble with one event, not with the question. */
const missing = (problem) => problem?.kind === 'expired' || problem?.kind === 'not-found';
