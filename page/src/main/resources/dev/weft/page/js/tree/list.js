// The trees of a query, newest or slowest first, to choose one.
import { html, nothing } from 'lit';
import { asked } from '../state.js';
import { Part } from '../element.js';
import { count, threadClass } from '../format.js';
import { picture } from '../text.js';
import { Asking } from '../screens/asking.js';
import { took, running, when } from '../screens/figures.js';
import { levelMark, shortId, statusMark } from '../screens/marks.js';
import { blank, strip, threads } from '../screens/states.js';

const TOP = 200;
const ORDERS = [['time', 'newest'], ['duration', 'slowest']];

export class TreeList extends Part {
  static properties = { route: { attribute: false } };

  constructor() {
    super();
    this.trees = null;
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
  }

  get order() { return this.route.more.sort ?? 'time'; }

  willUpdate() {
    const question = [asked(this.route), this.route.from, this.route.to, this.route.tz, this.order].join('\n');
    if (question === this.question) return;
    this.question = question;
    this.load();
  }

  async load() {
    const { from, to, tz } = this.route;
    const answer = await this.asking.about(() => this.app.api.get('/trees', { q: asked(this.route), from, to, tz, sort: this.order, top: TOP }));
    if (this.asking.error?.kind === 'query') this.app.refuse(this.asking.error);
    if (!answer) return;
    this.app.refuse(null);
    this.trees = answer.data.trees;
    this.partial = !answer.complete;
    this.place = Math.max(0, this.trees.findIndex(({ root }) => root === this.chosen));
    this.tell();
    this.requestUpdate();
    await this.updateComplete;
    if (document.activeElement === document.body) this.querySelector('.rows')?.focus({ preventScroll: true });
  }

  actions() {
    const step = (by) => this.step(by);
    return {
      next: () => step(1), previous: () => step(-1), pageDown: () => step(20), pageUp: () => step(-20), oldest: () => step(-Infinity), newest: () => step(Infinity),
      open: () => this.open(this.trees?.[this.place]), tree: () => this.open(this.trees?.[this.place]), unfold: () => this.open(this.trees?.[this.place]),
      nextError: () => this.seek(1), previousError: () => this.seek(-1), out: () => this.app.go({ screen: 'stream', id: '' }),
    };
  }

  step(by) {
    if (!this.trees?.length) return;
    this.place = Math.min(this.trees.length - 1, Math.max(0, this.place + by));
    this.chosen = this.trees[this.place].root;
    this.requestUpdate();
    this.updateComplete.then(() => this.querySelector('.tl.sel')?.scrollIntoView({ block: 'nearest' }));
  }

  seek(by) {
    for (let i = this.place + by; i >= 0 && i < this.trees.length; i += by) {
      if (this.trees[i].status === 'failed' || ['error', 'fatal'].includes(this.trees[i].worst)) { this.step(i - this.place); return; }
    }
    this.app.announce('no failed tree there');
  }

  /** With a finger a row is opened at once; with a mouse it is chosen first. */
  tapped(event, tree, place) {
    if (event.pointerType === 'touch') this.open(tree);
    else this.step(place - this.place);
  }

  open(tree) { if (tree) this.app.go({ screen: 'tree', id: tree.root }); }

  tell() {
    const failed = this.trees.filter(({ status }) => status === 'failed').length;
    const items = [{ n: this.trees.length, text: this.trees.length >= TOP ? 'trees shown' : this.trees.length === 1 ? 'tree' : 'trees' }, { n: failed, text: 'failed' }];
    this.app.status({ state: this.partial ? 'partial' : 'idle', items, keys: [['next previous', 'tree'], ['open', 'open'], ['nextError', 'next failed'], ['out', 'stream']] });
  }

  render() {
    return html`<div class="sub"><h1 class="ttl">Trees</h1><span class="t3">${this.trees ? html`<span class="mono t1">${count(this.trees.length)}</span> ${this.order === 'time' ? 'newest' : 'slowest'} first` : nothing}</span><span class="grow"></span>
      <div class="seg" role="radiogroup" aria-label="Order">${ORDERS.map(([order, word]) => html`<button role="radio" aria-checked=${String(this.order === order)} @click=${() => this.app.go({ more: { ...this.route.more, sort: order === 'time' ? '' : order } })}>${word}</button>`)}</div></div>
      <main class="main one" id="main">${this.body()}</main>`;
  }

  body() {
    const { error } = this.asking;
    if (!this.trees && !error) return html`<section class="list">${this.asking.waiting ? threads() : nothing}</section>`;
    if (!this.trees) return blank({ title: 'The trees did not come', words: [error.message], acts: [['Try again', () => this.load()]] });
    if (!this.trees.length) {
      return blank({
        title: 'No trees here',
        words: ['No event of a task matches the query in this time. Events outside every task have no tree; the stream shows them.'],
        acts: [['Widen to 24 h', () => this.app.go({ from: '-24h', to: 'now' })], ['All time', () => this.app.go({ from: '0', to: 'now' })], ['Stream', this.app.link({ screen: 'stream', id: '' })]],
      });
    }
    return html`<section class="list" aria-label="Trees">${error ? strip('err', 'not asked again', error.message, [['Try again', () => this.load()]]) : nothing}
      <div class="tl head" role="presentation"><span></span><span>last event</span><span>task</span><span class="opt">id</span><span>status</span><span class="num">events</span><span class="num opt">match</span><span>worst</span><span class="opt">hosts</span></div>
      <div class="rows roll" role="grid" aria-label="Trees" tabindex="0" aria-activedescendant=${'tl-' + this.place}>${this.trees.map((tree, place) => this.row(tree, place))}</div></section>`;
  }

  row(tree, place) {
    const words = tree.status === 'running' ? `${running((Date.now() * 1000 - tree.first) / 1e6)}, no end` : tree.duration == null ? tree.status : took(tree.duration);
    return html`<div class="tl ${threadClass(tree.root)} ${place === this.place ? 'sel' : ''}" id=${'tl-' + place} role="row" aria-selected=${String(place === this.place)} @click=${(event) => this.tapped(event, tree, place)} @dblclick=${() => this.open(tree)}>
      <span class="rail"></span><span class="t3" role="gridcell">${when(tree.last, this.route.tz)}</span>
      <a class="clip" role="gridcell" tabindex="-1" href=${this.app.link({ screen: 'tree', id: tree.root })}>${tree.name != null ? picture(tree.name) : 'begin not received'}</a><span class="t3 opt" role="gridcell">${shortId(tree.root)}</span>
      <span role="gridcell">${statusMark(tree.status, words)}</span><span class="num" role="gridcell">${count(tree.events)}</span><span class="num opt t3" role="gridcell">${count(tree.matched)}</span>
      <span role="gridcell">${levelMark(tree.worst)}</span><span class="t3 clip opt" role="gridcell">${(tree.hosts ?? []).map(picture).join(', ')}</span></div>`;
  }
}

customElements.define('weft-tree-list', TreeList);
