import { html, nothing } from 'lit';
import { date } from '../format.js';

/**
 * What is said when an event, task or object cannot be shown: expired by retention, never known, or trouble.
 * @param {import('../app.js').App} app
 * @param {import('../api.js').ApiError} problem
 * @param {string} id
 */
export function gone(app, problem, id) {
  const until = problem.more?.expiredTo;
  const task = /@([^/]+)/.exec(id)?.[1];
  if (problem.kind === 'expired') {
    return html`<div class="empty"><h3>This event is gone</h3>
      <p class="say">${until ? html`Everything before <span class="mono t1">${date(until, app.state.tz)}</span> has expired by retention${app.facts?.store.expiry ? html` (${app.facts.store.expiry})` : nothing}.` : problem.message}</p>
      <dl class="kv"><dt>key</dt><dd>${id}</dd>${task ? html`<dt>task</dt><dd>${task}</dd>` : nothing}</dl>
      <p><a class="btn" href=${app.link({ screen: 'stream', id: '', at: '', ctx: '' })}>Back to the stream</a></p></div>`;
  }
  if (problem.kind === 'not-found') {
    return html`<div class="empty"><h3>No such event</h3><p class="say">Nothing with this key is in the store. It may not have arrived yet, or the link belongs to another collector.</p>
      <dl class="kv"><dt>key</dt><dd>${id}</dd></dl></div>`;
  }
  return html`<div class="empty"><h3>This could not be read</h3><p class="say">${problem.message}</p><p><button class="btn" @click=${() => location.reload()}>Try again</button></p></div>`;
}
