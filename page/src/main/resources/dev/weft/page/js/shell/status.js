import { html, nothing } from 'lit';
import { Part } from '../element.js';
import { count } from '../format.js';
import { icon } from '../icons.js';

const WORDS = {
  live: html`<span class="live">live</span>`,
  paused: html`<span class="paused">${icon('pause')}paused</span>`,
  searching: html`<span class="t3">searching</span>`,
  partial: html`<span class="lost">partial</span>`,
};

/** The line at the foot: state, numbers, keys. Drawn from `app.status(…)`. */
class StatusBar extends Part {
  connectedCallback() {
    super.connectedCallback();
    this.redraw = () => this.requestUpdate();
    queueMicrotask(() => ['status', 'reach'].forEach((what) => this.app.addEventListener(what, this.redraw)));
  }

  render() {
    if (!this.app) return nothing;
    const { state, items, keys } = this.app.bar;
    const offline = this.app.reach.how === 'offline';
    return html`<footer class="status">
      ${offline ? html`<span class="off">${icon('cross')}offline</span>` : WORDS[state] ?? nothing}
      ${items.map((item) => html`<span class="${item.kind ?? ''} ${item.wide ? 'not-s wide' : ''}">${item.n === undefined ? nothing : html`<span class="mono">${typeof item.n === 'number' ? count(item.n) : item.n}</span>`}${item.text}</span>`)}
      ${this.app.noted ? html`<span class="t1">${this.app.noted}</span>` : nothing}
      <span class="keys not-s wide2">${keys.slice(0, 6).map(([names, word]) => html`<button class="kh" tabindex="-1" @click=${() => this.app.keys.run(names.split(' ')[0])}>${names.split(' ').map((name) => html`<kbd>${this.app.keys.keyOf(name)}</kbd>`)}${word}</button>`)}</span>
    </footer>`;
  }
}
customElements.define('weft-status', StatusBar);
