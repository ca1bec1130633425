import { Api } from '../api.js';
import { where } from '../query/times.js';
import { asked, parse, splitStages } from '../state.js';

/** Of the newest rows first as many as a screen shows, for they are waited for. */
export const FIRST = 100;

/**
 * What a route asks of its rows. Relative times are fixed here, so that pages fit together.
 * @param {import('../state.js').Route} route
 */
export const bounds = (route) => ({ ...where(route), q: asked(route), columns: route.cols.join(',') });

/** The newest rows of a question. @param {Api} api @param {AbortSignal} [signal] */
export const newest = (api, question, signal) => api.rows('/events', { ...question, order: 'desc', limit: FIRST }, signal);

let early = null;

/** Puts the page's first question before the modules that draw its answer are there. Whoever asks the same takes it over, once. */
export function askEarly() {
  const route = parse(location);
  if (route.screen !== 'stream' || route.id || route.at || splitStages(route.q).length !== 1) return;
  const question = bounds(route);
  early = { of: told(route), question, answer: newest(new Api(), question) };
  // Whoever takes it over hears of a failure.
  early.answer.catch(() => {});
}

/** The question that was put early, with its answer, if it is the one of this route; else null. */
export function takeEarly(route) {
  const its = early;
  early = null;
  return its?.of === told(route) ? its : null;
}

function told({ q, from, to, tz, mute, cols }) {
  return JSON.stringify([q, from, to, tz, mute, cols]);
}
