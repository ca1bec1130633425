/**
 * Small changes of a query that clicks and keys make: add a term, take it away, set the least level. They work on the text, so that what
 * the reader wrote stays as written.
 */
import { pieces } from './highlight.js';
import { splitStages } from '../state.js';

/** A value as it has to be written after a colon. @param {any} value */
export function literal(value) {
  const text = String(value);
  return /^[\p{L}\p{N}_./@+%#$&=:-]+$/u.test(text) && !/^[-=]|->|^\/|^(OR|AND|NOT|TO)$/.test(text) && !/^\d.*:\/\//.test(text) ? text.replace(/\\/g, '\\\\') : `"${text.replace(/(["\\])/g, '\\$1')}"`;
}

/** 'host:web-1', or '-host:web-1'. */
export const term = (field, value, negative = false) => `${negative ? '-' : ''}${field}:${literal(value)}`;

/**
 * The query with a term at its end, before any stages.
 * @param {string} query
 * @param {string} added
 */
export function withTerm(query, added) {
  const [search, ...stages] = splitStages(query);
  const head = search.trim();
  const whole = !head ? added : hasTerm(query, added) ? head : `${alternatives(head) ? `(${head})` : head} ${added}`;
  return [whole, ...stages].join(stages.length ? ' |' : '');
}

/** True if the query holds this very term at its top. */
export const hasTerm = (query, wanted) => terms(query).some((each) => each.text === wanted);

/** The query without a term. */
export function withoutTerm(query, unwanted) {
  const each = terms(query).find(({ text }) => text === unwanted);
  if (!each) return query;
  return (query.slice(0, each.from) + query.slice(each.to)).replace(/ {2,}/g, ' ').trim();
}

/** The query with this least level in place of any other. @param {string} query @param {string} level */
export function atLeast(query, level) {
  const others = terms(query).filter(({ text }) => /^-?level:/.test(text));
  const rest = others.reduce((text, each) => withoutTerm(text, each.text), query);
  return level === 'trace' ? rest : withTerm(rest, level === 'fatal' ? 'level:fatal' : `level:>=${level}`);
}

/** The words of free text in a query, lower case, for marking them in rows. */
export function words(query) {
  const found = [];
  let before = '';
  for (const { text, kind } of pieces(splitStages(query)[0])) {
    if (before !== '-' && before !== '!' && (kind === '' || (kind === 's' && text.startsWith('"'))) && text.trim()) {
      const word = text.replace(/^"|"$/g, '').replace(/\\(.)/g, '$1').replace(/^\*|\*$/g, '').toLowerCase();
      if (word.length > 1 && !word.includes('*')) found.push(word);
    }
    before = text;
  }
  return found;
}

/**
 * The terms at the top of the search part: a minus, a field and its value, or text, each with its place.
 * @param {string} query
 * @returns {{text: string, from: number, to: number}[]}
 */
export function terms(query) {
  const search = splitStages(query)[0];
  const found = [];
  let depth = 0;
  let now = null;
  const end = () => {
    if (now) found.push({ ...now, text: search.slice(now.from, now.to) });
    now = null;
  };
  for (const { text, at } of pieces(search)) {
    if (/^\s+$/.test(text) && depth === 0) end();
    else {
      now ??= { from: at, to: at };
      now.to = at + text.length;
      for (const char of /^["/]/.test(text) ? '' : text) depth += '([{'.includes(char) ? 1 : ')]}'.includes(char) ? -1 : 0;
    }
  }
  end();
  return found;
}

const alternatives = (search) => terms(search).some(({ text }) => text === 'OR' || text === '||');
