import { html, nothing } from 'lit';
import { exceptionOf } from './detail/exception.js';
import { gone } from './detail/gone.js';
import { Whole } from './detail/whole.js';
import { bytes, duration, endOfPath, many, shortLogger, threadClass, time } from './format.js';
import { icon, level, status } from './icons.js';
import { Part } from './element.js';
import { idPath } from './row.js';
import { picture, valueText, written } from './text.js';
import { term, withTerm } from './query/terms.js';

/**
 * One event in full: title, path of tasks, fields, exception, identity, actions. `event` is an event id; `row`, if known, is shown until
 * the whole has come. Keys belong to the screen; the buttons here run the same actions.
 */
class Detail extends Part {
  static properties = { event: {}, row: { attribute: false }, open: { state: true } };

  constructor() {
    super();
    this.whole = new Whole(this, { hurried: true });
    this.open = false;
  }

  willUpdate() {
    this.whole.turn(this.event ?? '');
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.whole.stop();
  }

  render() {
    if (!this.event) return html`<aside class="detail none" aria-label="Event"><div class="d-sec t3 hint"><p>No event has the focus.</p><p><kbd>${this.app.keys.keyOf('previous')}</kbd> or a click takes one: its path, fields and exception stand here.</p></div></aside>`;
    const { app, whole } = this;
    const row = whole.data?.row ?? (this.row?.id === this.event ? this.row : null);
    if (whole.problem && !row) return html`<aside class="detail" aria-label="Event">${gone(app, whole.problem, this.event)}</aside>`;
    if (!row) return html`<aside class="detail" aria-label="Event" aria-busy="true"><div class="d-head"><span class="rail"></span><p class="sk sk-l"></p><p class="sk sk-s"></p></div></aside>`;
    return html`<aside class="detail ${threadClass(row.root)} ${this.open ? 'tall' : ''}" aria-label="Event" tabindex="-1">
      <button class="grab" aria-label=${this.open ? 'Smaller' : 'Larger'} aria-expanded=${this.open} @click=${() => (this.open = !this.open)}></button>
      <div class="d-head"><span class="rail"></span><h2 class="d-title ${row.message.length > LONG ? 'long' : ''}">${this.title(row)}</h2>
        <div class="d-meta">${level(row.level ?? 'info')}<span title=${row.time}>${time(row.time, app.state.tz)}</span>${row.host ? html`<span>${picture(row.host)}</span>` : nothing}<span title=${row.logger ?? ''}>${shortLogger(picture(row.logger ?? ''))}</span></div>
      </div>
      ${row.task ? this.path(row) : nothing}
      ${this.fields(row)}
      ${exceptionOf(row, whole)}
      ${this.identity(row)}
      <div class="acts">
        ${this.act('tree', 'tree', row.root)}${this.act('context', 'context', true)}${this.act('object', 'object', row.object)}${this.act('nextSame', 'next', row.root, 'wide')}${this.act('copy', 'copy', true)}
      </div>
    </aside>`;
  }

  title(row) {
    return html`<span class="msg">${written(row.message, { links: true, lines: true })}</span>${row.cut ? html` <a class="mono t3 rest" href="/api/v1/events/${idPath(row.id)}" target="_blank">+${bytes(row.cut - row.message.length)}</a>` : nothing}`;
  }

  act(name, word, possible, kind = '') {
    return possible ? html`<button class=${kind} @click=${() => this.app.keys.run(name)}><kbd>${this.app.keys.keyOf(name)}</kbd>${word}</button>` : nothing;
  }

  path(row) {
    const { data, unfolded } = this.whole;
    const all = data?.around?.path ?? [{ id: row.task }];
    const left = unfolded.has('path') || all.length <= MOST_STEPS ? 0 : all.length - MOST_STEPS;
    const steps = left ? [all[0], ...all.slice(left + 1)] : all;
    return html`<section class="d-sec"><h3>path <span class="more"><kbd>${this.app.keys.keyOf('tree')}</kbd> tree</span></h3><ol class="path">
      ${steps.map((step, at) => {
        const inside = step.id.slice(row.root.length);
        const before = all[all.indexOf(step) - 1];
        const hop = step.host && before?.host && step.host !== before.host;
        const words = step.duration === undefined || step.duration === null ? step.status : duration(step.duration);
        const link = this.app.link({ screen: 'tree', id: step.id, at: row.id });
        return html`<li .style=${`padding-left:${Math.min(at, 8) * 12}px`}>
          ${at === steps.length - 1 ? html`<a class="here" href=${link}>${picture(step.name ?? 'task')}</a>` : html`<a href=${link}>${picture(step.name ?? 'task')}</a>`}
          <span class="t3" title=${inside}>${endOfPath(inside) || row.root.slice(0, 8)}</span>${hop ? html`<span class="t3 hop">${icon('hop', 'sm')}${picture(step.host)}</span>` : nothing}
          ${step.status ? status(step.status, words) : nothing}</li>
          ${left && at === 0 ? html`<li class="res"><button class="link" @click=${() => this.unfold('path')}>${many(left, 'task')} between</button></li>` : nothing}`;
      })}</ol></section>`;
  }

  /** @private */
  unfold(what) {
    this.whole.unfolded.add(what);
    this.requestUpdate();
  }

  fields(row) {
    const all = Object.entries(row.fields ?? {});
    if (row.outcome) all.unshift(['status', row.outcome]);
    if (row.duration !== undefined) all.push(['duration', duration(row.duration)]);
    if (!all.length && !row.object) return nothing;
    return html`<section class="d-sec"><h3>fields <span class="more"><kbd>${this.app.keys.keyOf('keep')}</kbd> keep <kbd>${this.app.keys.keyOf('exclude')}</kbd> exclude</span></h3><dl class="kv">
      ${all.map(([name, value]) => html`<dt title=${name}>${picture(name)}</dt><dd>${this.value(name, value)}</dd>`)}
      ${row.object ? html`<dt>object</dt><dd><a href=${this.app.link({ screen: 'object', id: row.object, at: row.id })}>${picture(row.object)}</a></dd>` : nothing}
    </dl></section>`;
  }

  value(name, value) {
    const text = valueText(value);
    if (/^(‹redacted›|\*{3,}|<redacted>|\[redacted\])$/i.test(text)) return html`<span class="redact">redacted</span>`;
    const simple = typeof value !== 'object';
    return html`<span class="msg">${written(text, { links: true, lines: true })}</span>${simple ? html`<span class="pick"><button title="Keep only this value" aria-label="Keep only ${name} ${text}" @click=${() => this.choose(name, value, false)}>=</button><button title="Exclude this value" aria-label="Exclude ${name} ${text}" @click=${() => this.choose(name, value, true)}>≠</button></span>` : nothing}`;
  }

  choose(name, value, negative) {
    this.app.go({ q: withTerm(this.app.state.q, term(name, value, negative)) });
  }

  identity(row) {
    const { app } = this;
    const known = [
      ['key', html`<a href=${app.link({ screen: 'stream', id: row.id, ctx: 'task' })}>${row.id}</a>`],
      ['process', row.process && picture(row.process)], ['service', row.service && picture(row.service)], ['thread', row.thread && picture(row.thread)],
      ['logger', row.logger && picture(row.logger)],
      ['pattern', row.pattern && html`<span class=${(row.template ?? row.message).length > LONG ? 'pattern' : ''}>${picture(row.template ?? row.message)}</span> <a class="t3" href=${app.link({ screen: 'stream', id: '', q: `pattern:${row.pattern}`, at: row.id })}>like it</a>`],
    ];
    return html`<section class="d-sec"><h3>identity</h3><dl class="kv">${known.filter(([, value]) => value).map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl></section>`;
  }
}
customElements.define('weft-detail', Detail);

/** Of a way through more tasks than this the root and the nearest are shown. */
const MOST_STEPS = 8;

/** A message of more characters is read like a text, not like a title. */
const LONG = 160;
