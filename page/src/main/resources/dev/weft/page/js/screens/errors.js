// Errors in groups of the same fault (/errors), one of them open (/errors/<fingerprint>).
import { html, nothing } from 'lit';
import { asked } from '../state.js';
import { Part } from '../element.js';
import { count, many } from '../format.js';
import { Asking } from './asking.js';
import { blank, strip, threads } from './states.js';
import { copyMenu } from '../stream/copy.js';
import { compared, earlier, lengthOf, ordered, ORDERS } from '../errors/groups.js';
import { groupRow, taskRows } from '../errors/group.js';
import { nothingWrong } from '../errors/nothing.js';
import { GroupFacts } from '../errors/facts.js';
import { groupPane } from '../errors/pane.js';

const TOP = 200;

export default class ErrorsScreen extends Part {
  constructor() {
    super();
    this.route = null;
    this.asking = new Asking(() => this.requestUpdate());
    this.clear();
  }

  clear() {
    this.groups = null;
    this.selected = '';
    this.task = '';
    this.question = '';
    this.facts = new Map();
    clearInterval(this.timer);
  }

  get order() { return this.route.more.sort ?? 'rising'; }

  enter(route) {
    this.route = route;
    this.release ??= this.app.keys.use(this.actions());
    const question = [asked(route), route.from, route.to, route.tz].join('\n');
    if (question !== this.question) {
      this.question = question;
      this.facts.clear();
      this.load();
    } else if (route.id && route.id !== this.selected) this.choose(route.id);
    clearInterval(this.timer);
    if (route.live) this.timer = setInterval(() => { if (!document.hidden) this.load(); }, 5000);
    this.requestUpdate();
  }

  leave() {
    this.release?.();
    this.release = null;
    this.asking.stop();
    this.clear();
    this.route = null;
  }

  async load() {
    const { from, to, tz, id } = this.route;
    const q = asked(this.route);
    const before = earlier(from, to, Date.now() * 1000);
    const found = await this.asking.about(async () => {
      const [now, then] = await Promise.all([
        this.app.api.get('/errors', { q, from, to, tz, top: TOP }),
        before ? this.app.api.get('/errors', { q, ...before, tz, top: TOP * 5 }).catch(() => null) : null,
      ]);
      return { now, then };
    });
    if (this.asking.error?.kind === 'query') this.app.refuse(this.asking.error);
    if (!found || !this.route) return;
    this.app.refuse(null);
    this.partial = !found.now.complete;
    this.against = found.then ? lengthOf(from, to, Date.now() * 1000) : null;
    this.groups = compared(found.now.data.groups, found.then?.data.groups);
    const kept = this.groups.some(({ fingerprint }) => fingerprint === (id || this.selected));
    if (id && !kept) await this.alone(id);
    this.selected = kept ? id || this.selected : id || (this.sorted[0]?.fingerprint ?? '');
    if (!this.groups.length) [this.last, this.searched] = await Promise.all([this.lastError(), this.searchedEvents()]);
    if (this.selected) this.know(this.selected);
    this.requestUpdate();
    await this.updateComplete;
    if (document.activeElement === document.body) this.querySelector('.rows')?.focus({ preventScroll: true });
  }

  /** A link may name a group that this time has none of: it is asked for over all time. */
  async alone(id) {
    try {
      const { data } = await this.app.api.get('/errors/' + encodeURIComponent(id), { q: asked(this.route), from: '0', to: 'now' });
      this.groups.push({ ...data, more: null, outside: true });
    } catch (problem) { this.app.note(problem.message); }
  }

  async lastError() {
    try {
      const { data } = await this.app.api.rows('/events', { q: 'level:>=error', limit: 1 });
      return data[0] ?? null;
    } catch { return null; }
  }

  /** How many events there were among which no error is. */
  async searchedEvents() {
    const { from, to, tz } = this.route;
    try {
      return (await this.app.api.get('/count', { q: asked(this.route), from, to, tz })).data.count;
    } catch { return null; }
  }

  get sorted() { return ordered(this.groups ?? [], this.order); }

  get group() { return this.groups?.find(({ fingerprint }) => fingerprint === this.selected) ?? null; }

  get open() { return this.route.id; }

  choose(fingerprint) {
    this.selected = fingerprint;
    this.task = '';
    this.know(fingerprint);
    this.requestUpdate();
    this.updateComplete.then(() => this.querySelector('.eg.sel')?.scrollIntoView({ block: 'nearest' }));
  }

  /** Rows, newest stack and what differs are asked for once a group is looked at. */
  know(fingerprint) {
    const group = this.groups?.find((each) => each.fingerprint === fingerprint);
    if (!group) return;
    const known = this.facts.get(fingerprint);
    if (known && known.count === group.count) return;
    const facts = new GroupFacts(this.app.api, group, { q: asked(this.route), from: group.outside ? '0' : this.route.from, to: this.route.to }, () => this.requestUpdate());
    facts.tasks = known?.tasks ?? null;
    this.facts.set(fingerprint, facts);
    facts.load();
  }

  toggle(group) {
    this.choose(group.fingerprint);
    this.app.go({ screen: 'errors', id: this.open === group.fingerprint ? '' : group.fingerprint, more: this.route.more }, { replace: true });
  }

  // ---- keys ----

  actions() {
    return {
      next: () => this.step(1), previous: () => this.step(-1), pageDown: () => this.step(10), pageUp: () => this.step(-10), oldest: () => this.step(-Infinity), newest: () => this.step(Infinity),
      open: () => this.enterKey(), unfold: () => { if (this.group && this.open !== this.selected) this.toggle(this.group); }, fold: () => { if (this.open) { this.task = ''; this.toggle(this.group); } },
      nextError: () => this.step(1), previousError: () => this.step(-1),
      tree: () => this.toTree(), keep: () => this.keep(''), exclude: () => this.keep('-'), mute: () => this.mute(),
      copy: () => copyMenu(this.app, (this.facts.get(this.selected)?.rows ?? []).slice(0, 1), this.querySelector('.acts') ?? this),
      out: () => { if (this.task) { this.task = ''; this.requestUpdate(); } else if (this.open) this.toggle(this.group); else this.app.go({ screen: 'stream', id: '' }); },
    };
  }

  /** Groups, and the tasks of the open one, one below the other. */
  get stops() {
    return this.sorted.flatMap(({ fingerprint }) => [{ fingerprint, task: '' },
      ...(fingerprint === this.open ? (this.facts.get(fingerprint)?.shown ?? []).map(({ root }) => ({ fingerprint, task: root })) : [])]);
  }

  step(by) {
    const { stops } = this;
    if (!stops.length) return;
    const here = stops.findIndex(({ fingerprint, task }) => fingerprint === this.selected && task === this.task);
    const next = stops[Math.min(stops.length - 1, Math.max(0, here + by))];
    if (next.fingerprint !== this.selected) this.choose(next.fingerprint);
    this.task = next.task;
    this.requestUpdate();
    this.updateComplete.then(() => this.querySelector('.et.sel, .eg.sel')?.scrollIntoView({ block: 'nearest' }));
  }

  enterKey() {
    const task = this.facts.get(this.selected)?.shown.find(({ root }) => root === this.task);
    if (task) this.toTask(task);
    else if (this.group) this.toggle(this.group);
  }

  toTask(task) { this.app.go({ screen: 'tree', id: task.place, at: task.at }); }

  toTree() {
    const newest = this.group?.newest?.[0];
    const place = newest?.slice(newest.indexOf('@') + 1);
    if (!place || place.startsWith('~')) this.app.note('this error belongs to no task');
    else this.app.go({ screen: 'tree', id: place.split('/')[0], at: newest });
  }

  async keep(sign) {
    const pattern = this.facts.get(this.selected)?.rows?.[0]?.pattern;
    if (pattern) this.app.go({ screen: 'stream', id: '', q: [this.route.q, `${sign}pattern:${pattern}`].filter(Boolean).join(' ') });
  }

  mute() {
    const pattern = this.facts.get(this.selected)?.rows?.[0]?.pattern;
    if (pattern) this.app.go({ mute: [...new Set([...this.route.mute, pattern])] });
  }

  // ---- drawing ----

  updated() {
    if (!this.groups) return;
    const errors = this.groups.reduce((sum, group) => sum + (group.outside ? 0 : group.count), 0);
    this.app.status({
      state: this.partial ? 'partial' : this.route.live ? 'live' : 'idle', items: [{ n: errors, text: 'errors' }, { text: this.partial ? 'a part did not answer' : 'exact', wide: true }],
      keys: [['next previous', 'group'], ['open', 'tasks'], ['tree', 'newest tree'], ['mute', 'mute']],
    });
  }

  render() {
    if (!this.route) return nothing;
    const { groups } = this;
    const errors = groups?.reduce((sum, group) => sum + group.count, 0) ?? 0;
    return html`<div class="sub">${groups ? html`<h1 class="t1"><span class="mono strong">${count(errors)}</span> ${errors === 1 ? 'error' : 'errors'} in <span class="mono strong">${count(groups.length)}</span> ${groups.length === 1 ? 'group' : 'groups'}</h1>
        ${this.against ? html`<span class="t3 not-s">compared with the ${this.against} before</span>` : nothing}` : html`<h1 class="t1">Errors</h1>`}
        <span class="grow"></span><div class="seg" role="radiogroup" aria-label="Order">${ORDERS.map(([order, word]) => html`<button role="radio" aria-checked=${String(this.order === order)} @click=${() => this.app.go({ more: { ...this.route.more, sort: order === 'rising' ? '' : order } }, { replace: true })}>${word}</button>`)}</div></div>
      ${this.main()}`;
  }

  main() {
    const { groups, asking } = this;
    if (!groups) {
      return html`<main class="main one" id="main">${asking.error ? blank({ title: 'The errors did not come', words: [asking.error.message], acts: [['Try again', () => this.load()]] })
        : html`<section class="list">${asking.waiting ? threads() : nothing}</section>`}</main>`;
    }
    if (!groups.length) return html`<main class="main one" id="main">${nothingWrong({ app: this.app, route: this.route, searched: this.searched, partial: this.partial, last: this.last, again: () => this.load() })}</main>`;
    return html`<main class="main two" id="main"><section class="list" aria-label="Groups">
      ${asking.error ? strip('err', 'not asked again', asking.error.message, [['Try again', () => this.load()]]) : nothing}
      ${this.partial ? strip('', 'partial', 'A part of the store did not answer: there may be more errors than these.', [['Try again', () => this.load()]]) : nothing}
      <div class="eg head" role="presentation"><span class="num">count</span><span>what</span><span class="not-s">${lengthOf(this.route.from, this.route.to, Date.now() * 1000) ? `last ${lengthOf(this.route.from, this.route.to, Date.now() * 1000)}` : 'over time'}</span><span class="opt">first</span><span class="last">last</span><span class="opt">hosts</span><span class="opt num">tasks</span></div>
      <div class="rows roll" role="treegrid" aria-label="Error groups" tabindex="0" aria-activedescendant=${this.task ? 'group-task-' + this.task : 'group-' + this.selected}>${this.sorted.map((group) => this.row(group))}</div></section>
      ${groupPane(this.group, this.facts.get(this.selected), { tz: this.route.tz, app: this.app, tasks: () => this.toggle(this.group), tree: () => this.toTree(), keep: () => this.keep('') })}</main>`;
  }

  row(group) {
    const open = this.open === group.fingerprint;
    const facts = this.facts.get(group.fingerprint);
    return html`${groupRow(group, { selected: group.fingerprint === this.selected && !this.task, open, tz: this.route.tz, tell: { selected: (chosen) => this.choose(chosen.fingerprint), toggled: (chosen) => this.toggle(chosen) } })}
      ${open ? taskRows(facts?.tasks ? facts.shown : null, { selected: this.task, tz: this.route.tz, more: facts?.hidden ?? 0, link: (task) => this.app.link({ screen: 'tree', id: task.place, at: task.at }), tell: { chosen: (task) => { this.task = task.root; this.requestUpdate(); }, more: () => { facts.showMore(); } } }) : nothing}`;
  }
}
