/**
 * A row as the page uses it: what an event does not have is left out by the API, and a message is always wanted here.
 * @param {any} row changed in place
 */
export function tidied(row) {
  row.level ??= 'info';
  row.message ??= row.object ? `object ${short(row.object)}` : row.kind === 'loss' ? 'events lost' : (row.kind ?? 'event');
  return row;
}

/** Of an id that stands for nothing the beginning; of a name, such as till-4711, all. */
const short = (id) => (/^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(id) ? id.slice(0, 8) : id);

/**
 * What a loss report says: how many, and why; null of any other row and where no number is known.
 * @returns {?{n: number, why: string}}
 */
export function losses(row) {
  if (row.kind !== 'loss') return null;
  const by = Object.entries(row.lost ?? {}).filter(([, n]) => typeof n === 'number');
  const n = by.length ? by.reduce((sum, [, each]) => sum + each, 0) : Number(row.fields?.n);
  return isFinite(n) ? { n, why: by.length ? by.map(([reason]) => reason).join(', ') : (row.fields?.why ?? '') } : null;
}

/** What `process:` asks for: the row shows host and number together. */
export const processNumber = (process) => process?.slice(process.lastIndexOf('/') + 1);

/** An event's id as a part of a path: slashes divide, the rest is escaped. */
export const idPath = (id) => id.split('/').map(encodeURIComponent).join('/');
