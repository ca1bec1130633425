// The times of a route, as the collector wants them.
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
