/**
 * Cuts a query into coloured pieces. It follows the language's grammar as far as colours need it; the collector alone decides what is right.
 *
 * @typedef {{text: string, kind: ''|'f'|'op'|'v'|'s', at: number}} Piece
 */

const PIECES = [
  [/\s+/y, ''],
  [/"(?:[^"\\]|\\.)*"?/y, 's'],
  [/\|\||&&|\|/y, 'op'],
  [/(?:AND|OR|NOT|TO)(?=[\s(]|$)/y, 'op'],
  [/(?:in|under)(?=\{)/y, 'op'],
  [/[(){}[\]]/y, 'op'],
  [/[-!](?=\S)/y, 'op'],
  [/[\p{L}_@][\p{L}\p{N}_.\-@]*:(?!\/\/)/uy, 'f'],
  [/\/(?:[^/\\]|\\.)+\/[im]*(?=[\s)}]|$)/y, 's'],
];
const VALUE = [[/>=|<=|[<>=]/y, 'op'], [/->/y, 'op'], [/"(?:[^"\\]|\\.)*"?/y, 's'], [/[([{]/y, 'op'], [/(?:[^\s(){}[\]"|\\>-]|\\.|-(?!>)|(?<!-)>)+/y, 'v']];

/**
 * @param {string} query
 * @returns {Piece[]} pieces that joined give the query
 */
export function pieces(query) {
  const found = [];
  let at = 0;
  let valued = false;
  while (at < query.length) {
    const [text, kind] = next(query, at, valued ? VALUE : PIECES) ?? next(query, at, PIECES) ?? [word(query, at), ''];
    found.push({ text, kind, at });
    valued = kind === 'f' || (valued && (kind === 'op' || kind === 'v') && !/[\s([{]/.test(text));
    at += text.length;
  }
  return found;
}

function next(query, at, rules) {
  for (const [rule, kind] of rules) {
    rule.lastIndex = at;
    const match = rule.exec(query);
    if (match?.[0]) return [match[0], kind];
  }
  return null;
}

function word(query, at) {
  const match = /(?:\\.|[^\s(){}[\]"|])+/y;
  match.lastIndex = at;
  return match.exec(query)?.[0] ?? query[at];
}
