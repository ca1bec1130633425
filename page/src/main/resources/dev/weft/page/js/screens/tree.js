// Trees: one of them in several lenses (/t/<root>), or a list to choose from (/t).
import { html, nothing } from 'lit';
import { Part } from '../element.js';
import { count, threadClass as threadOf } from '../format.js';
import { Asking } from './asking.js';
import { strip, threads } from './states.js';
import { grip } from './sheet.js';
import { TreeModel } from '../tree/model.js';
import { TreeGrid } from '../tree/grid.js';
import { TreeSource } from '../tree/source.js';
import { TreeFilter } from '../tree/filter.js';
import { TimeScale } from '../tree/scale.js';
import { Lanes } from '../tree/lanes.js';
import { criticalPath } from '../tree/critical.js';
import { gone, choose } from '../tree/gone.js';
import { heading, scaleHead } from '../tree/heading.js';
import { treeActions } from '../tree/actions.js';
import { nodePane } from '../tree/taskpane.js';
import { Whole } from '../detail/whole.js';
import '../detail.js';
import '../tree/flat.js';
import '../tree/list.js';

export default class TreeScreen extends Part {
  constructor() {
    super();
    this.route = null;
    this.asking = new Asking(() => this.requestUpdate());
    /** The event that ended the selected task, where that failed: it holds the exception. */
    this.end = new Whole(this);
    this.clear();
  }

  clear() {
    this.source?.stop();
    this.grid?.close();
    this.grid = null;
    this.lanes = null;
    this.model = new TreeModel();
    this.filter = new TreeFilter();
    this.choices = null;
    this.whole = false;
    this.selected = null;
    this.trouble = null;
    this.end.turn('');
  }

  get zone() { return this.route?.tz ?? ''; }

  get lens() { return this.route?.lens ?? ''; }

  get root() { return (this.route?.id ?? '').split('/', 1)[0]; }

  enter(route) {
    const before = this.route;
    this.route = route;
    this.release?.();
    this.release = route.id ? this.app.keys.use(treeActions(this)) : null;
    if (before && before.id === route.id && this.model.root) {
      if (before.lens !== route.lens) this.turned();
      else if (before.at !== route.at && route.at !== this.selected?.eventId) this.goTo(route.at);
      if (before.q !== route.q) this.filterBy(route.q, 'dims');
      this.requestUpdate();
      return;
    }
    this.clear();
    if (route.id) this.load();
    this.requestUpdate();
  }

  leave() {
    this.release?.();
    this.asking.stop();
    this.clear();
    this.route = null;
  }

  // ---- asking ----

  /** at: whether the way to the event of the address is asked for; it may be of another tree. */
  async load(at = true) {
    this.source = new TreeSource(this.app.api, this.root);
    this.source.at = at ? this.route.at : '';
    const needsAll = this.lens === 'who' || this.lens === 'path';
    const answer = await this.asking.about(() => this.source.skeleton(needsAll ? 'all' : 'errors'));
    if (!answer && this.asking.error?.kind === 'parameter' && this.source.at) { this.source.at = ''; this.load(false); return; }
    if (!answer) return;
    if (answer.roots && !answer.nodes) { await this.choose(answer.roots); return; }
    this.whole = needsAll;
    if (answer.root !== this.root) this.renamed(answer.root);
    this.model.take(answer);
    this.source.root = answer.root;
    this.source.watch(answer.events, () => this.grown());
    await this.goTo(this.route.at, true);
    this.requestUpdate();
    await this.updateComplete;
    this.focusRows();
  }

  /** A short id became a whole one: the address says the whole one. */
  renamed(root) {
    const id = root + this.route.id.slice(this.root.length);
    this.route = { ...this.route, id };
    this.app.go({ id, at: this.route.at, lens: this.route.lens }, { replace: true, quiet: true });
  }

  async choose(roots) {
    this.choices = { roots, trees: new Map() };
    this.requestUpdate();
    const known = await Promise.all(roots.slice(0, 20).map((root) => this.app.api.get('/trees/' + root, { expand: 'none', limit: 1 }).catch(() => null)));
    for (const answer of known) {
      const top = answer?.data.nodes?.[0];
      if (top) this.choices?.trees.set(answer.data.root, { ...top, last: answer.data.last });
    }
    this.requestUpdate();
  }

  /** There is more of the tree: what is open is asked for again, the selected row stays where it is. */
  async grown() {
    const opened = new Map();
    for (const node of this.model.all()) if (node.isTask && node.open) opened.set(node.key, node.data.events);
    const answer = await this.source.skeleton(this.whole ? 'all' : 'errors');
    if (!answer.nodes) return;
    this.model.take(answer);
    const stale = [...this.model.all()].filter((node) => node.isTask && node.open && !node.data.open && opened.get(node.key) !== node.data.events);
    for (const node of stale.slice(0, 20)) this.model.fill(node, await this.source.inside(node));
    if (this.filter.query) await this.filterBy(this.filter.query, this.filter.mode);
    this.redraw();
  }

  async wanted(node) {
    try {
      this.model.fill(node, await this.source.inside(node));
      this.trouble = null;
      return true;
    } catch (problem) {
      this.trouble = problem;
      this.requestUpdate();
      return false;
    }
  }

  async needAll() {
    if (this.whole) return;
    const answer = await this.asking.about(() => this.source.skeleton('all'));
    if (!answer) return;
    this.whole = true;
    const here = this.selected?.key;
    this.model.take(answer);
    this.selected = here ? this.model.find(here) : null;
  }

  // ---- where we are ----

  /** Selects the event of the address, or the task; opens the ways to it. */
  async goTo(id, first = false) {
    const { model } = this;
    let node = id ? model.findEvent(id) : null;
    const path = this.route.id.slice(this.root.length + 1);
    if (!node && path) node = await this.opened(path);
    if (!node) node = model.root;
    for (let at = node?.parent; at; at = at.parent) at.open = true;
    model.flatten();
    if (first) this.here = id ? node : null;
    this.selected = node;
    this.centre = true;
    this.grid?.refresh(this.scale);
    this.grid?.select(node, 0.4);
  }

  /** The task with that path, asking for what is inside its parents where that is not known yet. */
  async opened(path) {
    let node = this.model.root;
    const steps = path.split('/');
    for (let i = 0; i < steps.length && node; i++) {
      const wanted = steps.slice(0, i + 1).join('/');
      if (!node.kids && !(await this.wanted(node))) return node;
      node.open = true;
      const task = this.byPath(wanted);
      if (!task) continue;
      node = task;
    }
    return node;
  }

  byPath(path) {
    for (const node of this.model.all()) if (node.isTask && node.data.path === path) return node;
    return null;
  }

  async turned() {
    if (this.lens === 'who' || this.lens === 'path') await this.needAll();
    this.requestUpdate();
    await this.updateComplete;
    this.redraw();
    this.focusRows();
  }

  get scale() {
    const facts = this.model.facts;
    if (!facts) return null;
    const running = this.model.root?.data.status === 'running';
    return new TimeScale(facts.first, running ? Math.max(facts.last, Math.min(Date.now() * 1000, facts.last + 3e6)) : facts.last);
  }

  // ---- drawing ----

  willUpdate() {
    const shown = this.lens === 'flat' ? null : this.selected;
    this.end.turn(shown?.data.endKey ?? '');
  }

  updated() {
    const rows = this.querySelector('.tree-rows');
    if (this.grid && this.grid.box !== rows) { this.grid.close(); this.grid = null; }
    if (rows && this.model.root && !this.grid) {
      this.grid = new TreeGrid(rows, this.model, {
        selected: (node) => this.chose(node), wanted: (node) => this.wanted(node), opened: () => this.requestUpdate(), said: (text) => this.app.note(text),
      });
      this.grid.here = this.here;
      this.grid.zone = this.zone;
      this.grid.selected = this.selected;
      this.redraw();
      if (this.centre) this.grid.select(this.selected, 0.4);
      this.centre = false;
    }
    const lanes = this.querySelector('.lanes');
    if (lanes && this.lanes?.box !== lanes) {
      this.lanes = new Lanes(lanes, { selected: (node) => this.chose(node) });
      this.lanes.selected = this.selected?.task ?? null;
      this.redraw();
    }
    if (this.route?.id) this.tellStatus();
  }

  redraw() {
    const stretches = this.lens === 'path' ? criticalPath(this.model.root) : null;
    const onPath = stretches && new Set(stretches.map(({ node }) => node));
    const hides = this.filter.hides;
    this.model.hidden = onPath ? (node) => !onPath.has(node) && ![...onPath].some((each) => each.within(node)) : hides;
    if (onPath) for (const node of onPath) for (let at = node; at; at = at.parent) at.open = true;
    this.model.flatten();
    if (this.grid) {
      this.grid.dims = this.filter.dims;
      this.grid.stretches = stretches;
      this.grid.zone = this.zone;
      this.grid.refresh(this.scale);
      this.selected = this.grid.selected;
    }
    if (this.lens === 'who') this.lanes?.draw(this.model.all(), this.scale, threadOf(this.root));
    this.requestUpdate();
  }

  focusRows() {
    if (document.activeElement && document.activeElement !== document.body && !this.contains(document.activeElement)) return;
    (this.querySelector('.tree-rows') ?? this.querySelector('.lanes') ?? this.querySelector('[role=grid]'))?.focus({ preventScroll: true });
  }

  // ---- what the grid and the lanes tell ----

  chose(node) {
    // What unfolds meanwhile may choose a row of a screen that was left.
    if (!this.route) return;
    this.selected = node;
    const at = node?.eventId ?? '';
    if (at && at !== this.route.at) {
      this.route = { ...this.route, at };
      this.app.go({ at }, { replace: true, quiet: true });
    }
    this.requestUpdate();
  }

  render() {
    if (!this.route) return nothing;
    if (!this.route.id) return html`<weft-tree-list .app=${this.app} .route=${this.route}></weft-tree-list>`;
    if (this.choices) return html`<div></div><main class="main one" id="main">${choose(this.root, this.choices.roots, this.choices.trees, this.zone)}</main>`;
    if (this.asking.error && !this.model.root) {
      return html`<div></div><main class="main one" id="main">${gone(this.asking.error, { root: this.route.id, zone: this.zone, state: this.app.facts, again: () => this.load() })}</main>`;
    }
    if (!this.model.root) return html`<div></div><main class="main two" id="main"><section class="list">${this.asking.waiting ? threads() : nothing}</section><aside class="detail"></aside></main>`;
    return html`${this.heading()}<main class="main two" id="main">${this.body()}${this.pane()}</main>`;
  }

  heading() {
    return heading(this.model, {
      root: this.root, lens: this.lens, filter: this.filter, now: Date.now() * 1000,
      turn: (lens) => this.app.go({ lens }), filterBy: (query) => this.filterBy(query), unfilter: () => this.unfilter(),
    });
  }

  body() {
    const thread = threadOf(this.root);
    if (this.lens === 'flat') return html`<weft-tree-flat class="list" .app=${this.app} .source=${this.source} .route=${this.route} .chose=${(row) => this.choseRow(row)}></weft-tree-flat>`;
    if (this.lens === 'who') return html`<section class="list" aria-label="Processes">${scaleHead(this.scale, 'process', 'lane-row')}<div class="rows lanes ${thread}" tabindex="-1"></div></section>`;
    return html`<section class="list ${this.lens === 'bars' ? 'wide-bars' : ''}" aria-label="Tree">
      ${this.trouble ? strip('err', 'not unfolded', this.trouble.message, [['Close', () => { this.trouble = null; this.requestUpdate(); }]]) : nothing}
      ${scaleHead(this.scale)}<div class="rows tree-rows ${thread}"></div></section>`;
  }

  choseRow(row) {
    this.selected = null;
    this.row = row;
    if (row.id !== this.route.at) {
      this.route = { ...this.route, at: row.id };
      this.app.go({ at: row.id }, { replace: true, quiet: true });
    }
    this.requestUpdate();
  }

  pane() {
    const node = this.selected;
    const id = this.lens === 'flat' ? this.row?.id : node?.isEvent ? node.eventId : null;
    if (id) return html`<weft-detail .app=${this.app} .event=${id}></weft-detail>`;
    return html`<aside class="detail ${threadOf(this.root)}" aria-label="Task">${grip()}${node ? nodePane(node, { app: this.app, way: this.model.wayTo(node), root: this.root, zone: this.zone, now: Date.now() * 1000, end: this.end }) : nothing}</aside>`;
  }

  // ---- a query inside the tree ----

  async filterBy(query, mode) {
    if (!query) { this.unfilter(); return; }
    if (query === this.filter.query && !mode) this.filter.turn();
    else {
      try {
        const { data } = await this.source.matching(query, TreeFilter.most);
        this.filter.take(query, data);
        if (mode) this.filter.mode = mode;
        this.trouble = null;
        this.app.announce(`${count(this.filter.matched)} events match`);
      } catch (problem) {
        this.trouble = problem;
      }
    }
    this.redraw();
  }

  unfilter() {
    this.filter.clear();
    this.redraw();
    this.focusRows();
  }

  tellStatus() {
    const { facts, root, lost } = this.model;
    if (!facts) return;
    const items = [{ n: facts.events, text: 'events' }, { n: lost, text: 'lost', kind: lost ? 'lost' : '' }];
    if (facts.failures) items.push({ n: facts.failures, text: 'failed' });
    if (this.filter.mode !== 'off') items.push({ text: `filter ${this.filter.mode}`, wide: true }, { n: this.filter.matched, text: 'match', wide: true });
    this.app.status({
      state: root.data.status === 'running' ? 'live' : 'idle', items,
      keys: [['nextError', 'next failed'], ['fold unfold', 'fold'], ['foldAll unfoldAll', 'all'], ['tree', 'back to list']],
    });
  }

  // ---- ways out ----

  backToList() {
    const at = this.selected?.eventId ?? this.route.at;
    this.app.go({ screen: 'stream', id: '', at });
  }

  async toObject() {
    const at = this.selected?.eventId ?? this.row?.id;
    if (!at) return;
    try {
      const { data } = await this.app.api.get('/events/' + at.split('/').map(encodeURIComponent).join('/'));
      if (data.row.object) this.app.go({ screen: 'object', id: data.row.object, at });
      else this.app.note('This event belongs to no object');
    } catch (problem) {
      this.app.note(problem.message);
    }
  }

  /** The selected event among those around it, in the stream. */
  toContext() {
    const at = this.selected?.eventId ?? this.row?.id;
    if (at) this.app.go({ screen: 'stream', id: at, ctx: 'task' });
  }

  /** What the copy menu copies: an event, or what stands for a task. */
  get copied() {
    const node = this.selected;
    if (!node) return this.row;
    const { data } = node;
    return node.isEvent ? data : { id: data.key, time: data.begin, level: data.level, host: data.host, logger: data.id, message: data.name ?? '' };
  }

  outOneLevel() {
    if (this.filter.mode !== 'off') this.unfilter();
    else if (this.lens) this.app.go({ lens: '' });
    else this.backToList();
  }
}
