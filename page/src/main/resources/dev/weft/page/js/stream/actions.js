import { copyMenu } from './copy.js';
import { diff } from './diff.js';
import { columnsMenu, mutesMenu, valuesMenu } from './menus.js';
import { moves } from './moves.js';

/**
 * What the keys do on the stream screen.
 * @param {import('../screens/stream.js').default} screen
 */
export function actions(screen) {
  const { app } = screen;
  const anchor = () => [...screen.querySelectorAll('.rows > .sel')].find((node) => !node.hidden) ?? screen.querySelector('.grid > .head');
  const item = () => screen.list.items[screen.list.at.get(screen.focusKey)];
  return {
    ...moves(screen),
    open: () => (item()?.kind === 'row' ? tree(screen) : unfold(screen, item())),
    tree: () => tree(screen),
    object: () => (screen.focusRow?.object ? app.go({ screen: 'object', id: screen.focusRow.object, at: screen.focusRow.id }) : app.note('This event belongs to no object')),
    context: () => screen.widen(),
    unfold: () => unfold(screen, item()),
    fold: () => fold(screen),
    foldAll: () => foldAll(screen, true),
    unfoldAll: () => foldAll(screen, false),
    pause: () => pause(screen),
    out: () => out(screen),
    mute: () => mute(screen),
    mutes: () => mutesMenu(screen, screen.querySelector('.grid > .head')),
    columns: () => columnsMenu(screen, screen.querySelector('.grid > .head')),
    keep: () => valuesMenu(screen, anchor(), false),
    exclude: () => valuesMenu(screen, anchor(), true),
    copy: () => copyMenu(app, marked(screen), anchor()),
    mark: () => mark(screen),
    nextMark: () => nextMark(screen),
    diff: () => compareMarked(screen),
    relative: () => {
      screen.relative = !screen.relative;
      screen.list.redraw(true);
      screen.requestUpdate();
    },
  };
}

function tree({ app, focusRow }) {
  if (!focusRow) app.note('No event has the focus');
  else if (!focusRow.task) app.note('This event stands outside tasks');
  else app.go({ screen: 'tree', id: focusRow.task, at: focusRow.id });
}

async function unfold(screen, item) {
  if (!item) return;
  if (item.kind === 'pleat') {
    for (const row of item.rows) screen.unfolded.add(row.id);
    screen.refold({ keep: { key: item.row.id, y: screen.list.yOf(item.row.id) } });
  } else if (item.kind === 'seam' && item.gap.why !== 'expired') {
    const { gap } = item;
    gap.busy = true;
    screen.list.redraw(true);
    try {
      const all = await screen.window.fill(gap.fromTime, gap.toTime);
      screen.gaps = screen.gaps.filter((each) => each !== gap);
      if (!all) screen.gaps.push({ ...gap, busy: false, n: undefined, by: {}, why: 'unread', fromTime: screen.window.rows.findLast((row) => row.time <= gap.toTime)?.time ?? gap.toTime });
      screen.refold();
      const first = screen.window.rows.find((row) => row.time >= gap.fromTime);
      if (first) screen.focusOn(first);
    } catch (error) {
      gap.busy = false;
      screen.failed(error);
    }
  }
}

/** Folds the run of alike rows in which the focus stands. */
function fold(screen) {
  const row = screen.focusRow;
  if (!row) return;
  const y = screen.list.yOf(row.id);
  const { rows } = screen.window;
  const at = rows.findIndex((each) => each.id === row.id);
  for (const step of [1, -1]) for (let n = at; rows[n]?.pattern === row.pattern; n += step) screen.unfolded.delete(rows[n].id);
  screen.refold({ keep: { key: row.id, y } });
}

function foldAll(screen, folding) {
  const key = screen.focusKey || screen.list.anchor()?.key;
  const y = screen.list.yOf(key);
  screen.folding = folding;
  if (folding) screen.unfolded.clear();
  screen.refold({ keep: { key, y } });
}

/** Pauses where the reader is; resumes, or goes live, at the end. */
function pause(screen) {
  const { app } = screen;
  if (screen.following) return screen.focusIndex(screen.list.view().last);
  if (screen.context || !app.state.live) app.go({ live: true, to: 'now', at: '', id: '', ctx: '' }, { replace: true });
  // A question that was changed by that is asked anew, and follows by itself.
  if (!screen.asking) return screen.toEnd({ follow: true });
}

function out(screen) {
  const { app } = screen;
  if (screen.stretch) screen.compare(null);
  else if (screen.context) app.go({ ctx: '', id: '', at: screen.focusKey });
  else if (app.state.id) app.go({ id: '', at: screen.focusKey });
  else if (screen.marks.size) {
    screen.marks.clear();
    screen.list.redraw();
  } else if (screen.focusKey) {
    screen.focusKey = '';
    screen.focusRow = null;
    screen.place = undefined;
    app.go({ at: '' }, { quiet: true });
    screen.list.redraw();
    screen.told();
  }
}

function mute(screen) {
  const { app, focusRow } = screen;
  if (!focusRow?.pattern) return app.note('No pattern has the focus');
  screen.mutedNames.set(focusRow.pattern, focusRow.template ?? focusRow.message);
  const rows = screen.window.rows.filter((row) => row.pattern !== focusRow.pattern);
  const next = rows.find((row) => row.time >= focusRow.time) ?? rows.at(-1);
  app.announce(`Muted: ${focusRow.template ?? focusRow.message}`);
  return app.go({ mute: [...new Set([...app.state.mute, focusRow.pattern])], at: app.state.live && screen.following ? '' : next?.id ?? '' });
}

const marked = (screen) => (screen.marks.size ? [...screen.marks.values()].sort((a, b) => a.time - b.time) : [screen.focusRow].filter(Boolean));

function mark(screen) {
  const row = screen.focusRow;
  if (!row) return;
  if (!screen.marks.delete(row.id)) screen.marks.set(row.id, row);
  screen.app.announce(screen.marks.has(row.id) ? 'Marked' : 'Mark taken away');
  screen.list.redraw();
}

function nextMark(screen) {
  const rows = [...screen.marks.values()].sort((a, b) => a.time - b.time);
  if (!rows.length) return screen.app.note('Nothing is marked');
  return screen.goTo(rows.find((row) => row.time > (screen.focusRow?.time ?? 0)) ?? rows[0]);
}

function compareMarked(screen) {
  const rows = marked(screen);
  if (screen.focusRow && rows.length === 1 && rows[0].id !== screen.focusRow.id) rows.push(screen.focusRow);
  if (rows.length !== 2) return screen.app.note(`Mark two events with ${screen.app.keys.keyOf('mark')} to compare them`);
  return diff(screen.app, rows[0], rows[1]);
}
