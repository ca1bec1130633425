// Error groups as the screen orders them, held against the time before.
import { micros } from '../query/times.js';

export const ORDERS = [['rising', 'rising'], ['count', 'count'], ['newest', 'newest'], ['tasks', 'tasks hit']];

/** Groups with what they had in the time before: `more` (null when nothing was asked), `fresh`, `rising`. */
export function compared(groups, before) {
  const counts = before && new Map(before.map((group) => [group.fingerprint, group.count]));
  return groups.map((group) => {
    const earlier = counts?.get(group.fingerprint) ?? 0;
    const more = counts ? group.count - earlier : null;
    return { ...group, more, fresh: Boolean(counts) && earlier === 0, rising: Boolean(counts) && earlier > 0 && more >= 5 && group.count >= earlier * 1.5 };
  });
}

export function ordered(groups, order) {
  const by = {
    rising: (group) => (group.fresh || group.rising ? 1e9 : 0) + (group.more ?? group.count),
    count: (group) => group.count,
    newest: (group) => group.last,
    tasks: (group) => group.trees,
  }[order];
  return [...groups].sort((left, right) => by(right) - by(left) || right.count - left.count);
}

/** The time before a range, as long as the range itself; null where the range has no beginning. */
export function earlier(from, to, now) {
  const [begin, end] = [micros(from, now), micros(to || 'now', now)];
  if (!(begin < end)) return null;
  return { from: String(Math.round(begin - (end - begin))), to: String(Math.round(begin)) };
}

/** "15 min" of a range, "2 h"; null where it has no beginning. */
export function lengthOf(from, to, now) {
  const [begin, end] = [micros(from, now), micros(to || 'now', now)];
  if (!(begin < end)) return null;
  const seconds = Math.round((end - begin) / 1e6);
  const [size, unit] = seconds < 120 ? [1, 's'] : seconds < 7200 ? [60, 'min'] : seconds < 172800 ? [3600, 'h'] : [86400, 'd'];
  return `${Math.round(seconds / size)} ${unit}`;
}

/** Which bars of a spark stand out: those above three times the middle of the rest. */
export function hot(spark) {
  const sorted = [...spark].sort((left, right) => left - right);
  const middle = sorted[Math.floor(sorted.length / 2)];
  return spark.map((n) => n > Math.max(2, middle * 3));
}
