// Processes and their levels: the place is kept, and what can be seen without them is said.
import { html, nothing } from 'lit';
import { Part } from '../element.js';
import { count, many } from '../format.js';
import { picture } from '../text.js';
import { Asking } from './asking.js';
import { blank } from './states.js';

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
    const answer = await this.asking.about(() => this.app.api.get('/stats/facets', { fields: 'process', top: 50, from, to }));
    if (!answer || !this.route) return;
    this.seen = answer.data.facets[0]?.values ?? [];
    this.app.status({ state: 'idle', items: [{ n: this.seen.length, text: 'processes heard' }], keys: [['out', 'stream']] });
    this.requestUpdate();
  }

  render() {
    if (!this.route) return nothing;
    return html`<div class="sub"><h1 class="ttl">Processes</h1><span class="t3 not-s">${this.seen ? html`<span class="mono t1">${count(this.seen.length)}</span> heard in this time` : nothing}</span></div>
      <main class="main one" id="main"><section class="list" aria-label="Processes">${blank({
        title: 'Levels come later',
        words: [
          'Here the levels of every logger in every process will stand side by side, and be turned up for a while: with what that adds in events said before, and undone by itself.',
          'Until then a process is given its levels where it is configured. What each has sent is to be seen now:',
        ],
        acts: [['Stream by process', this.app.link({ screen: 'stream', id: '', q: 'process:*' })], ['Which loggers are noisy', this.app.link({ screen: 'stream', id: '', q: 'level:<=debug | count by logger' })]],
      })}${this.seen?.length ? html`<ul class="p-seen" aria-label="Processes heard">${this.seen.map(([name, n]) => html`<li><a class="mono clip" href=${this.app.link({ screen: 'stream', id: '', q: `process:"${String(name).replace(/["\\]/g, '\\$&')}"` })}>${picture(name)}</a><span class="mono t3">${many(n, 'event')}</span></li>`)}</ul>` : nothing}</section></main>`;
  }
}
