import { zone } from '../query/times.js';
import { idPath, tidied } from '../row.js';

const SCOPES = ['task', 'tree', 'thread', 'process', 'host', 'all'];
const WORDS = { task: 'same task', tree: 'whole tree', thread: 'same thread', process: 'same process', host: 'same host', all: 'everything' };

/** The scopes that make sense for a row, narrowest first. */
export const scopesOf = (row) => SCOPES.filter((scope) => (scope === 'task' || scope === 'tree' ? row.root : scope === 'thread' ? row.thread && row.process : scope === 'all' || row[scope]));

/** The scope after another, or null when it cannot be widened. @param {any} row @param {string} scope */
export function wider(row, scope) {
  const scopes = scopesOf(row);
  return scope ? scopes[scopes.indexOf(scope) + 1] ?? null : scopes[0];
}

export const scopeWords = (scope) => WORDS[scope] ?? scope;

/**
 * The surroundings of an event, in order of time; rows that the query matches say so.
 * @returns {Promise<{id: string, scope: string, rows: any[], row: any}>}
 */
export async function surroundings(app, id, scope, query, signal) {
  const path = `/events/${idPath(id)}/around`;
  const { data } = await app.api.get(path, { before: 500, after: 500, scope, q: query, tz: zone(app.state.tz) }, signal);
  const rows = [...data.before, data.event, ...data.after].map(tidied);
  if (!query) for (const row of rows) row.match = true;
  data.event.match = true;
  return { id, scope, rows, row: data.event };
}
