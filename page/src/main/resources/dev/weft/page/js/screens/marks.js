// Level marks, status marks and ids as elements, for rows that no template draws. Never by colour alone.
import { iconElement } from '../icons.js';
import { letter } from '../format.js';

/** An element with a class and text. */
export function el(tag, className = '', text = null) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== null) element.textContent = text;
  return element;
}

/** Shape, letter and colour of a level. */
export function levelMark(level) {
  const mark = el('span', 'lv lv-' + letter(level), letter(level).toUpperCase());
  mark.title = level ?? 'info';
  return mark;
}

const STATUSES = {
  succeeded: ['ok', 'check'],
  failed: ['failed', 'cross'],
  aborted: ['failed', 'cross'],
  cancelled: ['queued', 'cross'],
  unset: ['queued', 'check'],
  running: ['running', 'run'],
  over: ['lost', 'hole'],
  unseen: ['lost', 'hole'],
  foreign: ['queued', 'hop'],
};

/** Icon and word of a status; the status itself is said to those who listen. */
export function statusMark(status, words) {
  const [kind, image] = STATUSES[status] ?? STATUSES.unset;
  const mark = el('span', 'st st-' + kind);
  const word = status === 'foreign' ? 'begun elsewhere' : status;
  mark.title = word;
  mark.append(iconElement(image));
  if (words !== status) mark.append(el('span', 'sr', word + ' '));
  mark.append(words === status ? word : words);
  return mark;
}

/** As much of an id as tells it apart: eight characters. */
export function shortId(id) { return (id ?? '').slice(0, 8); }

/** A task's place below its root, spans cut short. @param {string} path as 00f067aa0ba902b7/1 */
export function shortPath(path) { return path.replace(/(?<![^/])([0-9a-f]{6})[0-9a-f]{10}(?![^/])/g, '$1…'); }
