/**
 * The one way by which text from logs gets onto the page: as text nodes and spans, never as markup.
 *
 * Terminal colours become spans, other control characters and characters that turn the direction of writing are shown as pictures,
 * values that a message was filled with stand out, and only http and https addresses become links.
 *
 * @typedef {Object} Look
 * @property {string} [template]  what the message was made from; its holes tell the values
 * @property {string[]} [hits]    words to mark, lower case
 * @property {boolean} [links]    make links; off in rows, where a click means the row
 * @property {boolean} [lines]    keep line ends; off in rows, where they are shown as ⏎
 */

/**
 * @param {string} text
 * @param {Look} [look]
 * @returns {DocumentFragment}
 */
export function written(text, look = {}) {
  const { plain, marks } = decoded(text, look.lines);
  if (look.template && marks.length === 0) marks.push(...values(plain, look.template));
  for (const hit of look.hits ?? []) marks.push(...found(plain, hit));
  if (look.links) marks.push(...links(plain));
  return pieces(plain, marks);
}

/** 'key=value', quiet and bright. */
export function pair(key, value) {
  const fragment = document.createDocumentFragment();
  fragment.append(span('k', `${picture(key)}=`), span('v', picture(value)));
  return fragment;
}

/** Short text in which control characters are pictures; for names, hosts and values in cells. */
export const picture = (text) => String(text).replace(HIDDEN, shown);

/** A field's value as one line of text. */
export function valueText(value) {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'object') {
    if (typeof value.$cut === 'number') return `${value.start ?? ''}… (${value.$cut} characters)`;
    return JSON.stringify(value);
  }
  return String(value);
}

/* eslint-disable no-control-regex */
const HIDDEN = /[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff]/g;
const SGR = /\u001b\[([0-9;:]*)m/g;
const OTHER_ESCAPE = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?)/g;

function shown(char) {
  const code = char.charCodeAt(0);
  if (code < 32) return String.fromCharCode(0x2400 + code);
  if (code === 127) return '\u2421';
  return `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
}

/** Takes the colours out of a text and makes the rest visible. */
function decoded(text, lines) {
  let plain = '';
  const marks = [];
  let style = '';
  const add = (part) => {
    const clean = part.replace(OTHER_ESCAPE, '').replace(HIDDEN, (char) => (char === '\t' ? '  ' : char === '\n' ? (lines ? '\n' : '⏎') : char === '\r' ? '' : shown(char)));
    if (style && clean) marks.push({ from: plain.length, to: plain.length + clean.length, kind: style });
    plain += clean;
  };
  let at = 0;
  for (const match of text.matchAll(SGR)) {
    add(text.slice(at, match.index));
    style = styled(style, match[1]);
    at = match.index + match[0].length;
  }
  add(text.slice(at));
  return { plain, marks };
}

/** Only the eight colours, bold and reset: what logs use; the page's own palette draws them. */
function styled(style, codes) {
  let now = style.split(' ').filter(Boolean);
  for (const code of (codes || '0').split(/[;:]/).map(Number)) {
    if (code === 0) now = [];
    else if (code === 1) now.push('a-b');
    else if (code === 22) now = now.filter((each) => each !== 'a-b');
    else if (code === 39) now = now.filter((each) => !/^a-\d/.test(each));
    else if ((code >= 30 && code <= 37) || (code >= 90 && code <= 97)) now = [...now.filter((each) => !/^a-\d/.test(each)), `a-${code % 10}`];
    else if (code === 38 || code === 48) break;
  }
  return [...new Set(now)].join(' ');
}

const HOLE = /%[-#+ 0,(]*\d*(?:\.\d+)?[sdifgxbcn]|\{[^{}]*\}/;

/** Where the values stand that filled a template's holes; a name before '=' steps back. */
function values(plain, template) {
  const marks = [];
  const literal = template.split(HOLE);
  let at = plain.startsWith(literal[0]) ? literal[0].length : -1;
  for (let n = 1; n < literal.length && at >= 0; n++) {
    const next = literal[n] === '' ? (n === literal.length - 1 ? plain.length : at) : plain.indexOf(literal[n], at);
    if (next < 0) break;
    if (next > at) marks.push({ from: at, to: next, kind: 'v' });
    at = next + literal[n].length;
  }
  for (const match of plain.matchAll(/(?<![\w.])[\p{L}_][\p{L}\p{N}_.-]*=(?=\S)/gu)) marks.push({ from: match.index, to: match.index + match[0].length, kind: 'k' });
  return marks;
}

function found(plain, hit) {
  const marks = [];
  const low = plain.toLowerCase();
  for (let at = low.indexOf(hit); at >= 0 && hit; at = low.indexOf(hit, at + hit.length)) marks.push({ from: at, to: at + hit.length, kind: 'hit' });
  return marks;
}

function links(plain) {
  return [...plain.matchAll(/https?:\/\/[^\s"'<>`⟨⟩]+[^\s"'<>`⟨⟩.,;:!?)\]}]/g)].map((match) => ({ from: match.index, to: match.index + match[0].length, kind: '', href: match[0] }));
}

/** Cuts the text where marks begin and end, so that marks may overlap. */
function pieces(plain, marks) {
  const fragment = document.createDocumentFragment();
  if (marks.length === 0) {
    fragment.append(plain);
    return fragment;
  }
  const edges = [...new Set([0, plain.length, ...marks.flatMap(({ from, to }) => [from, to])])].sort((a, b) => a - b);
  for (let n = 0; n + 1 < edges.length; n++) {
    const text = plain.slice(edges[n], edges[n + 1]);
    const over = marks.filter(({ from, to }) => from <= edges[n] && to >= edges[n + 1]);
    const kind = over.map((mark) => mark.kind).filter(Boolean).join(' ');
    const href = over.find((mark) => mark.href)?.href;
    if (href) fragment.append(link(href, text, kind));
    else fragment.append(kind ? span(kind, text) : text);
  }
  return fragment;
}

function link(href, text, kind) {
  const node = document.createElement('a');
  node.href = href;
  node.rel = 'noreferrer';
  node.target = '_blank';
  node.className = kind;
  node.textContent = text;
  return node;
}

function span(kind, text) {
  const node = document.createElement('span');
  node.className = kind;
  node.textContent = text;
  return node;
}
