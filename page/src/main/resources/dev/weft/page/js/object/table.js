// The fields of an object: what each holds at the instant, and its thread below the axis.
import { html, nothing } from 'lit';
import { ago } from '../format.js';
import { icon } from '../icons.js';
import { picture } from '../text.js';
import { slider, thread } from './axis.js';
import { brief, redacted, written } from './history.js';

export function stateTable(look) {
  const { history, pin } = look;
  if (!history.fields.length) return html`<p class="empty slim t3">No field of this object was ever set.</p>`;
  return html`<div class="o-state"><table class="tbl"><thead><tr><th scope="col">field</th>${pin == null ? nothing : html`<th scope="col" class="val">value then</th>`}<th scope="col" class="val">value at t</th>
      <th scope="col" class="only-h">history</th><th scope="col" class="opt when">${slider(look, look.tell)}</th><th scope="col" class="opt set">set by</th><th scope="col" class="opt2 since">since</th></tr></thead>
    <tbody>${history.fields.map((field) => row(field, look))}</tbody></table></div>`;
}

function row(field, look) {
  const { history, t, pin, change } = look;
  const { place, step } = history.stepAt(field, t);
  const then = pin == null ? null : history.stepAt(field, pin);
  const differs = then && valueOf(then.step) !== valueOf(step);
  const now = step && history.changes[change]?.id === step.id && history.changes[change].time <= t;
  return html`<tr class="${now && pin == null ? 'now' : ''} ${differs ? 'diff' : ''}"><td class="t2" title=${field.field}>${picture(field.field)}</td>
    ${then ? html`<td>${value(then.step)}</td>` : nothing}<td>${value(step)}</td>
    <td class="only-h"><span class="hst">${words(field, place)}</span></td>
    <td class="opt">${thread(field, { ...look, place })}</td>
    <td class="opt t3">${step ? '#' + step.seq : ''}</td><td class="opt2 t3">${step ? since(step, history, t) : ''}</td></tr>`;
}

function since(step, history, t) {
  if (step.id === history.changes[0]?.id) return 'at birth';
  const seconds = (t - step.time) / 1e6;
  if (seconds < 0.001) return 'just now';
  return seconds < 60 ? `${seconds.toFixed(2)} s ago` : ago(step.time, t);
}

function valueOf(step) { return !step || step.removed ? undefined : JSON.stringify(step.value); }

function value(step) {
  if (!step) return html`<span class="t3">not yet</span>`;
  if (step.removed) return html`<span class="t3">removed</span>`;
  if (redacted(step.value)) return html`<span class="redact">redacted</span>`;
  return html`<span class="t1" title=${written(step.value)}>${picture(written(step.value))}</span>`;
}

/** On a phone: the values around the instant, old › now › next. */
function words(field, place) {
  const shown = [[place - 1, 'past'], [place, 'cur'], [place + 1, 'next']].filter(([i]) => i >= 0 && field.steps[i]);
  return shown.map(([i, kind], n) => html`${n ? icon('chev', 'sm') : nothing}<span class=${kind}>${field.steps[i].removed ? 'removed' : picture(brief(field.steps[i].value))}</span>`);
}
