/**
 * A row as the page uses it: what an event does not have is left out by the API, and a message is always wanted here.
 * @param {any} row changed in place
 */
export function tidied(row) {
  row.level ??= 'info';
  row.message ??= row.object ? `object ${row.object.slice(0, 8)}` : row.kind === 'loss' ? 'events lost' : (row.kind ?? 'event');
  return row;
}

/** What `process:` asks for: the row shows host and number together. */
export const processNumber = (process) => process?.slice(process.lastIndexOf('/') + 1);

/** An event's id as a part of a path: slashes divide, the rest is escaped. */
export const idPath = (id) => id.split('/').map(encodeURIComponent).join('/');
