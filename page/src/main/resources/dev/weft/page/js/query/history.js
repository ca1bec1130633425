/** The queries that were asked in this browser, newest first, at most a hundred. */
const STORE = 'weft.queries';

/** @returns {{q: string, t: number}[]} */
export function past() {
  try {
    return JSON.parse(localStorage.getItem(STORE) ?? '[]');
  } catch {
    return [];
  }
}

/** Remembers a query that the collector understood. */
export function remember(q) {
  if (!q.trim()) return;
  try {
    localStorage.setItem(STORE, JSON.stringify([{ q, t: Date.now() }, ...past().filter((each) => each.q !== q)].slice(0, 100)));
  } catch {
    // without storage there is no history
  }
}
