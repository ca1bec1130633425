import { LEVELS, many } from '../format.js';
import { asked } from '../state.js';
import { atLeast, withTerm } from '../query/terms.js';

/**
 * The keys that move the focus: by row, by page, to the next error, warning, row of the same task, pause. What is not among the rows at
 * hand is asked of the collector.
 * @param {import('../screens/stream.js').default} screen
 */
export function moves(screen) {
  const by = (step) => {
    const { list } = screen;
    if (!list.items.length) return;
    const now = list.at.get(screen.focusKey);
    const { first, last } = list.view();
    const next = now === undefined ? (step > 0 && !screen.following ? first : last) : now + step;
    screen.focusIndex(Math.max(0, Math.min(list.items.length - 1, next)));
  };
  const severe = (least, most = 5) => (row) => LEVELS.indexOf(row.level) >= least && LEVELS.indexOf(row.level) <= most && row.kind !== 'loss';
  const same = (row) => row.root && row.root === screen.focusRow?.root;
  return {
    next: () => by(1), previous: () => by(-1), pageDown: () => by(screen.list.page - 1), pageUp: () => by(1 - screen.list.page),
    oldest: () => screen.toStart(), newest: () => screen.toEnd({ follow: true }),
    nextError: () => find(screen, 1, severe(4), 'level:>=error', 'error'), previousError: () => find(screen, -1, severe(4), 'level:>=error', 'error'),
    nextWarning: () => find(screen, 1, severe(3, 3), 'level:warn', 'warning'), previousWarning: () => find(screen, -1, severe(3, 3), 'level:warn', 'warning'),
    nextSame: () => screen.focusRow?.root && find(screen, 1, same, `task:${screen.focusRow.root}`, 'event of this task'),
    previousSame: () => screen.focusRow?.root && find(screen, -1, same, `task:${screen.focusRow.root}`, 'event of this task'),
    nextHit: () => hit(screen, 1), previousHit: () => hit(screen, -1),
    nextGap: () => pause(screen),
    ...Object.fromEntries(LEVELS.map((level, at) => [`level${at + 1}`, () => screen.app.go({ q: atLeast(screen.app.state.q, level) })])),
  };
}

/** Rows that the words of the query stand in; in a context those that match. */
function hit(screen, step) {
  if (screen.context) return find(screen, step, (row) => row.match, null, 'match');
  const words = screen.words;
  if (!words.length) return screen.app.note('The query holds no words to look for');
  return find(screen, step, (row) => words.some((word) => row.message.toLowerCase().includes(word)), null, 'hit');
}

/**
 * Goes to the next row that fits, in time's direction.
 * @param {1|-1} step
 * @param {(row: any) => boolean} fits
 * @param {?string} extra the same as a term, to ask the collector with; null: only among what is at hand
 */
async function find(screen, step, fits, extra, word) {
  const rows = screen.shownRows();
  const focus = screen.focusRow;
  let at = focus ? rows.findIndex((row) => row.id === focus.id) : step > 0 ? screen.firstShown(rows) - 1 : rows.length;
  for (at += step; at >= 0 && at < rows.length; at += step) if (fits(rows[at])) return screen.goTo(rows[at]);
  const { app } = screen;
  const edge = focus ?? (step > 0 ? rows.at(-1) : rows[0]);
  if (screen.context || !extra || !edge || (step > 0 ? screen.window.atEnd : screen.window.atStart)) return none(screen, step, word);
  const { bounds } = screen.window;
  const { data } = await app.api.rows('/events', { ...bounds, q: withTerm(asked(app.state), extra), order: step > 0 ? 'asc' : 'desc', cursor: edge.cursor, limit: 1 }).catch((error) => ({ data: app.note(error.message) ?? [] }));
  return data.length ? screen.goTo(data[0]) : none(screen, step, word);
}

function none(screen, step, word) {
  screen.app.note(`No ${step > 0 ? 'later' : 'earlier'} ${word}`);
}

/** The next row before which nothing happened for more than a second. */
async function pause(screen) {
  for (let tries = 0; tries < 8; tries++) {
    const rows = screen.shownRows();
    let at = screen.focusRow ? rows.findIndex((row) => row.id === screen.focusRow.id) : screen.firstShown(rows);
    for (at = Math.max(0, at) + 1; at < rows.length; at++) if (rows[at].time - rows[at - 1].time > 1e6) return screen.goTo(rows[at]);
    if (screen.context || !(await screen.window.more('newer'))) break;
  }
  return screen.app.note(`No later pause longer than 1 s in ${many(screen.shownRows().length, 'row')}`);
}
