/**
 * What is on the screen, as a plain object, and its two-way translation to the address bar.
 *
 * The address always equals the screen: `parse(location)` of `href(route)` gives the route back. Defaults are left out, so that
 * addresses stay short; parameters that nobody here knows are kept in `more`, for screens that need their own.
 *
 * @typedef {Object} Route
 * @property {'stream'|'tree'|'object'|'errors'|'processes'|'views'} screen
 * @property {string} id    of what is shown: stream an event (/e/…), tree a task, object an object, errors a fingerprint, views a slug; '' the list
 * @property {string} q     the query
 * @property {string} from  '-15m', ISO-8601 or microseconds
 * @property {string} to
 * @property {string} lens  stream: ''|'pat'; tree: ''|'bars'|'flat'|'who'|'path'
 * @property {string[]} cols  further columns
 * @property {string} at    the focused event
 * @property {string[]} mute  patterns that are left out
 * @property {string} ctx   ''|'task'|'tree'|'thread'|'process'|'host'|'all': the scope of the context
 * @property {string} tz    ''(UTC)|'local'|an IANA name
 * @property {boolean} live
 * @property {Record<string,string>} more
 */

/** @type {Route} */
export const HOME = Object.freeze({
  screen: 'stream', id: '', q: '', from: '-15m', to: 'now', lens: '', cols: [], at: '', mute: [], ctx: '', tz: '', live: false, more: {},
});

const LISTS = { tree: 'tree', obj: 'object', err: 'errors' };
const PATHS = { e: 'stream', t: 'tree', o: 'object', errors: 'errors', p: 'processes', v: 'views' };
const OWN = ['q', 'from', 'to', 'lens', 'cols', 'at', 'mute', 'ctx', 'tz', 'live'];

/**
 * The route that an address stands for.
 * @param {{pathname: string, search: string}} place
 * @returns {Route}
 */
export function parse(place) {
  const [, head = '', ...rest] = place.pathname.split('/');
  const given = new URLSearchParams(place.search);
  const text = (name) => given.get(name) ?? '';
  const list = (name) => text(name).split(',').filter(Boolean);
  const route = {
    ...HOME, screen: PATHS[head] ?? 'stream', id: PATHS[head] ? decode(rest.join('/')) : '',
    q: text('q'), from: text('from') || HOME.from, to: text('to') || HOME.to, lens: text('lens'), cols: list('cols'), at: text('at'),
    mute: list('mute'), ctx: text('ctx'), tz: text('tz'), live: text('live') === '1', more: {},
  };
  for (const [name, value] of given) if (!OWN.includes(name)) route.more[name] = value;
  if (route.screen === 'stream' && LISTS[route.lens]) {
    route.screen = LISTS[route.lens];
    route.lens = '';
  }
  if (route.screen === 'stream' && route.lens === 'list') route.lens = '';
  return route;
}

/**
 * The address of a route, path and query, on this server.
 * @param {Route} route
 */
export function href(route) {
  const given = new URLSearchParams();
  const add = (name, value, usual = '') => value && value !== usual && given.set(name, value);
  add('q', route.q);
  add('from', route.from, HOME.from);
  add('to', route.to, HOME.to);
  let path = '/s';
  if (route.id) path = `/${Object.keys(PATHS).find((key) => PATHS[key] === route.screen)}/${encode(route.id)}`;
  else if (route.screen === 'views') path = '/v';
  else if (route.screen === 'processes') path = '/p';
  else if (route.screen !== 'stream') given.set('lens', Object.keys(LISTS).find((key) => LISTS[key] === route.screen));
  if (route.id || route.screen === 'stream') add('lens', route.lens);
  add('cols', route.cols.join(','));
  if (!(route.screen === 'stream' && route.at === route.id)) add('at', route.at);
  add('mute', route.mute.join(','));
  add('ctx', route.ctx);
  add('tz', route.tz);
  add('live', route.live ? '1' : '');
  for (const [name, value] of Object.entries(route.more)) add(name, value);
  const search = readable(given);
  return path + (search ? `?${search}` : '');
}

/**
 * The route after a change. Going to another screen or thing keeps the question (query, times, columns, mutes, zone) and drops what
 * belonged to the place: id, lens, focus, context, the screen's own parameters.
 * @param {Route} route
 * @param {Partial<Route>} change
 * @returns {Route}
 */
export function changed(route, change) {
  const leaves = (change.screen !== undefined && change.screen !== route.screen) || (change.id !== undefined && change.id !== route.id);
  const kept = leaves ? { ...route, id: '', lens: '', at: '', ctx: '', more: {} } : route;
  return { ...kept, ...change };
}

/**
 * The query with the muted patterns taken out: what is asked of the server.
 * @param {Route} route
 */
export function asked(route) {
  const mutes = route.mute.map((pattern) => `-pattern:${pattern}`).join(' ');
  if (!mutes) return route.q;
  const [search, ...stages] = splitStages(route.q);
  const whole = search.trim() ? `(${search.trim()}) ${mutes}` : mutes;
  return [whole, ...stages].join(' |');
}

/** Splits a query at the bars that begin stages; bars inside quotes and `||` stay. */
export function splitStages(query) {
  const parts = [''];
  let quoted = false;
  for (let at = 0; at < query.length; at++) {
    const char = query[at];
    if (char === '\\') {
      parts[parts.length - 1] += char + (query[++at] ?? '');
      continue;
    }
    if (char === '"') quoted = !quoted;
    if (char === '|' && !quoted && query[at + 1] === '|') {
      parts[parts.length - 1] += '||';
      at++;
    } else if (char === '|' && !quoted) parts.push('');
    else parts[parts.length - 1] += char;
  }
  return parts;
}

// '@', '/', ':' and '*' are legal in these places and read better than their escapes.
const encode = (id) => encodeURIComponent(id).replace(/%40/g, '@').replace(/%2F/gi, '/').replace(/%3A/gi, ':');
const decode = (path) => {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
};
const readable = (given) => given.toString().replace(/%40/g, '@').replace(/%2F/gi, '/').replace(/%3A/gi, ':').replace(/%2C/gi, ',').replace(/%3E/gi, '>');
