import { html, nothing, svg } from 'lit';
import { count, many, time } from '../format.js';
import { terms, withoutTerm } from '../query/terms.js';
import { micros, relative, where } from '../query/times.js';

/** Threads that breathe, while rows are awaited. */
export function loading(rows) {
  const widths = [[6, 9, 74], [5, 10, 66], [5, 11, 43], [6, 13, 77], [6, 9, 76], [5, 12, 35], [6, 14, 58]];
  return html`<div class="waiting" aria-hidden="true">${Array.from({ length: rows }, (_, n) => {
    const [host, logger, message] = widths[(n * 5) % 7];
    return html`<div class="sk-r"><span class="rail"></span>${['11ch', '8px', `${host}ch`, `${logger}ch`, `${message}%`].map((width, at) => html`<span class="sk ${at === 3 ? 'not-s' : ''}" .style=${`width:${width}`}></span>`)}</div>`;
  })}</div>`;
}

const shuttle = html`<svg width="224" height="40" viewBox="0 0 224 40" aria-hidden="true">
  ${Array.from({ length: 27 }, (_, n) => svg`<path d="M${n * 8 + 8.5} 0V40" stroke="var(--line-3)" opacity=".6"/>`)}
  ${Array.from({ length: 7 }, (_, n) => svg`<path d="M${n * 16 + 4} 20h9" stroke="var(--accent)" stroke-width="3"/>`)}
  <path d="M112 20c6-5 22-5 28 0-6 5-22 5-28 0z" fill="var(--bg-1)" stroke="var(--accent)" stroke-width="1.5"/></svg>`;

/** The store is empty. */
export function nothingYet(app) {
  const sources = app.facts?.sources ?? [];
  const first = sources.find(({ address }) => /^(zeromq|tcp):/.test(address));
  const address = (first?.address ?? 'tcp://127.0.0.1:5010').replace(/^tcp:/, 'zeromq:');
  return html`<div class="empty">${shuttle}<h3>Nothing has arrived yet</h3>
    <p class="say">Weft listens on <span class="mono t1">${address.replace(/^\w+:\/\//, '')}</span>. Send a first event with two lines of Java:</p>
    <code class="code">Weft.connect(<span class="s">"${address}"</span>);
Scopes.task(<span class="s">"first"</span>).with(<span class="s">"order"</span>, <span class="v">48213</span>).run(task -> log.info(<span class="s">"hello"</span>));</code>
    <p class="t3">Shell and plain HTTP: <button @click=${() => app.keys.run('help')}><kbd>${app.keys.keyOf('help')}</kbd></button>. This page notices the first event by itself.</p></div>`;
}

/** Nothing matches, and why as far as it is known. */
export function nothingMatches(app, why) {
  const { q, from, to } = app.state;
  const wide = relative(from) && to === 'now';
  return html`<div class="empty"><h3>Nothing matches</h3>
    ${why ? html`<p class="say">${why.all === 0 ? html`No event at all is in ${span(app)}.` : html`${many(why.all, 'event')} in ${span(app)}.${why.best ? html` Without <span class="mono t1">${why.best.term}</span>, ${count(why.best.count)} match.` : nothing}`}</p>` : html`<p class="say">Nothing in ${span(app)} fits the query.</p>`}
    <p class="offers">${why?.best ? html`<button class="btn" @click=${() => app.go({ q: withoutTerm(q, why.best.term) })}>Drop <span class="mono">${why.best.term}</span></button>` : nothing}
      ${wide && micros(from) > micros('-24h') ? html`<button class="btn" @click=${() => app.go({ from: '-24h', at: '' })}>Widen to 24 h</button>` : nothing}
      ${!wide ? html`<button class="btn" @click=${() => app.go({ from: '-24h', to: 'now', at: '' })}>Look at the last 24 h</button>` : nothing}
      ${q ? html`<button class="btn" @click=${() => app.go({ q: '' })}>Everything</button>` : nothing}</p></div>`;
}

function span(app) {
  const { from, to, tz } = app.state;
  const words = { '-5m': 'these 5 minutes', '-15m': 'these 15 minutes', '-1h': 'this hour', '-6h': 'these 6 hours', '-24h': 'these 24 hours', '-7d': 'these 7 days', '-30d': 'these 30 days' }[from];
  return to === 'now' && words ? words : `the time from ${time(micros(from), tz)} to ${time(micros(to), tz)}`;
}

/**
 * Which term empties the answer: how many events match without each of the terms.
 * @param {AbortSignal} signal
 */
export async function why(app, signal) {
  const { q } = app.state;
  const bounds = where(app.state);
  const number = async (query) => (await app.api.get('/count', { ...bounds, q: query }, signal)).data.count;
  const all = await number('');
  const parts = terms(q).filter(({ text }) => !['AND', 'OR', 'NOT', '&&', '||'].includes(text));
  if (all === 0 || parts.length < 1 || parts.length > 6) return { all };
  const counts = await Promise.all(parts.map(async ({ text }) => ({ term: text, count: await number(withoutTerm(q, text)).catch(() => 0) })));
  const best = counts.sort((a, b) => b.count - a.count)[0];
  return { all, best: best.count ? best : null };
}
