import { html, nothing } from 'lit';
import { aborted } from '../api.js';
import { Part } from '../element.js';
import { duration, iso, many, time } from '../format.js';
import { where } from '../query/times.js';
import { term, withTerm } from '../query/terms.js';
import { asked } from '../state.js';
import { picture } from '../text.js';

/** What is different in a stretch of time: per field the values whose share changed most against the whole range. */
export class Compare extends Part {
  static properties = { stretch: { attribute: false }, data: { state: true }, problem: { state: true } };

  willUpdate(changes) {
    if (changes.has('stretch') && this.stretch) this.load();
  }

  async load() {
    this.call?.abort();
    this.call = new AbortController();
    this.data = this.problem = null;
    const { state } = this.app;
    const { from, to } = this.stretch;
    const q = asked(state);
    try {
      const { data } = await this.app.api.get('/stats/compare', { q: withTerm(q, `time:[${iso(from)} TO ${iso(to)}]`), base: q, ...where(state) }, this.call.signal);
      this.data = data.fields;
    } catch (error) {
      if (!aborted(error)) this.problem = error;
    }
  }

  render() {
    const { app, stretch } = this;
    const { tz } = app.state;
    const differing = (this.data ?? []).map(({ field, values }) => ({ field, values: values.filter(({ difference }) => Math.abs(difference) >= LEAST).sort((a, b) => Math.abs(b.difference) - Math.abs(a.difference)) })).filter(({ values }) => values.length);
    const bare = this.data?.length && this.data.every(({ values }) => values.every(({ share }) => share === 0));
    if (bare) differing.length = 0;
    const alike = (this.data?.length ?? 0) - differing.length;
    return html`<aside class="detail" aria-label="Comparison"><div class="d-head"><h2 class="d-title">What is different here</h2>
      <div class="d-meta"><span>${time(stretch.from, tz)} to ${time(stretch.to, tz)}</span><span>${duration((stretch.to - stretch.from) / 1e6)} against the whole range</span></div></div>
      ${this.problem ? html`<p class="d-sec">${this.problem.message}</p>` : nothing}
      ${this.data && !differing.length ? html`<p class="d-sec t3">${bare ? 'Nothing that matches is in this stretch.' : 'No field differs: the stretch is like the rest.'}</p>` : nothing}
      ${differing.map(({ field, values }) => html`<section class="d-sec"><h3>${field}</h3><div class="cmp">
        ${values.slice(0, 5).map((each) => html`<button class="cmp-v" title="Keep only this value" @click=${() => app.go({ q: withTerm(app.state.q, term(field, each.value)), from: iso(stretch.from), to: iso(stretch.to), live: false })}>
          <span class="mono clip">${picture(each.value)}</span><span class="mono num">${percent(each.base)} → ${percent(each.share)}</span>
          <span class="cmp-b"><i class="base" .style=${`width:${each.base * 100}%`}></i><i class=${each.difference > 0 ? 'up' : 'down'} .style=${`width:${each.share * 100}%`}></i></span></button>`)}</div></section>`)}
      ${alike && differing.length ? html`<p class="d-sec t3">${many(alike, 'field')} like the rest</p>` : nothing}
      <div class="acts"><button @click=${() => app.go({ from: iso(stretch.from), to: iso(stretch.to), live: false })}>zoom here</button><button @click=${() => this.owner.compare(null)}><kbd>Esc</kbd>close</button></div></aside>`;
  }
}
customElements.define('weft-compare', Compare);

/** Differences of less than one in a hundred are noise. */
const LEAST = 0.01;

const percent = (share) => `${(share * 100).toFixed(share > 0 && share < 0.1 ? 1 : 0)} %`;
