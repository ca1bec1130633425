import { html } from 'lit';
import { clock, dateTime, iso, time, zoneName } from '../format.js';
import { popup } from '../shell/popup.js';

/** [from, words] */
const USUAL = [['-5m', '5 minutes'], ['-15m', '15 minutes'], ['-1h', '1 hour'], ['-6h', '6 hours'], ['-24h', '24 hours'], ['-7d', '7 days'], ['-30d', '30 days']];
const UNITS = { ns: 1e-3, us: 1, ms: 1e3, s: 1e6, m: 6e7, h: 36e8, d: 864e8 };

/** True of 'now' and '-15m', which move with the clock. */
export const relative = (text) => text === 'now' || /^(now)?-\d+(ms|s|m|h|d)(\/d)?$/.test(text);

/**
 * A bound of a range in microseconds, or NaN where it is no time.
 * @param {string} text
 * @param {number} [now] microseconds
 */
export function micros(text, now = Date.now() * 1e3) {
  if (text === 'now') return now;
  const back = /^(?:now)?-(\d+)(ns|us|ms|s|m|h|d)(\/d)?$/.exec(text);
  if (back) {
    const then = now - back[1] * UNITS[back[2]];
    return back[3] ? then - (then % UNITS.d) : then;
  }
  if (/^\d{12,}$/.test(text)) return Number(text);
  const exact = /^(\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?)?)(?:\.(\d{1,6}))?(Z|[+-]\d\d:\d\d)?$/.exec(text);
  if (!exact) return NaN;
  const base = Date.parse(`${exact[1].replace(' ', 'T')}${exact[1].length === 10 ? 'T00:00' : ''}${exact[3] ?? 'Z'}`);
  return base * 1e3 + Number((exact[2] ?? '').padEnd(6, '0'));
}

/** The zone that the collector is to read times in; nothing where it is the usual one. */
export const zone = (tz) => (tz === 'local' ? Intl.DateTimeFormat().resolvedOptions().timeZone : tz);

/**
 * Where and in what zone a route asks, with times fixed to now; the query is the caller's.
 * @param {import('../state.js').Route} route
 */
export const where = ({ from, to, tz }) => ({ from: Math.floor(micros(from)), to: to === 'now' ? '' : Math.floor(micros(to)), tz: zone(tz) });

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
