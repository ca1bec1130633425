// A saved view and what it stands for: made from where we are, and turned back into it.
import { iso } from '../format.js';
import { micros, relative } from '../query/times.js';
import { HOME, href } from '../state.js';

/** The screen of each lens of the API, and how it is called. */
const LENSES = { list: ['stream', ''], pat: ['stream', 'pat'], tree: ['tree', ''], obj: ['object', ''], err: ['errors', ''] };
const WORDS = { list: 'stream', pat: 'patterns', tree: 'trees', obj: 'objects', err: 'errors' };

/** What a view keeps of a route. draft: {shared, keep: {query, time, columns, mutes, zone}}. */
export function ofRoute(route, { shared, keep }) {
  const shown = route.more.of ?? 'list';
  return {
    query: keep.query ? route.q : '', from: keep.time ? route.from : HOME.from, to: keep.time ? route.to : HOME.to, lens: LENSES[shown] ? shown : 'list',
    columns: keep.columns ? route.cols : [], mutes: keep.mutes ? route.mute : [], zone: keep.zone ? route.tz : '', shared,
  };
}

/** The lens by which a view of this route is saved. */
export function lensOf(route) {
  if (route.screen === 'views') return route.more.of ?? 'list';
  return Object.keys(LENSES).find((lens) => LENSES[lens][0] === route.screen && LENSES[lens][1] === (route.screen === 'stream' ? route.lens : '')) ?? 'list';
}

export function routeOf(view) {
  const [screen, lens] = LENSES[view.lens] ?? LENSES.list;
  return { ...HOME, screen, lens, q: view.query ?? '', from: view.from || HOME.from, to: view.to || HOME.to, cols: view.columns ?? [], mute: view.mutes ?? [], tz: view.zone ?? '' };
}

/** The address that shows the same later: moving times are fixed at `now`. */
export function frozen(view, now) {
  const fixed = (text) => (relative(text) ? iso(Math.round(micros(text, now))) : text);
  const route = routeOf(view);
  return href({ ...route, from: fixed(route.from), to: fixed(route.to) });
}

export function wordsOf(view) {
  return { time: `${view.from || HOME.from} → ${view.to || HOME.to}`, lens: WORDS[view.lens] ?? WORDS.list };
}

/** A name as it can stand in an address: "Slow checkouts, Prague" becomes "slow-checkouts-prague". */
export function slugOf(title) {
  return title.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-+|-+$/g, '').slice(0, 60);
}
