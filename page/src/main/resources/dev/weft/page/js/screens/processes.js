// Processes and their levels: the place is kept, and what can be seen without them is said.
import { html, nothing } from 'lit';
import { Part } from '../element.js';
import { count, many } from '../format.js';
import { term } from '../query/terms.js';
import { picture } from '../text.js';
import { Asking } from './asking.js';
import { blank } from './states.js';

/** What tells processes apart: numbers alone do not, across machines. */
const FIELDS = ['service', 'host', 'process'];
const PROCESS = 2;

export default class ProcessesScreen extends Part {
  constructor() {
    super();
    this.route = null;
    this.seen = null;
    this.asking = new Asking(() => this.requestUpdate());
  }

  enter(route) {
    this.route = route;
    this.release ??= this.app.keys.use({ out: () => this.app.go({ screen: 'stream', id: '' }) });
    this.load();
  }

  leave() {
    this.release?.();
    this.release = null;
    this.asking.stop();
    this.route = null;
  }

  async load() {
    const { from, to } = this.route;
    const answer = await this.asking.about(() => this.app.api.get('/stats/table', { q: `| count by ${FIELDS.join(',')}`, from, to }));
    if (!answer || !this.route) return;
    this.seen = answer.data.rows.filter((row) => row[PROCESS] !== null);
    this.sampling = answer.data.sampling;
    this.app.status({ state: 'idle', items: [{ n: this.seen.length, text: 'processes heard' }], keys: [['out', 'stream']] });
    this.requestUpdate();
  }

  render() {
    if (!this.route) return nothing;
    return html`<div class="sub"><h1 class="ttl">Processes</h1><span class="t3 not-s">${this.seen ? html`<span class="mono t1">${count(this.seen.length)}</span> heard in this time${this.sampling > 1 ? `, sampled 1:${this.sampling}` : ''}` : nothing}</span></div>
      <main class="main one" id="main"><section class="list" aria-label="Processes">${blank({
        title: 'Levels come later',
        words: [
          'Here the levels of every logger in every process will stand side by side, and be turned up for a while: with what that adds in events said before, and undone by itself.',
          'Until then a process is given its levels where it is configured. What each has sent is to be seen now:',
        ],
        acts: [['Stream by process', this.app.link({ screen: 'stream', id: '', q: 'process:*' })], ['Which loggers are noisy', this.app.link({ screen: 'stream', id: '', q: 'level:<=debug | count by logger' })]],
      })}${this.seen?.length ? html`<ul class="p-seen" aria-label="Processes heard">${this.seen.map((row) => this.line(row))}</ul>` : nothing}</section></main>`;
  }

  line(row) {
    const [service, host, process, n] = row;
    const q = FIELDS.flatMap((field, at) => (row[at] === null ? [] : [term(field, row[at])])).join(' ');
    return html`<li><a class="mono clip" href=${this.app.link({ screen: 'stream', id: '', q })}>${picture(service || 'process')}</a><span class="mono t3 clip">${picture([host, process].filter(Boolean).join('/'))}</span><span class="mono t3">${many(n, 'event')}</span></li>`;
  }
}
