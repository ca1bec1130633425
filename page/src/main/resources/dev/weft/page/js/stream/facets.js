import { html, nothing } from 'lit';
import { aborted } from '../api.js';
import { Part } from '../element.js';
import { LEVELS, abridgedLogger, count } from '../format.js';
import { icon } from '../icons.js';
import { where } from '../query/times.js';
import { hasTerm, term, withTerm, withoutTerm } from '../query/terms.js';
import { popup } from '../shell/popup.js';
import { asked } from '../state.js';
import { picture } from '../text.js';
import { search } from './table.js';

/** field, word, open at first */
const FACETS = [['level', 'level', true], ['host', 'host', true], ['logger', 'logger', true], ['name', 'task name', true], ['service', 'service', true], ['process', 'process', false], ['status', 'status', false], ['pattern', 'pattern', false]];

/** Those of the task around an event, which the collector has to look for; the others do not wait for them. */
const SLOW = ['name', 'status', 'pattern'];

/** What values the matching events have, most frequent first. A click keeps a value, with shift it excludes it, again it takes the term away. */
export class Facets extends Part {
  static properties = { data: { state: true }, unfolded: { state: true } };

  constructor() {
    super();
    this.unfolded = new Set(FACETS.filter(([, , open]) => open).map(([field]) => field));
    this.patterns = new Map();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.call?.abort();
  }

  /** Asks for the values of a route, of what is unfolded: some take the collector long. @param {import('../state.js').Route} route */
  async load(route) {
    this.call?.abort();
    this.call = new AbortController();
    this.asked = performance.now();
    this.route = route;
    const { signal } = this.call;
    const asks = { ...where(route), q: search(asked(route)) };
    const values = async (fields) => fields.length ? (await this.app.api.get('/stats/facets', { ...asks, fields: fields.join(','), top: 10 }, signal)).data.facets : [];
    const wanted = FACETS.map(([field]) => field).filter((field) => this.unfolded.has(field));
    try {
      const first = await values(wanted.filter((field) => !SLOW.includes(field)));
      this.data = first;
      if (wanted.includes('pattern')) {
        const { data } = await this.app.api.get('/patterns', { ...asks, top: 50 }, signal);
        for (const each of data.patterns) this.patterns.set(each.id, each);
      }
      this.data = [...first, ...await values(wanted.filter((field) => SLOW.includes(field)))];
    } catch (error) {
      if (!aborted(error)) this.data = this.data?.map((facet) => ({ ...facet, stale: true }));
    }
  }

  /** Milliseconds since the values were asked for. */
  age() {
    return performance.now() - (this.asked ?? 0);
  }

  render() {
    const known = new Map((this.data ?? []).map((facet) => [facet.field, facet]));
    return html`<aside class="facets" aria-label="Facets">${FACETS.map(([field, word]) => this.facet(field, word, known.get(field)))}</aside>`;
  }

  facet(field, word, facet) {
    const open = this.unfolded.has(field);
    const values = ordered(field, facet?.values ?? []);
    if (facet && values.length === 0) return nothing;
    const most = Math.max(1, ...values.map(([, n]) => n));
    const total = values.length + (facet?.others ? 1 : 0);
    return html`<details class="fc ${field === 'level' ? 'keep' : ''}" ?open=${open} @toggle=${(event) => this.toggled(field, event.target.open)}>
      <summary @click=${(event) => this.pressed(event, field, word)}>${icon('chev', 'sm')}${word}<span class="how">${!facet ? '' : open ? how(facet) : `${count(total)}${facet.others ? '+' : ''}`}</span></summary>
      <div class="fvs">${values.map(([value, n]) => this.value(field, value, n, most))}</div></details>`;
  }

  /** In a narrow window a facet is a menu at its name: there is no room for it to unfold. @private */
  pressed(event, field, word) {
    if (!matchMedia('(max-width: 1200px)').matches) return;
    event.preventDefault();
    this.menu(field, word, event.currentTarget);
  }

  /** @private */
  menu(field, word, anchor) {
    const known = () => this.data?.find((facet) => facet.field === field);
    this.shown = popup(anchor, (close) => {
      const values = ordered(field, known()?.values ?? []);
      const most = Math.max(1, ...values.map(([, n]) => n));
      return html`<p class="line t3">${word}<span class="how">${known() ? how(known()) : 'asking …'}</span></p>
        <div class="scroll facet-menu" @click=${close}>${values.map(([value, n]) => this.value(field, value, n, most))}</div>`;
    }, { label: word, className: 'values' });
    if (this.unfolded.has(field)) return;
    this.unfolded.add(field);
    if (this.route) this.load(this.route);
  }

  /** What a menu shows may have come after it was opened. */
  updated() {
    if (this.shown?.box.isConnected) this.shown.redraw();
  }

  value(field, value, n, most) {
    const { q } = this.app.state;
    const kept = term(field, value);
    const excluded = term(field, value, true);
    const pressed = hasTerm(q, kept);
    const words = field === 'pattern' ? this.patterns.get(value)?.template ?? value : value;
    return html`<button class="fv ${hasTerm(q, excluded) ? 'ex' : ''}" aria-pressed=${pressed} title="${words}: click keeps, shift-click excludes" @click=${(event) => this.chosen(event, q, kept, excluded)}>
      <span class="clip">${field === 'level' ? html`<span class="lv lv-${value[0]}">${value}</span>` : value === '' ? html`<span class="t3">empty</span>` : picture(field === 'logger' ? abridgedLogger(value, 17) : words)}</span><span class="n">${count(n)}</span><i .style=${`width:${Math.max(1, Math.round((n / most) * 72))}px`}></i></button>`;
  }

  chosen(event, q, kept, excluded) {
    const wanted = event.shiftKey ? excluded : kept;
    const other = event.shiftKey ? kept : excluded;
    const clean = withoutTerm(q, other);
    this.app.go({ q: hasTerm(clean, wanted) ? withoutTerm(clean, wanted) : withTerm(clean, wanted) });
  }

  toggled(field, open) {
    if (open === this.unfolded.has(field)) return;
    if (open) this.unfolded.add(field);
    else this.unfolded.delete(field);
    if (open && this.route && !this.data?.some((facet) => facet.field === field)) this.load(this.route);
    this.requestUpdate();
  }
}
customElements.define('weft-facets', Facets);

const how = (facet) => (facet.stale ? 'old' : facet.sampling > 1 ? `1:${facet.sampling}` : 'exact');

const ordered = (field, values) => (field === 'level' ? values.toSorted(([a], [b]) => LEVELS.indexOf(b) - LEVELS.indexOf(a)) : values);
