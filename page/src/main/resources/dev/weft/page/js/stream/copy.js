import { html } from 'lit';
import { dateTime } from '../format.js';
import { permalink, copyText } from '../query/share.js';
import { popup } from '../shell/popup.js';
import { asked } from '../state.js';
import { picture } from '../text.js';

/** The command's words for a zone; this machine's is what it takes by itself. */
const ZONES = { '': ' --utc', local: '' };

const quoted = (text) => `'${text.replace(/'/g, "'\\''")}'`;

/** key, words, what is copied. `rows` are the marked rows or the focused one. */
const WAYS = [
  ['y', 'line', (app, rows) => rows.map((row) => line(app, row)).join('\n')],
  ['j', 'JSON', (_, rows) => JSON.stringify(rows.length === 1 ? rows[0] : rows, null, 2)],
  ['n', 'NDJSON', (_, rows) => rows.map((row) => JSON.stringify(row)).join('\n')],
  ['c', 'cURL', (app) => `curl -H 'Accept: application/x-ndjson' ${quoted(location.origin + app.api.address('/events', { q: asked(app.state), from: app.state.from, to: app.state.to }))}`],
  ['q', 'weft query', (app) => `weft query ${quoted(asked(app.state))} --since ${app.state.from}${app.state.to === 'now' ? '' : ` --until ${app.state.to}`}${ZONES[app.state.tz] ?? ` --tz ${quoted(app.state.tz)}`}`],
  ['l', 'link', (app) => permalink(app)],
  ['k', 'key', (_, rows) => rows.map((row) => row.id).join('\n')],
  ['m', 'Markdown', (app, rows) => ['| time | level | host | logger | message |', '|---|---|---|---|---|', ...rows.map((row) => `| ${[stamp(row.time, app.state.tz), row.level, row.host, row.logger, row.message].map(cell).join(' | ')} |`)].join('\n')],
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

/** '2026-11-20 10:14:02.377+01:00': what is pasted elsewhere has to say its zone. */
function stamp(micros, tz) {
  const words = dateTime(micros, tz);
  const east = Math.round((Date.parse(`${words.replace(' ', 'T')}Z`) - micros / 1000) / 60_000);
  if (east === 0) return `${words}Z`;
  const [hours, minutes] = [Math.floor(Math.abs(east) / 60), Math.abs(east) % 60].map((n) => String(n).padStart(2, '0'));
  return `${words}${east < 0 ? '-' : '+'}${hours}:${minutes}`;
}

const line = (app, row) => `${stamp(row.time, app.state.tz)} ${(row.level ?? '').toUpperCase().padEnd(5)} ${row.host ?? ''} ${row.logger ?? ''} ${picture(row.message)}`;
const cell = (value) => picture(value ?? '').replace(/\|/g, '\\|');
