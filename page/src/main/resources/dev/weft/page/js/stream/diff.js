import { html, nothing } from 'lit';
import { dateTime, duration } from '../format.js';
import { dialog } from '../shell/dialog.js';
import { picture, valueText } from '../text.js';

const FACTS = ['level', 'host', 'service', 'process', 'thread', 'logger', 'message', 'template', 'kind', 'outcome', 'duration', 'exception', 'task', 'object'];

/** Two events side by side, what differs first; two trees are one click away. */
export function diff(app, a, b) {
  const names = [...FACTS.map((name) => [name, a[name], b[name]]), ...[...new Set([...Object.keys(a.fields ?? {}), ...Object.keys(b.fields ?? {})])].map((name) => [name, a.fields?.[name], b.fields?.[name]])];
  const shown = names.map(([name, left, right]) => [name, text(left), text(right)]).filter(([, left, right]) => left || right).sort((x, y) => (x[1] === x[2]) - (y[1] === y[2]));
  const { tz } = app.state;
  dialog('Difference of two events', (close) => html`
    <header class="d-line"><h2 class="d-title">Two events</h2><span class="grow"></span>
      ${a.root && b.root && a.root !== b.root ? html`<a class="btn" href=${app.link({ screen: 'tree', id: a.root, more: { diff: b.root } })} @click=${close}>their trees</a>` : nothing}<button class="btn" @click=${close}><kbd>Esc</kbd>close</button></header>
    <table class="tbl diff"><thead><tr><th scope="col">field</th><th scope="col">${dateTime(a.time, tz)}</th><th scope="col">${dateTime(b.time, tz)} <span class="t3">${duration((b.time - a.time) / 1e6)} later</span></th></tr></thead>
      <tbody>${shown.map(([name, left, right]) => html`<tr class=${left === right ? 't3' : ''}><th scope="row">${picture(name)}</th><td>${left}</td><td>${left === right ? '=' : right}</td></tr>`)}</tbody></table>`, 'big');
}

const text = (value) => (value === undefined || value === null ? '' : picture(valueText(value)));
