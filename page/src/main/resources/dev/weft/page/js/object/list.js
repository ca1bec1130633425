// The live objects of a query, by their last change.
import { html, nothing } from 'lit';
import { ago, count, duration } from '../format.js';
import { picture } from '../text.js';
import { when } from '../screens/figures.js';
import { AskedList } from '../screens/list.js';
import { statusMark } from '../screens/marks.js';
import { blank, strip, threads } from '../screens/states.js';

export class ObjectList extends AskedList {
  get path() { return '/objects'; }

  answered(answer) {
    this.rows = answer.data.objects;
    this.place = 0;
    const alive = this.rows.filter(({ finished }) => !finished).length;
    this.app.status({ state: answer.complete ? 'idle' : 'partial', items: [this.counted('object', 'objects'), { n: alive, text: 'alive' }], keys: [['next previous', 'object'], ['open', 'open'], ['out', 'stream']] });
  }

  actions() {
    const walking = super.actions();
    return { ...walking, object: walking.open };
  }

  open(object) { if (object) this.app.go({ screen: 'object', id: object.id }); }

  render() {
    return html`<div class="sub"><h1 class="ttl">Objects</h1><span class="t3">by their last change</span><span class="grow"></span></div><main class="main one" id="main">${this.body()}</main>`;
  }

  body() {
    const { error } = this.asking;
    if (!this.rows && !error) return html`<section class="list">${this.asking.waiting ? threads() : nothing}</section>`;
    if (!this.rows) return blank({ title: 'The objects did not come', words: [error.message], acts: [['Try again', () => this.load()]] });
    if (!this.rows.length) {
      return this.bare({
        title: 'No objects here',
        words: ['No live object changed in this time, or none that the query matches. Live objects are those that a program keeps in view, field by field, while it works on them.'],
        acts: [['Widen to 24 h', () => this.app.go({ from: '-24h', to: 'now' })], ['All time', () => this.app.go({ from: '0', to: 'now' })], ...this.route.q ? [['Drop the query', () => this.app.go({ q: '' })]] : []],
      });
    }
    return html`<section class="list" aria-label="Objects">${error ? strip('err', 'not asked again', error.message, [['Try again', () => this.load()]]) : nothing}
      <div class="tl ol head" role="presentation"><span></span><span>last change</span><span>object</span><span class="opt">id</span><span>life</span><span class="num">changes</span><span class="opt">born</span></div>
      <div class="rows roll" role="grid" aria-label="Objects" tabindex="0" aria-activedescendant=${'ol-' + this.place}>${this.rows.map((object, place) => this.row(object, place))}</div></section>`;
  }

  row(object, place) {
    const life = object.finished ? statusMark('unset', 'finished ' + duration((object.last - object.first) / 1e6)) : statusMark('running', 'alive, ' + ago(object.last));
    return html`<div class="tl ol th ${place === this.place ? 'sel' : ''}" id=${'ol-' + place} role="row" aria-selected=${String(place === this.place)} @click=${(event) => this.tapped(event, object, place)} @dblclick=${() => this.open(object)}>
      <span class="rail"></span><span class="t3" role="gridcell">${when(object.last, this.route.tz)}</span><a class="clip" role="gridcell" tabindex="-1" href=${this.app.link({ screen: 'object', id: object.id })}>${picture(object.name ?? 'object')}</a>
      <span class="t3 opt clip" role="gridcell" title=${picture(object.id)}>${picture(object.id)}</span><span role="gridcell">${life}</span><span class="num" role="gridcell">${count(object.changes)}</span><span class="t3 opt" role="gridcell">${when(object.first, this.route.tz)}</span></div>`;
  }
}

customElements.define('weft-object-list', ObjectList);
