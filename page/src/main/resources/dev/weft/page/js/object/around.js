// The events of an object around the instant.
import { html, nothing } from 'lit';
import { count, letter, shortLogger, threadClass, time } from '../format.js';
import { picture, written } from '../text.js';
import { level } from '../icons.js';
import { SIDE } from './events.js';

export function aroundRows(look) {
  const { events, t, history, tz, tell } = look;
  const { rows } = events;
  const place = events.placeAt(t);
  const from = Math.max(0, place - SIDE);
  const numbers = new Map(history.changes.map((change) => [change.id, change.seq]));
  return html`<div class="r head o-rows-head"><span>events of this object, around t</span>${events.whole && rows.length > 2 * SIDE ? html`<span>${count(rows.length)} in all</span>` : nothing}</div>
    <div class="rows roll o-rows" role="grid" aria-label="Events of this object" tabindex="0">${rows.slice(from, Math.max(0, place) + SIDE).map((row, i) => html`
      <div class="r ${letter(row.level)} ${threadClass(row.root)} ${from + i === place ? 'sel' : ''}" role="row" aria-selected=${String(from + i === place)} @click=${() => tell.at(row.time)}>
        <span class="rail"></span><span class="tm" role="gridcell">${time(row.time, tz).slice(0, 6)}<b>${time(row.time, tz).slice(6)}</b></span><span role="gridcell">${level(row.level, 'letter')}</span>
        <span class="ho clip" role="gridcell">${picture(row.host ?? '')}</span><span class="lo clip" role="gridcell">${picture(shortLogger(row.logger ?? ''))}</span><span class="ms clip" role="gridcell">${words(row)}</span>
        <span class="co" role="gridcell">${numbers.has(row.id) ? '#' + numbers.get(row.id) : ''}</span></div>`)}</div>`;
}

function words(row) {
  const said = [written(row.message ?? '', { template: row.template })];
  for (const [name, value] of Object.entries(row.kind === 'change' ? row.fields ?? {} : {})) {
    said.push(html` <span class="k">${picture(name)}=</span><span class="v">${picture(typeof value === 'string' ? value : JSON.stringify(value))}</span>`);
  }
  return said;
}
