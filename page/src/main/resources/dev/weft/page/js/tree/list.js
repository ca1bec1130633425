// The trees of a query, newest or slowest first, to choose one.
import { html, nothing } from 'lit';
import { count, threadClass } from '../format.js';
import { picture } from '../text.js';
import { took, running, when } from '../screens/figures.js';
import { AskedList } from '../screens/list.js';
import { levelMark, shortId, statusMark } from '../screens/marks.js';
import { blank, strip, threads } from '../screens/states.js';

const ORDERS = [['time', 'newest'], ['duration', 'slowest']];

export class TreeList extends AskedList {
  get path() { return '/trees'; }

  get order() { return this.route.more.sort ?? 'time'; }

  answered(answer) {
    this.rows = answer.data.trees;
    this.place = Math.max(0, this.rows.findIndex(({ root }) => root === this.chosen));
    const failed = this.rows.filter(({ status }) => status === 'failed').length;
    this.app.status({ state: answer.complete ? 'idle' : 'partial', items: [this.counted('tree', 'trees'), { n: failed, text: 'failed' }], keys: [['next previous', 'tree'], ['open', 'open'], ['nextError', 'next failed'], ['out', 'stream']] });
  }

  actions() {
    const walking = super.actions();
    return { ...walking, tree: walking.open, nextError: () => this.seek(1), previousError: () => this.seek(-1) };
  }

  step(by) {
    super.step(by);
    this.chosen = this.rows?.[this.place]?.root;
  }

  seek(by) {
    for (let i = this.place + by; i >= 0 && i < this.rows.length; i += by) {
      if (this.rows[i].status === 'failed' || ['error', 'fatal'].includes(this.rows[i].worst)) { this.step(i - this.place); return; }
    }
    this.app.note('no failed tree there');
  }

  open(tree) { if (tree) this.app.go({ screen: 'tree', id: tree.root }); }

  render() {
    return html`<div class="sub"><h1 class="ttl">Trees</h1><span class="t3">${this.rows ? html`<span class="mono t1">${count(this.rows.length)}</span> ${this.order === 'time' ? 'newest' : 'slowest'} first` : nothing}</span><span class="grow"></span>
      <div class="seg" role="radiogroup" aria-label="Order">${ORDERS.map(([order, word]) => html`<button role="radio" aria-checked=${String(this.order === order)} @click=${() => this.app.go({ more: { ...this.route.more, sort: order === 'time' ? '' : order } })}>${word}</button>`)}</div></div>
      <main class="main one" id="main">${this.body()}</main>`;
  }

  body() {
    const { error } = this.asking;
    if (!this.rows && !error) return html`<section class="list">${this.asking.waiting ? threads() : nothing}</section>`;
    if (!this.rows) return blank({ title: 'The trees did not come', words: [error.message], acts: [['Try again', () => this.load()]] });
    if (!this.rows.length) {
      return this.bare({
        title: 'No trees here',
        words: ['No event of a task matches the query in this time. Events outside every task have no tree; the stream shows them.'],
        acts: [['Widen to 24 h', () => this.app.go({ from: '-24h', to: 'now' })], ['All time', () => this.app.go({ from: '0', to: 'now' })], ['Stream', this.app.link({ screen: 'stream', id: '' })]],
      });
    }
    return html`<section class="list" aria-label="Trees">${error ? strip('err', 'not asked again', error.message, [['Try again', () => this.load()]]) : nothing}
      <div class="tl head" role="presentation"><span></span><span>last event</span><span>task</span><span class="opt">id</span><span>status</span><span class="num">events</span><span class="num opt">match</span><span>worst</span><span class="opt">hosts</span></div>
      <div class="rows roll" role="grid" aria-label="Trees" tabindex="0" aria-activedescendant=${'tl-' + this.place}>${this.rows.map((tree, place) => this.row(tree, place))}</div></section>`;
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
