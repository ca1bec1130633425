/**
 * Numbers, times and durations as they stand on the screen. Times are microseconds since 1970, durations seconds, as in the API.
 */

const THIN = '\u202f';

/** 51054 -> '51 054', with narrow no-break spaces. @param {number} n */
export const count = (n) => String(Math.round(n)).replace(/\B(?=(\d{3})+(?!\d))/g, THIN);

/** 'one event', '3 events'. */
export const many = (n, one, several = `${one}s`) => `${count(n)}\u00a0${n === 1 ? one : several}`;

/** A duration in three digits: '31 ms', '2.31 s', '4 min 10 s', '2 h'. @param {number} seconds */
export function duration(seconds) {
  if (seconds == null || !isFinite(seconds)) return '';
  const s = Math.abs(seconds);
  const sign = seconds < 0 ? '−' : '';
  if (s < 1e-3) return `${sign}${Math.round(s * 1e6)} µs`;
  if (s < 1) return `${sign}${s < 0.01 ? trim(s * 1e3, 1) : Math.round(s * 1e3)} ms`;
  if (s < 60) return `${sign}${trim(s, s < 10 ? 2 : 1)} s`;
  if (s < 3600) return sign + two(s, 60, 'min', 1, 's');
  if (s < 86400) return sign + two(s, 3600, 'h', 60, 'min');
  return sign + two(s, 86400, 'd', 3600, 'h');
}

function two(s, large, name, small, rest) {
  const left = Math.floor((s % large) / small);
  return `${Math.floor(s / large)} ${name}${left ? ` ${left} ${rest}` : ''}`;
}

const trim = (n, digits) => n.toFixed(digits).replace(/\.?0+$/, '');

const formats = new Map();

const digits = (n, most = 2) => String(n).padStart(most, '0');

// UTC and this machine's zone without Intl, whose first use takes longer than all rows of a first screen.
function parts(micros, tz) {
  const at = new Date(Math.floor(micros / 1000));
  if (tz === 'local') {
    return of(at.getFullYear(), at.getMonth(), at.getDate(), at.getHours(), at.getMinutes(), at.getSeconds());
  }
  const format = tz ? zoned(tz) : null;
  if (!format) {
    return of(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate(), at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds());
  }
  const found = {};
  for (const { type, value } of format.formatToParts(at)) found[type] = value;
  return found;
}

const of = (year, month, day, hour, minute, second) => ({
  year: digits(year, 4), month: digits(month + 1), day: digits(day), hour: digits(hour), minute: digits(minute), second: digits(second),
});

/** What tells the time of a zone; null if the browser does not know it. */
function zoned(timeZone) {
  let format = formats.get(timeZone);
  if (format === undefined) {
    const shape = { hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit', timeZone };
    try {
      format = new Intl.DateTimeFormat('en-GB', shape);
    } catch {
      format = null;
    }
    formats.set(timeZone, format);
  }
  return format;
}

// Thousands of rows share few seconds: the expensive part of a time is remembered by second.
const seconds = new Map();

/**
 * The pieces of a time: '2026-11-20', '09:14:', '02.377'.
 * @param {number} micros
 * @param {string} tz '' is UTC, 'local', or a zone's name
 * @returns {{day: string, minute: string, second: string}}
 */
export function clock(micros, tz) {
  const second = Math.floor(micros / 1e6);
  const key = second + tz;
  let known = seconds.get(key);
  if (!known) {
    const at = parts(micros, tz);
    known = { day: `${at.year}-${at.month}-${at.day}`, minute: `${at.hour}:${at.minute}:`, second: at.second };
    if (seconds.size > 4096) seconds.clear();
    seconds.set(key, known);
  }
  const millis = String(Math.floor((micros - second * 1e6) / 1e3)).padStart(3, '0');
  return { day: known.day, minute: known.minute, second: `${known.second}.${millis}` };
}

/** '09:14:02.377' */
export function time(micros, tz) {
  const at = clock(micros, tz);
  return at.minute + at.second;
}

/** '2026-11-20 09:14:02.377' */
export const dateTime = (micros, tz) => `${clock(micros, tz).day} ${time(micros, tz)}`;

/** '14 Nov 2026' */
export function date(micros, tz) {
  const timeZone = tz === 'local' ? undefined : tz || 'UTC';
  return new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone }).format(new Date(micros / 1000));
}

/** ISO-8601 in UTC with microseconds, as queries and links carry it. */
export function iso(micros) {
  const base = new Date(Math.floor(micros / 1000)).toISOString().slice(0, 19);
  const rest = String(Math.floor(micros % 1e6)).padStart(6, '0').replace(/0+$/, '');
  return `${base}${rest ? `.${rest}` : ''}Z`;
}

/** How long ago: '4 s ago', 'in 2 min'. @param {number} micros @param {number} [now] */
export function ago(micros, now = Date.now() * 1e3) {
  const gone = (now - micros) / 1e6;
  if (Math.abs(gone) < 1) return 'now';
  const words = duration(Math.round(Math.abs(gone))).split(' ').slice(0, 2).join(' ');
  return gone > 0 ? `${words} ago` : `in ${words}`;
}

/** The words of a zone: 'UTC', 'local', 'Europe/Prague'. */
export const zoneName = (tz) => (tz === 'local' ? 'local' : tz || 'UTC');

/** com.acme.pay.CardClient -> CardClient; a short or lower-case name stays as it is. */
export function shortLogger(name) {
  const last = name.slice(name.lastIndexOf('.') + 1);
  return /^[A-Z]/.test(last) ? last : name;
}

/** com.acme.pay.CardClient -> c.a.pay.CardClient, as short as asked for. @param {string} name @param {number} most characters */
export function abridgedLogger(name, most) {
  const parts = name.split('.');
  for (let at = 0; at < parts.length - 1 && parts.join('.').length > most; at++) parts[at] = parts[at][0] ?? '';
  return parts.join('.');
}

/** '/2/1/7/1/1/3' -> '…/1/1/3': of a deep place the end, which tells neighbours apart. @param {string} path */
export function endOfPath(path) {
  const parts = path.split('/');
  return parts.length > 6 ? `…/${parts.slice(-3).join('/')}` : path;
}

/** Bytes in words: '199 KB'. */
export function bytes(n) {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  let at = 0;
  while (n >= 1000 && at < 4) {
    n /= 1000;
    at++;
  }
  return `${at === 0 || n >= 10 ? Math.round(n) : n.toFixed(1)} ${units[at]}`;
}

/** Level names in order, and the letter of each. */
export const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'];
export const letter = (level) => (level ? level[0] : 'i');

/** Which of the twelve threads a root task is drawn with; -1 outside tasks. @param {?string} root */
export function thread(root) {
  if (!root) return -1;
  let hash = 2166136261;
  for (let at = 0; at < root.length; at++) hash = Math.imul(hash ^ root.charCodeAt(at), 16777619);
  return (hash >>> 0) % 12;
}

/** The class that gives an element its thread. */
export const threadClass = (root) => (root ? `th-${thread(root)}` : 'th');
