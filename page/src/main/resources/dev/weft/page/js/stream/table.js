import { html, nothing } from 'lit';
import { count } from '../format.js';
import { where } from '../query/times.js';
import { term, withTerm } from '../query/terms.js';
import { asked, splitStages } from '../state.js';
import { picture, valueText } from '../text.js';

/** Stages whose answer is another screen. */
const SCREENS = { trees: 'tree', objects: 'object', errors: 'errors' };

/** True of a query whose stages make something else than rows of it. */
export const staged = (q) => splitStages(q).length > 1;

/** The query without its stages. */
export const search = (q) => splitStages(q)[0].trim();

/** The screen that a query's last stage asks for, or undefined. */
export const screenOf = (q) => SCREENS[splitStages(q).at(-1).trim()];

/**
 * What the stages make of the matches.
 * @returns {Promise<{columns: string[], rows: any[][], sampling: number}>}
 */
export async function tableOf(app, signal) {
  const { data } = await app.api.get('/stats/table', { ...where(app.state), q: asked(app.state) }, signal);
  return data;
}

/** Draws the table; the values of fields can be kept by a click. */
export function table(app, { columns, rows, sampling }) {
  const numeric = columns.map((_, at) => rows.length > 0 && rows.every((row) => row[at] === null || typeof row[at] === 'number'));
  const keep = (name, value) => app.go({ q: withTerm(search(app.state.q), term(name, value)) });
  return html`<div class="over-rows table"><table class="tbl"><thead><tr>${columns.map((name, at) => html`<th scope="col" class=${numeric[at] ? 'num' : ''}>${picture(name)}</th>`)}</tr></thead>
    <tbody>${rows.map((row) => html`<tr>${row.map((value, at) => html`<td class=${numeric[at] ? 'num' : ''}>${cell(columns[at], value, numeric[at], keep)}</td>`)}</tr>`)}</tbody></table>
    <p class="line t3">${count(rows.length)} ${rows.length === 1 ? 'row' : 'rows'}, ${sampling > 1 ? `sampled 1:${sampling}` : 'exact'}</p></div>`;
}

function cell(name, value, numeric, keep) {
  if (value === null || value === undefined) return numeric ? nothing : html`<span class="t3">none</span>`;
  if (numeric) return Number.isInteger(value) ? count(value) : String(Number(value.toPrecision(6)));
  if (typeof value === 'object' || !/^[\w.@-]+$/.test(name)) return picture(valueText(value));
  return html`<button title="Keep only this value" @click=${() => keep(name, value)}>${value === '' ? html`<span class="t3">empty</span>` : picture(value)}</button>`;
}
