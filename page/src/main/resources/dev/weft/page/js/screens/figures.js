// Durations and instants as trees, objects and errors write them, beside those of format.js.
import { clock, date, time } from '../format.js';

/** How long something took, exact enough to compare in a column: "0.031 s", "2.514 s", "3 min 04 s". Takes seconds. */
export function took(seconds) {
  if (seconds == null) return '';
  if (seconds < 0.0005) return `${Math.round(seconds * 1e6)} µs`;
  return seconds < 60 ? `${seconds.toFixed(3)} s` : long(seconds);
}

function long(seconds) {
  const whole = Math.round(seconds);
  const two = (n) => String(n).padStart(2, '0');
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${two(whole % 60)} s`;
  if (whole < 86400) return `${Math.floor(whole / 3600)} h ${two(Math.floor(whole / 60) % 60)} min`;
  return `${Math.floor(whole / 86400)} d ${Math.floor(whole / 3600) % 24} h`;
}

/** Of what still runs: "00:03", "02:11:40". Takes seconds. */
export function running(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  if (whole >= 86400) return `${Math.floor(whole / 86400)} d`;
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return (parts[0] ? parts : parts.slice(1)).map((n) => String(n).padStart(2, '0')).join(':');
}

/** "02.113": the part that tells instants of one minute apart. */
export function shortTime(micros, tz) { return clock(micros, tz).second; }

/** "09:14:02" of today, "14 Nov 09:14" of another day. */
export function when(micros, tz, now = Date.now() * 1000) {
  if (micros == null) return '';
  if (clock(micros, tz).day === clock(now, tz).day) return time(micros, tz).slice(0, 8);
  return `${date(micros, tz).replace(/ \d{4}$/, '')} ${time(micros, tz).slice(0, 5)}`;
}
