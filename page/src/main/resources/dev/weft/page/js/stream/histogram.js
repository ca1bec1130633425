import { html, nothing } from 'lit';
import { aborted } from '../api.js';
import { Part } from '../element.js';
import { clock, count, dateTime, duration, iso, time } from '../format.js';
import { where } from '../query/times.js';
import { asked } from '../state.js';
import { search } from './table.js';
import { paint } from './histogram-paint.js';

const STEP = 6;

/**
 * Events over time, as warp threads: ordinary ones one pixel wide, warnings three, errors five at the base. Drag zooms, shift-drag compares,
 * a click goes to that time. `at` is the focused instant, `view` the stretch that the list shows.
 */
export class Histogram extends Part {
  static properties = { stale: { state: true }, at: { type: Number }, view: { attribute: false }, data: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    this.sizes = new ResizeObserver(() => this.sized());
    this.theme = () => this.paint();
    this.media = matchMedia('(prefers-color-scheme: dark)');
    this.media.addEventListener('change', this.theme);
    addEventListener('weft-theme', this.theme);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.call?.abort();
    this.sizes.disconnect();
    this.media.removeEventListener('change', this.theme);
    removeEventListener('weft-theme', this.theme);
  }

  firstUpdated() {
    this.canvas = this.querySelector('canvas');
    this.sizes.observe(this.querySelector('.plot'));
  }

  /** Asks for the numbers of a route. @param {import('../state.js').Route} route */
  async load(route) {
    this.route = route;
    if (!this.width) return;
    this.call?.abort();
    this.call = new AbortController();
    const buckets = Math.max(10, Math.min(1000, Math.floor(this.width / STEP)));
    const bounds = where(route);
    bounds.to ||= Math.floor(Date.now() * 1e3);
    try {
      const { data } = await this.app.api.get('/stats/histogram', { ...bounds, q: search(asked(route)), buckets }, this.call.signal);
      this.data = data;
      this.asked = performance.now();
    } catch (error) {
      // the list says what is wrong; the last good numbers stay, dimmed
      if (!aborted(error)) this.stale = true;
      return;
    }
    this.stale = false;
    this.owner?.counted(this.data);
  }

  /** Adds a second that was counted live, and asks again now and then to stay exact. */
  add({ t, levels }) {
    const { data } = this;
    if (!data || this.route?.to !== 'now' || !levels) return;
    let at = Math.floor((t - data.start) / data.width);
    while (at >= data.buckets.length) {
      data.buckets.shift();
      data.buckets.push([0, 0, 0, 0, 0, 0]);
      data.start += data.width;
      at--;
    }
    if (at < 0) return;
    data.buckets[at] = data.buckets[at].map((n, level) => n + (levels[level] ?? 0));
    data.total += levels.reduce((sum, n) => sum + n, 0);
    if (performance.now() - this.asked > 30_000) this.load(this.route);
    else {
      this.owner?.counted(data);
      this.requestUpdate();
    }
  }

  render() {
    const sums = this.sums();
    const tz = this.app.state.tz;
    const words = sums ? `Events per ${this.bar()}: ${count(sums.error)} errors, ${count(sums.warn)} warnings, ${count(sums.rest)} others, peak at ${sums.peak ? time(sums.peak, tz) : 'no time'}` : 'Events over time';
    return html`<section class="hist ${this.stale ? 'stale' : ''}" aria-label="Events over time">
      <div class="plot" @pointerdown=${this.press} @pointermove=${this.moved} @pointerup=${this.released} @pointercancel=${this.dropped} @pointerleave=${() => this.hover(null)} @dblclick=${this.wider}>
        <canvas role="img" aria-label=${words}></canvas>${this.tip ? html`<span class="tip mono" .style=${`left:${this.tip.x}px`}>${this.tip.words}</span>` : nothing}
      </div>
      <div class="leg mono">
        <span class="lv lv-e">error</span><span class="num t1">${sums ? count(sums.error) : ''}</span><span class="t3 xt">drag = zoom</span>
        <span class="lv lv-w">warn</span><span class="num t1">${sums ? count(sums.warn) : ''}</span><span class="t3 xt">shift-drag = compare</span>
        <span class="t3 rest-l">rest</span><span class="num">${sums ? count(sums.rest) : ''}</span><span class="t3 xt">${sums ? html`${this.data.sampling > 1 ? `sampled 1:${this.data.sampling}` : 'exact'} · ${this.bar()} a bar` : nothing}</span>
      </div></section>`;
  }

  updated() {
    this.paint();
  }

  bar() {
    return duration(this.data.width / 1e6);
  }

  sums() {
    if (!this.data) return null;
    const sums = { error: 0, warn: 0, rest: 0, peak: 0 };
    let most = 0;
    this.data.buckets.forEach(([t, d, i, w, e, f], n) => {
      sums.error += e + f;
      sums.warn += w;
      sums.rest += t + d + i;
      if (t + d + i + w + e + f > most) {
        most = t + d + i + w + e + f;
        sums.peak = this.data.start + n * this.data.width;
      }
    });
    return sums;
  }

  /** @private */
  sized() {
    const width = this.querySelector('.plot').clientWidth;
    if (width === this.width) return;
    const first = !this.width;
    this.width = width;
    clearTimeout(this.wait);
    if (this.route) this.wait = setTimeout(() => this.load(this.route), first ? 0 : 200);
    this.paint();
  }

  /** @private */
  paint() {
    if (!this.canvas || !this.width) return;
    const { at, view, drag, data } = this;
    paint(this.canvas, { width: this.width, height: this.canvas.parentElement.clientHeight, data, at, view, drag, tz: this.app.state.tz, clock });
  }

  /** The time under a pixel. @private */
  timeAt(x) {
    const { start, width, buckets } = this.data;
    return start + (x / this.width) * width * buckets.length;
  }

  /** @private */
  press(event) {
    if (event.button !== 0 || !this.data) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    this.drag = { from: event.offsetX, to: event.offsetX, compare: event.shiftKey };
  }

  /** @private */
  moved(event) {
    if (this.drag) {
      this.drag.to = Math.max(0, Math.min(this.width, event.offsetX));
      this.hover(null);
      this.paint();
    } else if (this.data && event.pointerType === 'mouse') this.hover(event.offsetX);
  }

  /** @private */
  released() {
    const { drag } = this;
    this.drag = null;
    if (!drag) return;
    const [a, b] = [drag.from, drag.to].sort((x, y) => x - y).map((x) => Math.floor(this.timeAt(x)));
    if (Math.abs(drag.to - drag.from) < 4) this.owner.goToTime(a);
    else if (drag.compare) this.owner.compare(a, b);
    else this.app.go({ from: iso(a), to: iso(b), live: false, at: '' });
    this.paint();
  }

  /** @private */
  dropped() {
    this.drag = null;
    this.paint();
  }

  /** Twice the range around the same middle. @private */
  wider() {
    if (!this.data) return;
    const { start, width, buckets } = this.data;
    const span = width * buckets.length;
    const end = Math.min(Date.now() * 1e3, start + 1.5 * span);
    this.app.go({ from: iso(Math.floor(start - 0.5 * span)), to: iso(Math.floor(end)), live: false });
  }

  /** @private what a bar holds, in words */
  hover(x) {
    const { data } = this;
    const at = x === null || !data ? -1 : Math.floor((x / this.width) * data.buckets.length);
    const bucket = data?.buckets[at];
    const before = this.tip?.words;
    this.tip = null;
    if (bucket) {
      const [t, d, i, w, e, f] = bucket;
      const words = [`${dateTime(data.start + at * data.width, this.app.state.tz).slice(11, 19)}`, e + f ? `${count(e + f)} error` : '', w ? `${count(w)} warn` : '', `${count(t + d + i)} rest`].filter(Boolean).join('  ');
      this.tip = { x: Math.max(90, Math.min(this.width - 90, x)), words };
    }
    if (this.tip?.words !== before || this.tip) this.requestUpdate();
  }
}
customElements.define('weft-histogram', Histogram);
