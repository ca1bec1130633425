/**
 * Draws an item of the list into a node of the pool. Built by hand and not by templates: while scrolling this runs some thousand times
 * a second, and a node's parts stay the same.
 */
import { LEVELS, clock, count, duration, letter, shortLogger, threadClass, time } from '../format.js';
import { losses } from '../row.js';
import { pair, picture, valueText, written } from '../text.js';

const element = (name, className, role) => {
  const node = document.createElement(name);
  if (className) node.className = className;
  if (role) node.setAttribute('role', role);
  return node;
};

/** A node for rows and pleats. */
function rowNode() {
  const node = element('div', 'r', 'row');
  const cells = { rail: element('span', 'rail'), tm: element('span', 'tm', 'gridcell'), lv: element('span', 'lv', 'gridcell'), ho: element('span', 'ho clip', 'gridcell'), lo: element('span', 'lo clip', 'gridcell'), ms: element('span', 'ms clip', 'gridcell'), co: element('span', 'co', 'gridcell') };
  const head = document.createTextNode('');
  const seconds = element('b');
  cells.tm.append(head, seconds);
  cells.rail.setAttribute('role', 'presentation');
  node.append(...Object.values(cells));
  return Object.assign(node, { cells, head, seconds, extra: [] });
}

/** A node for seams and tears. */
function seamNode() {
  const node = element('div', 'seam', 'row');
  const cells = { rail: element('span', 'rail'), tm: element('span', 'mono tm', 'gridcell'), says: element('span', 'says', 'gridcell'), line: element('span', 'st-line') };
  const button = element('button');
  button.tabIndex = -1;
  const act = element('span', '', 'gridcell');
  act.append(button);
  node.append(cells.rail, cells.tm, cells.says, act, cells.line);
  return Object.assign(node, { cells, button });
}

/**
 * @typedef {Object} Looks  what the drawing depends on besides the item
 * @property {string} tz
 * @property {number} [relativeTo]   times are shown as distance to this
 * @property {string[]} hits
 * @property {string[]} columns
 * @property {boolean} [matching]    in a context: rows that do not match are dimmed
 * @property {boolean} [dim]         all rows step back
 * @property {(name: string) => string} key
 */

/** True if an item can be drawn into a node. */
export const fits = (node, item) => node !== undefined && ('extra' in node) === (item.kind === 'row' || item.kind === 'pleat');

/** @param {import('./fold.js').Item} item */
export const nodeFor = (item) => (item.kind === 'row' || item.kind === 'pleat' ? rowNode() : seamNode());

/** @param {import('./fold.js').Item} item @param {Looks} looks */
export function draw(node, item, looks) {
  if (item.kind === 'seam') drawSeam(node, item.gap, looks);
  else if (item.kind === 'tear') drawTear(node, item.row, looks);
  else if (item.kind === 'pleat') drawPleat(node, item, looks);
  else drawRow(node, item.row, looks);
}

/** The class names of a node that depend on focus, marks and the drawn thread; cheap, done on every move. */
export function dress(node, item, { focused, marked, lane, first, last }) {
  const { classList } = node;
  classList.toggle('sel', focused);
  classList.toggle('marked', marked);
  classList.toggle('lane', lane === 'lane');
  classList.toggle('knot', lane === 'knot');
  classList.toggle('first', first);
  classList.toggle('last', last);
  node.setAttribute('aria-selected', focused);
}

function drawRow(node, row, looks) {
  const level = row.level ?? 'info';
  node.className = `r ${letter(level)} ${threadClass(row.root)}${looks.dim || (looks.matching && !row.match) ? ' dim' : ''}`;
  node.removeAttribute('aria-expanded');
  drawTime(node, row.time, looks);
  drawLevel(node.cells.lv, level);
  node.cells.ho.textContent = picture(row.host ?? '');
  node.cells.lo.textContent = shortLogger(picture(row.logger ?? ''));
  node.cells.lo.title = row.logger ?? '';
  node.cells.ms.replaceChildren(written(row.message, { template: row.template, hits: looks.hits }), ...more(row));
  drawColumns(node, row, looks);
  node.cells.co.className = 'co';
  node.cells.co.replaceChildren(row.duration === undefined ? '' : duration(row.duration));
}

/** What a row says besides its message: how a task goes, fields that the message does not hold. */
export function more(row) {
  const said = [];
  if (row.kind === 'begin') said.push(' begins');
  if (row.kind === 'end' && !row.message.startsWith('FAILED')) said.push(' ends');
  if (row.kind === 'change' && row.status) said.push(` ${row.status === 'change' ? 'changes' : row.status}`);
  let room = 160 - row.message.length;
  if (row.outcome) said.push(' ', pair('status', row.outcome));
  for (const [name, value] of Object.entries(row.fields ?? {})) {
    if (room < 0) break;
    const text = valueText(value);
    if (row.message.includes(`${name}=`) || (text.length > 1 && row.message.includes(text))) continue;
    said.push(' ', pair(name, text.length > 80 ? `${text.slice(0, 80)}…` : text));
    room -= name.length + text.length + 2;
  }
  if (row.exception && !row.message.includes(row.exception)) said.push(' ', pair('exception', className(row.exception)));
  return said;
}

function drawPleat(node, { rows, row }, looks) {
  node.className = `r pleat ${letter(row.level)}${looks.dim ? ' dim' : ''}`;
  node.setAttribute('aria-expanded', 'false');
  node.head.data = '';
  node.seconds.textContent = `${count(rows.length)} ×`;
  node.cells.tm.title = `${time(rows[0].time, looks.tz)} to ${time(rows[rows.length - 1].time, looks.tz)}`;
  drawLevel(node.cells.lv, row.level);
  const hosts = new Set(rows.map((each) => each.host));
  node.cells.ho.textContent = hosts.size === 1 ? picture(row.host ?? '') : `${hosts.size} hosts`;
  node.cells.lo.textContent = shortLogger(picture(row.logger ?? ''));
  node.cells.ms.replaceChildren(...holes(row.template ?? row.message));
  for (const cell of node.extra) cell.textContent = '';
  node.cells.co.className = 'co kh';
  node.cells.co.replaceChildren(hint(looks, 'unfold'), hint(looks, 'mute'));
}

function hint(looks, name) {
  const button = element('button', 'kh');
  button.tabIndex = -1;
  button.dataset.act = name;
  const key = element('kbd');
  key.textContent = looks.key(name);
  const word = element('span', 'wide');
  word.textContent = name;
  button.append(key, word);
  return button;
}

/** A template with its holes quiet. */
function holes(template) {
  return template.split(/(%[-#+ 0,(]*\d*(?:\.\d+)?[sdifgxbcn]|\{[^{}]*\})/).map((part, at) => {
    if (at % 2 === 0) return picture(part);
    const hole = element('em');
    hole.textContent = part;
    return hole;
  });
}

function drawTime(node, micros, looks) {
  node.cells.tm.title = '';
  if (looks.relativeTo !== undefined) {
    const gone = micros - looks.relativeTo;
    node.head.data = '';
    node.seconds.textContent = gone === 0 ? '0' : `${gone > 0 ? '+' : '−'}${duration(Math.abs(gone) / 1e6)}`;
    return;
  }
  const at = clock(micros, looks.tz);
  node.head.data = at.minute;
  node.seconds.textContent = at.second;
  node.cells.tm.title = at.day;
}

function drawLevel(cell, level) {
  cell.className = `lv lv-${letter(level)}`;
  cell.title = level;
  cell.setAttribute('aria-label', level);
  cell.textContent = letter(level).toUpperCase();
}

function drawColumns(node, row, looks) {
  while (node.extra.length > looks.columns.length) node.extra.pop().remove();
  while (node.extra.length < looks.columns.length) {
    const cell = element('span', 'ex clip', 'gridcell');
    node.extra.push(cell);
    node.insertBefore(cell, node.cells.co);
  }
  looks.columns.forEach((name, at) => (node.extra[at].textContent = picture(column(row, name, at))));
}

function column(row, name, at) {
  const value = row.columns?.[at] ?? row[name] ?? row.fields?.[name.replace(/^f\./, '')];
  if (value === undefined || value === null) return '';
  return name === 'exception' ? className(value) : valueText(value);
}

/** com.acme.CardException -> CardException: a column has no room for packages. */
const className = (name) => name.slice(name.lastIndexOf('.') + 1);

function drawSeam(node, gap, looks) {
  node.className = 'seam';
  node.cells.tm.textContent = clock(gap.toTime, looks.tz).minute + clock(gap.toTime, looks.tz).second.slice(0, 2);
  const by = LEVELS.toReversed().filter((level) => gap.by?.[level]).map((level) => `${count(gap.by[level])} ${level}`).join(', ');
  const words = { thinned: 'more this second', expired: 'expired before they were read', slow: 'passed while this page was busy', unread: 'not read yet' }[gap.why] ?? 'more';
  node.cells.says.replaceChildren(`${gap.n === undefined ? '' : `${count(gap.n)} `}${words}`, by ? Object.assign(element('span', 'not-s by'), { textContent: by }) : '');
  node.button.textContent = gap.why === 'expired' ? '' : gap.busy ? 'reading' : 'show';
  node.button.dataset.act = 'unfold';
}

function drawTear(node, row, looks) {
  node.className = 'seam tear';
  node.cells.tm.textContent = time(row.time, looks.tz);
  const lost = losses(row);
  if (lost) {
    const number = Object.assign(element('b', 'mono'), { textContent: `${count(lost.n)} lost` });
    const where = Object.assign(element('span', 'mono'), { textContent: picture(row.process ?? row.host ?? '') });
    const why = element('span');
    why.append(lost.why ? `${picture(lost.why)} on ` : 'on ', where);
    node.cells.says.replaceChildren(number, why);
  } else node.cells.says.replaceChildren(picture(row.message));
  node.button.textContent = 'why';
  node.button.dataset.act = 'focus';
}
