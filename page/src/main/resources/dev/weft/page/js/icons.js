import { html } from 'lit';

/** One of the page's own icons (see index.html), as a template. @param {string} name @param {string} [size] 'sm' */
export const icon = (name, size = '') => html`<svg class="ic ${size}" aria-hidden="true"><use href="#i-${name}"></use></svg>`;

const SVG = 'http://www.w3.org/2000/svg';

/** The same as an element, where no template is drawn. */
export function iconElement(name, size = '') {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('class', `ic ${size}`);
  svg.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS(SVG, 'use');
  use.setAttribute('href', `#i-${name}`);
  svg.append(use);
  return svg;
}

const WORDS = { succeeded: ['ok', 'check'], failed: ['failed', 'cross'], aborted: ['failed', 'cross'], cancelled: ['queued', 'cross'], running: ['running', 'run'], unseen: ['lost', 'hole'], foreign: ['queued', 'hop'] };

/** The status of a task: icon and word (or its duration) together. @param {string} status @param {string} [words] */
export function status(status, words = status) {
  const [kind, name] = WORDS[status] ?? ['queued', 'hole'];
  return html`<span class="st st-${kind}" title=${status}>${icon(name)}${words}</span>`;
}

/** A level: shape, letter or word, colour. @param {string} level @param {'word'|'letter'} [how] */
export const level = (level, how = 'word') =>
  html`<span class="lv lv-${level[0]}" title=${level}>${how === 'word' ? level : level[0].toUpperCase()}</span>`;
