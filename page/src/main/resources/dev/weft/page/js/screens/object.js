// Objects: the life of one of them on a time axis (/o/<id>), or a list to choose from (/o).
import { html, nothing } from 'lit';
import { Part } from '../element.js';
import { ago, count, duration, many, threadClass, time } from '../format.js';
import { picture } from '../text.js';
import { Asking } from './asking.js';
import { when } from './figures.js';
import { blank, strip, threads } from './states.js';
import { shortId } from './marks.js';
import { copyMenu } from '../stream/copy.js';
import { Axis, slider } from '../object/axis.js';
import { History } from '../object/history.js';
import { changeList } from '../object/changes.js';
import { stateTable } from '../object/table.js';
import { aroundRows } from '../object/around.js';
import { Events } from '../object/events.js';
import '../object/list.js';

const CHANGES = 5000;

export default class ObjectScreen extends Part {
  constructor() {
    super();
    this.route = null;
    this.asking = new Asking(() => this.requestUpdate());
    this.width = 600;
    this.clear();
  }

  clear() {
    this.history = null;
    this.events = null;
    this.t = null;
    this.pin = null;
    this.follows = true;
    clearTimeout(this.timer);
    this.timer = 0;
  }

  get tz() { return this.route.tz; }

  enter(route) {
    const before = this.route;
    this.route = route;
    this.release?.();
    this.release = route.id ? this.app.keys.use(this.actions()) : null;
    if (before?.id !== route.id) {
      this.clear();
      if (route.id) this.load();
    } else if (this.history && before.at !== route.at) this.moveTo(this.instantOf(route.at));
    this.requestUpdate();
  }

  leave() {
    this.release?.();
    this.asking.stop();
    this.watcher?.disconnect();
    this.clear();
    this.route = null;
  }

  get address() { return '/objects/' + encodeURIComponent(this.route.id); }

  async load(again = false) {
    const id = this.route.id;
    const found = await this.asking.about(async () => {
      const events = new Events(this.app.api, id);
      const [object, changes] = await Promise.all([
        this.app.api.get(this.address),
        this.app.api.rows(this.address + '/changes', { limit: CHANGES }),
        again && !this.events.whole ? events.readAround(this.t) : events.readFirst(),
      ]);
      return { object: object.data, changes: changes.data, events };
    });
    if (!found || this.route?.id !== id) return;
    const atEnd = this.history && this.place === this.history.changes.length - 1;
    this.history = new History(found.object, found.changes);
    this.events = found.events;
    if (!again) this.t = this.instantOf(this.route.at) ?? this.end;
    else if (atEnd && this.follows) this.t = this.end;
    this.live();
    this.requestUpdate();
    this.near();
  }

  /** Has the events around the instant read, of a life of which not all are at hand. */
  async near() {
    const { events } = this;
    if (!events || events.reading) return;
    events.reading = true;
    try {
      while (events === this.events && !events.covers(this.t)) await events.readAround(this.t);
      this.requestUpdate();
      this.reveal();
    } catch (problem) {
      this.app.note(problem.message);
    } finally {
      events.reading = false;
    }
  }

  /** An object that still changes is asked for again; what is looked at stays. */
  live() {
    clearTimeout(this.timer);
    if (this.history.finished) return;
    this.timer = setTimeout(async () => {
      const known = this.history.answer.changes;
      try {
        const { data } = await this.app.api.get(this.address);
        if (!this.route || !this.timer) return;
        if (data.changes !== known || data.status !== this.history.answer.status) await this.load(true);
        else { this.requestUpdate(); this.live(); }
      } catch { if (this.timer) this.live(); }
    }, document.hidden ? 10_000 : 2000);
  }

  /** Where the axis ends: at the last change, or now while the object lives. */
  get end() {
    const { answer, finished } = this.history;
    return finished ? answer.last : Math.max(answer.last, Date.now() * 1000);
  }

  instantOf(at) {
    if (!at || !this.history) return null;
    if (/^\d+$/.test(at)) return Number(at);
    const change = this.history.changes[this.history.placeOf(at)];
    return change?.time ?? this.events.rows.find((row) => row.id === at)?.time ?? null;
  }

  get place() { return this.history.placeAt(this.t); }

  moveTo(t, settle = true) {
    if (t == null) return;
    this.t = Math.min(this.end, Math.max(this.history.born, t));
    this.follows = this.place === this.history.changes.length - 1;
    if (settle) this.settled();
    this.requestUpdate();
    this.near();
  }

  settled() {
    const change = this.history.changes[this.place];
    const at = change && change.time === this.t ? change.id : String(this.t);
    this.route = { ...this.route, at };
    this.app.go({ at }, { replace: true, quiet: true });
  }

  step(by) {
    const { changes } = this.history;
    const between = by < 0 && this.place >= 0 && changes[this.place].time < this.t ? 1 : 0;
    const place = Math.min(changes.length - 1, Math.max(0, this.place + by + between));
    if (!changes.length) return;
    this.moveTo(changes[place].time);
    this.app.announce(`change ${place + 1} of ${changes.length}, ${time(this.t, this.tz)}`);
    this.reveal();
  }

  /** Brings what is marked into view, in both lists. */
  async reveal() {
    await this.updateComplete;
    for (const marked of ['.o-changes [aria-pressed=true]', '.o-rows .sel']) this.querySelector(marked)?.scrollIntoView({ block: 'nearest' });
  }

  /** The event of the change that holds at the instant; undefined where it is not at hand. */
  get row() {
    const id = this.history?.changes[this.place]?.id;
    return this.events?.rows.find((row) => row.id === id);
  }

  compare() {
    if (this.pin == null) {
      this.pin = this.t;
      this.app.announce(`compared with ${time(this.t, this.tz)}; move to the other instant`);
    } else this.pin = null;
    this.requestUpdate();
  }

  actions() {
    return {
      foldAll: () => this.step(-1), unfoldAll: () => this.step(1), next: () => this.step(1), previous: () => this.step(-1), fold: () => this.step(-1), unfold: () => this.step(1),
      pageDown: () => this.step(10), pageUp: () => this.step(-10), oldest: () => this.step(-Infinity), newest: () => this.step(Infinity),
      diff: () => this.compare(), tree: () => this.toTree(), object: () => history.back(), open: () => this.toTree(),
      copy: () => copyMenu(this.app, [this.row].filter(Boolean), this.querySelector('.acts') ?? this),
      nextError: () => this.seek(1), previousError: () => this.seek(-1),
      out: () => { if (this.pin != null) this.compare(); else this.app.go({ screen: 'object', id: '' }); },
    };
  }

  seek(by) {
    const errors = this.events.rows.filter(({ level }) => level === 'error' || level === 'fatal');
    const next = by > 0 ? errors.find((row) => row.time > this.t) : errors.reverse().find((row) => row.time < this.t);
    if (next) this.moveTo(next.time);
    else this.app.note('No error there');
  }

  /** The tree in which the change was made: many requests may share an object. */
  toTree() {
    const task = this.row?.task ?? this.history?.answer.task;
    if (!task) { this.app.note('This change was made outside tasks'); return; }
    this.app.go({ screen: 'tree', id: task, at: this.history.changes[this.place]?.id ?? '' });
  }

  updated() {
    const column = this.querySelector('.o-state .when') ?? this.querySelector('.o-state');
    if (column && this.watched !== column) {
      this.watcher?.disconnect();
      this.watched = column;
      this.watcher = new ResizeObserver(() => {
        const width = (this.querySelector('.o-state .when .slider') ?? this.querySelector('.only-h .slider'))?.clientWidth;
        if (width && Math.abs(width - this.width) > 1) { this.width = width; this.requestUpdate(); }
      });
      this.watcher.observe(column);
    }
    if (this.history) this.tell();
  }

  tell() {
    const { answer, changes, finished } = this.history;
    const items = [{ text: `change ${count(this.place + 1)} of ${count(changes.length)}` }];
    if (answer.completeness !== 'complete') items.push({ text: answer.completeness, kind: 'lost' });
    if (this.pin != null) items.push({ text: 'compared with ' + time(this.pin, this.tz) });
    this.app.status({ state: finished ? 'idle' : 'live', items, keys: [['foldAll unfoldAll', 'change'], ['diff', 'compare'], ['tree', 'tree'], ['object', 'back']] });
  }

  render() {
    if (!this.route) return nothing;
    if (!this.route.id) return html`<weft-object-list .app=${this.app} .route=${this.route}></weft-object-list>`;
    if (!this.history) return html`<div></div><main class="main one" id="main">${this.asking.error ? this.missing() : html`<section class="list">${this.asking.waiting ? threads() : nothing}</section>`}</main>`;
    const look = this.look();
    return html`${this.heading(look)}<main class="main two" id="main"><section class="list" aria-label="State">
        ${this.asking.error ? strip('err', 'not asked again', this.asking.error.message, [['Try again', () => this.load(true)]]) : nothing}
        ${stateTable(look)}${aroundRows(look)}</section>${changeList(look)}</main>`;
  }

  look() {
    const axis = new Axis(this.history.born, this.end, this.width, this.tz);
    return {
      axis, history: this.history, t: this.t, pin: this.pin, change: this.place, tz: this.tz, events: this.events, thread: threadClass(this.history.answer.task?.split('/')[0]),
      tell: { moved: (t) => this.moveTo(t, false), settled: () => this.settled(), stepped: (by) => this.step(by), at: (t) => this.moveTo(t) },
      acts: { compare: () => this.compare(), tree: () => this.toTree(), copy: () => this.app.keys.run('copy') },
    };
  }

  heading(look) {
    const { answer, finished } = this.history;
    const life = finished ? html`finished after <span class="mono t1">${duration((answer.last - this.history.born) / 1e6)}</span>`
      : html`alive <span class="mono t1">${duration((Date.now() * 1000 - this.history.born) / 1e6)}</span>, last change <span class="mono t1">${ago(answer.last)}</span>`;
    return html`<div class="o-top"><div class="o-line"><h1 class="ttl clip">${picture(answer.name ?? 'object')}</h1><span class="mono t3 clip o-id" title=${picture(answer.id)}>${picture(answer.id)}</span>
      <span>${life}</span><span><span class="mono t1">${count(answer.changes)}</span> ${answer.changes === 1 ? 'change' : 'changes'}</span>
      <span class="not-s">born <span class="mono t1">${answer.born == null ? 'before what is known' : time(answer.born, this.tz)}</span></span>
      ${answer.task ? html`<span>in <a class="mono" href=${this.app.link({ screen: 'tree', id: answer.task, at: look.history.changes[0]?.id ?? '' })}>${shortId(answer.task)}${answer.task.slice(answer.task.split('/')[0].length)}</a></span>` : nothing}
      ${doubt(answer)}</div>
      <div class="only-h">${slider(look, look.tell)}</div></div>`;
  }

  missing() {
    const { error } = this.asking;
    const expired = error.kind === 'expired';
    if (!expired && error.kind !== 'not-found') return blank({ title: 'This object did not come', words: [error.message], acts: [['Try again', () => this.load()]] });
    const oldest = this.app.facts?.store?.oldest;
    return blank({
      title: expired ? 'This object is gone' : 'No such object here',
      words: [expired ? error.message : 'No change of an object with this id has arrived.', oldest ? html`The store holds events since <span class="mono t1">${when(oldest, this.tz)}</span>.` : ''].filter(Boolean),
      facts: [['object', this.route.id]],
      acts: [['Ask again', () => this.load()], ['All objects', this.app.link({ screen: 'object', id: '' })]],
    });
  }
}

/** What is not sure about the state, said beside the name. */
function doubt(answer) {
  if (answer.completeness === 'complete') return nothing;
  const missing = (answer.missing ?? []).map(([from, to]) => (from === to ? `#${from}` : `#${from}–#${to}`));
  const lost = (answer.missing ?? []).reduce((sum, [from, to]) => sum + to - from + 1, 0);
  if (answer.completeness === 'stale') return html`<span class="tag warn" title="The process that changed it ended, or was lost, before the object was finished.">stale: nobody changes it any more</span>`;
  return html`<span class="tag warn" title="Values that only these changes set are not known.">partial${missing.length ? `: ${many(lost, 'change')} missing, ${missing.join(', ')}` : ': its birth was not received'}</span>`;
}
