// Error groups as the screen orders them, held against the time before.

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

/** The time before a range that ends now or at an instant, as long as the range itself; null of an open range. */
export function earlier(from, to, now) {
  const begin = instant(from, now);
  const end = to ? instant(to, now) : now;
  if (begin == null || end == null || begin >= end) return null;
  return { from: String(Math.round(begin - (end - begin))), to: String(Math.round(begin)) };
}

/** Microseconds of "-15m", "now", an ISO time or microseconds; null of what is none of these. */
export function instant(text, now) {
  if (!text) return null;
  if (text === 'now') return now;
  if (/^\d+$/.test(text)) return Number(text);
  const back = /^-(\d+)(s|m|h|d)$/.exec(text);
  if (back) return now - Number(back[1]) * { s: 1, m: 60, h: 3600, d: 86400 }[back[2]] * 1e6;
  const parsed = Date.parse(text);
  return Number.isNaN(parsed) ? null : parsed * 1000;
}

/** "15 min" of a range, "2 h", or null. */
export function lengthOf(from, to, now) {
  const begin = instant(from, now);
  const end = to ? instant(to, now) : now;
  if (begin == null || end == null) return null;
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
