import { html, nothing } from 'lit';
import { Part } from '../element.js';
import { dateTime } from '../format.js';

/** The scroll bar of the list, by time: the same thing as the histogram's cursor. Red ticks are errors. */
export class TimeBar extends Part {
  static properties = { view: { attribute: false }, data: { attribute: false } };

  render() {
    const { data, view } = this;
    if (!data || !view) return html`<div class="tbar not-s"></div>`;
    const span = data.width * data.buckets.length;
    const place = (time) => Math.max(0, Math.min(1, (time - data.start) / span));
    const top = place(view.from);
    const tall = Math.max(0.012, place(view.to) - top);
    const ticks = data.buckets.flatMap((bucket, n) => (bucket[4] + bucket[5] ? [Math.round((n / data.buckets.length) * 250)] : []));
    return html`<div class="tbar not-s" role="scrollbar" tabindex="0" aria-label="Time" aria-orientation="vertical" aria-controls="rows" aria-valuemin="0" aria-valuemax="100" aria-valuenow=${Math.round(top * 100)} aria-valuetext=${dateTime(view.from, this.app.state.tz)}
      @pointerdown=${this.press} @pointermove=${this.drag} @pointerup=${this.release} @keydown=${this.key}>
      ${[...new Set(ticks)].map((at) => html`<i .style=${`top:${at / 2.5}%`}></i>`)}
      ${view.to ? html`<b .style=${`top:min(${top * 100}%, calc(100% - max(24px, ${tall * 100}%)));height:max(24px, ${tall * 100}%)`}></b>` : nothing}</div>`;
  }

  press(event) {
    event.currentTarget.setPointerCapture(event.pointerId);
    this.held = true;
    this.drag(event);
  }

  drag(event) {
    if (!this.held) return;
    const box = event.currentTarget.getBoundingClientRect();
    this.go(Math.max(0, Math.min(1, (event.clientY - box.top) / box.height)));
  }

  release() {
    this.held = false;
  }

  key(event) {
    const step = { ArrowDown: 0.01, ArrowUp: -0.01, PageDown: 0.1, PageUp: -0.1, Home: -1, End: 1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    this.go(Math.max(0, Math.min(1, Number(event.currentTarget.getAttribute('aria-valuenow')) / 100 + step)));
  }

  /** One question at a time; the last place wins. */
  go(share) {
    const { data } = this;
    if (!data) return;
    this.wanted = data.start + share * data.width * data.buckets.length;
    this.going ??= (async () => {
      while (this.wanted !== undefined) {
        const time = this.wanted;
        this.wanted = undefined;
        await this.owner.goToTime(time, { focus: false });
      }
      this.going = undefined;
    })();
  }
}
customElements.define('weft-timebar', TimeBar);
