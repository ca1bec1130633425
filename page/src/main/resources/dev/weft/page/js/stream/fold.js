/**
 * What the list shows, made of rows: rows, pleats (alike rows folded), seams (what was thinned), tears (what was lost).
 *
 * @typedef {{kind: 'row'|'pleat'|'seam'|'tear', key: string, row?: any, rows?: any[], gap?: any, time: number}} Item
 */

/** So many alike rows in sequence, and none worse than info, become a pleat. */
const ENOUGH = 4;

/**
 * @param {any[]} rows oldest first
 * @param {{gaps?: any[], unfolded?: Set<string>, folding?: boolean}} how gaps by time; unfolded: ids of rows whose pleat is open
 * @returns {{items: Item[], at: Map<string, number>}} `at`: the item in which a row's id stands
 */
export function fold(rows, { gaps = [], unfolded = new Set(), folding = true } = {}) {
  const items = [];
  const at = new Map();
  let gap = 0;
  for (let n = 0; n < rows.length; ) {
    const row = rows[n];
    while (gap < gaps.length && gaps[gap].toTime < row.time) items.push(seam(gaps[gap++]));
    let end = n + 1;
    if (folding && quiet(row)) while (end < rows.length && alike(row, rows[end]) && !(gap < gaps.length && gaps[gap].toTime < rows[end].time)) end++;
    if (end - n >= ENOUGH && !opened(rows, n, end, unfolded)) {
      const pleat = { kind: 'pleat', key: `p:${row.id}`, rows: rows.slice(n, end), row, time: row.time };
      for (const each of pleat.rows) at.set(each.id, items.length);
      items.push(pleat);
    } else {
      for (let each = n; each < end; each++) {
        at.set(rows[each].id, items.length);
        items.push({ kind: rows[each].kind === 'loss' ? 'tear' : 'row', key: rows[each].id, row: rows[each], time: rows[each].time });
      }
    }
    n = end;
  }
  while (gap < gaps.length) items.push(seam(gaps[gap++]));
  for (let n = 0; n < items.length; n++) if (items[n].kind === 'seam') at.set(items[n].key, n);
  return { items, at };
}

const seam = (gap) => ({ kind: 'seam', key: `s:${gap.from}-${gap.to}`, gap, time: gap.toTime });
const quiet = (row) => row.kind === 'said' && (row.level === 'trace' || row.level === 'debug' || row.level === 'info');
const likeness = (row) => row.pattern ?? row.template ?? row.message;
const alike = (a, b) => likeness(b) === likeness(a) && b.kind === 'said' && b.level === a.level && b.logger === a.logger;

function opened(rows, from, to, unfolded) {
  if (unfolded.size === 0) return false;
  for (let n = from; n < to; n++) if (unfolded.has(rows[n].id)) return true;
  return false;
}
