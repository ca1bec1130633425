import { html } from 'lit';
import { dateTime } from '../format.js';
import { permalink, copyText } from '../query/share.js';
import { popup } from '../shell/popup.js';
import { asked } from '../state.js';
import { picture } from '../text.js';

const quoted = (text) => `'${text.replace(/'/g, "'\\''")}'`;

/** key, words, what is copied. `rows` are the marked rows or the focused one. */
const WAYS = [
  ['y', 'line', (app, rows) => rows.map((row) => line(app, row)).join('\n')],
  ['j', 'JSON', (_, rows) => JSON.stringify(rows.length === 1 ? rows[0] : rows, null, 2)],
  ['n', 'NDJSON', (_, rows) => rows.map((row) => JSON.stringify(row)).join('\n')],
  ['c', 'cURL', (app) => `curl -H 'Accept: application/x-ndjson' ${quoted(location.origin + app.api.address('/events', { q: asked(app.state), from: app.state.from, to: app.state.to }))}`],
  ['q', 'weft query', (app) => `weft query ${quoted(asked(app.state))} --since ${app.state.from}${app.state.to === 'now' ? '' : ` --until ${app.state.to}`}`],
  ['l', 'link', (app) => permalink(app)],
  ['k', 'key', (_, rows) => rows.map((row) => row.id).join('\n')],
  ['m', 'Markdown', (app, rows) => ['| time | level | host | logger | message |', '|---|---|---|---|---|', ...rows.map((row) => `| ${[dateTime(row.time, app.state.tz), row.level, row.host, row.logger, row.message].map(cell).join(' | ')} |`)].join('\n')],
];

/**
 * The copy menu: `y` and a second key, or a choice by hand.
 * @param {import('../app.js').App} app
 * @param {any[]} rows
 * @param {Element} anchor
 */
export function copyMenu(app, rows, anchor) {
  const run = ([, word, make]) => copyText(app, make(app, rows), rows.length > 1 ? `${word} of ${rows.length} rows` : word);
  const menu = popup(anchor, (close) => html`${WAYS.map((way) => html`<button role="menuitem" class="item" @click=${() => { close(); run(way); }}>${way[1]}<kbd>${way[0]}</kbd></button>`)}`, { label: 'Copy' });
  menu.box.addEventListener('keydown', (event) => {
    const way = WAYS.find(([key]) => key === event.key);
    if (!way) return;
    event.preventDefault();
    event.stopPropagation();
    menu.close();
    run(way);
  });
}

const line = (app, row) => `${dateTime(row.time, app.state.tz)} ${(row.level ?? '').toUpperCase().padEnd(5)} ${row.host ?? ''} ${row.logger ?? ''} ${picture(row.message)}`;
const cell = (value) => picture(value ?? '').replace(/\|/g, '\\|');
