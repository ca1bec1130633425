import { html } from 'lit';
import { clock, dateTime, iso, time, zoneName } from '../format.js';
import { popup } from '../shell/popup.js';
import { micros, relative } from './times.js';

/** [from, words] */
const USUAL = [['-5m', '5 minutes'], ['-15m', '15 minutes'], ['-1h', '1 hour'], ['-6h', '6 hours'], ['-24h', '24 hours'], ['-7d', '7 days'], ['-30d', '30 days']];
/** What the range's button says. @param {import('../state.js').Route} route */
export function rangeWords({ from, to, tz }) {
  const words = (text) => {
    if (relative(text)) return text;
    const at = micros(text);
    if (isNaN(at)) return text;
    const today = clock(Date.now() * 1e3, tz).day === clock(at, tz).day;
    return (today ? time(at, tz) : dateTime(at, tz)).replace(/\.000$/, '').replace(/:00$/, '');
  };
  return `${words(from)} → ${words(to)}`;
}

/** Opens the choice of a time range. */
export function chooseRange(app, anchor) {
  const { from, to } = app.state;
  const set = (change, close) => {
    close();
    app.go(change);
  };
  popup(anchor, (close) => html`
    ${USUAL.map(([back, words]) => html`<button role="menuitemradio" class="item" aria-checked=${from === back && to === 'now'} @click=${() => set({ from: back, to: 'now' }, close)}>last ${words}<span class="t3 mono">${back}</span></button>`)}
    <form class="range" @submit=${(event) => {
      event.preventDefault();
      const { from: a, to: b } = event.target.elements;
      const lo = checked(a);
      const hi = checked(b);
      if (isNaN(lo) || isNaN(hi)) return;
      if (lo >= hi) {
        b.setCustomValidity('The end is not after the beginning');
        b.reportValidity();
      } else set({ from: a.value.trim(), to: b.value.trim(), live: app.state.live && b.value.trim() === 'now' }, close);
    }} @input=${(event) => event.target.setCustomValidity('')}>
      <label>from<input class="in" name="from" .value=${shown(from)} autocomplete="off" spellcheck="false"></label>
      <label>to<input class="in" name="to" .value=${shown(to)} autocomplete="off" spellcheck="false"></label>
      <p class="t3">ISO-8601 (${zoneName('')}), now, or back: -90s, -2h, -1d/d</p>
      <button class="btn primary">Show</button>
    </form>`,
  { label: 'Time range', role: 'dialog', className: 'ranges' });
}

const shown = (text) => (/^\d{12,}$/.test(text) ? iso(Number(text)) : text);

function checked(input) {
  const at = micros(input.value.trim());
  if (isNaN(at)) {
    input.setCustomValidity('No time: write 2026-11-20T09:14:00Z, now, or -15m');
    input.reportValidity();
  }
  return at;
}
