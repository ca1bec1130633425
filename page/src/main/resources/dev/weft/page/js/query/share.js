import { iso } from '../format.js';
import { href } from '../state.js';
import { micros, relative } from './times.js';

/**
 * The link to exactly this: relative times become fixed ones, the focused event stays in it, live is off.
 * @param {import('../app.js').App} app
 */
export function permalink(app) {
  const { state } = app;
  const fixed = (text) => (relative(text) ? iso(micros(text)) : text);
  return location.origin + href({ ...state, from: fixed(state.from), to: fixed(state.to), live: false });
}

/** Copies the link and says so. */
export const copyLink = (app) => copyText(app, permalink(app), 'link');

/**
 * Puts text into the clipboard and says what it was.
 * @param {import('../app.js').App} app
 * @param {string} text
 * @param {string} what
 */
export async function copyText(app, text, what) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    if (!copiedByHand(text)) {
      app.note(`The browser refused to copy the ${what}`);
      return;
    }
  }
  app.note(`Copied: ${what}`);
}

// The clipboard proper needs https or localhost; this way works in plain http too.
function copiedByHand(text) {
  const area = document.createElement('textarea');
  area.value = text;
  area.className = 'sr';
  const had = document.activeElement;
  document.body.append(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  had?.focus?.();
  return done;
}
