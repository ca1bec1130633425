// How a node of a tree becomes a row: guides, name, process, status, bar. All text is set as text.
import { count, duration as about, endOfPath, letter, many as of, threadClass, time } from '../format.js';
import { iconElement as icon } from '../icons.js';
import { picture, written } from '../text.js';
import { tidied } from '../row.js';
import { more as besides } from '../stream/row-view.js';
import { took, running } from '../screens/figures.js';
import { el, levelMark, shortPath, statusMark } from '../screens/marks.js';

const MOST_LOOKED_AT = 500;

/** How many guides a row draws, those nearest to it; the room of the others stays. */
const MOST_GUIDES = 48;

/** An empty row with its five cells. */
export function blankRow() {
  const row = el('div', 'tr');
  row.setAttribute('role', 'row');
  const rail = el('span', 'rail');
  rail.setAttribute('aria-hidden', 'true');
  row.append(rail);
  for (const name of ['nm', 'hop', 'stc', 'bar']) {
    const cell = el('span', name);
    cell.setAttribute('role', 'gridcell');
    row.append(cell);
  }
  return row;
}

/**
 * Draws a node into a row.
 *
 * look: {index, selected, here, way: [{node, place}], scale, now, zone, dim(node), fold(node)}.
 */
export function drawRow(row, node, look) {
  row.className = rowClass(node, look);
  row.id = 'tree-row-' + look.index;
  row.setAttribute('aria-rowindex', look.index + 1);
  row.setAttribute('aria-level', node.depth + 1);
  row.setAttribute('aria-selected', String(look.selected === node));
  if (node.foldable) row.setAttribute('aria-expanded', String(node.open));
  else row.removeAttribute('aria-expanded');
  const [, name, process, status, bar] = row.children;
  name.replaceChildren(...guides(node, look), ...nameOf(node, look));
  process.replaceChildren(...processOf(node, look));
  status.replaceChildren(...statusOf(node, look));
  bar.replaceChildren(...barOf(node, look));
  node.late = false;
}

function rowClass(node, look) {
  const names = ['tr', threadClass(look.root)];
  if (node.isEvent) names.push('ev', letter(node.data.level));
  if (node.isHole || node.holed) names.push('hole');
  if (look.selected === node) names.push('sel');
  if (look.dim(node)) names.push('dim');
  if (node.late) names.push('late');
  return names.join(' ');
}

function guides(node, look) {
  const drawn = [];
  const left = Math.max(0, node.depth - MOST_GUIDES);
  let above = node.parent;
  for (let i = node.depth - 1; i >= left; i--, above = above.parent) {
    const step = look.way[i];
    const next = look.way[i + 1];
    let kind = 'n';
    if (step?.node === above && next) kind = look.index < next.place ? 'x' : look.index === next.place ? 'xe' : 'n';
    drawn.unshift(el('span', 'g ' + kind));
  }
  if (left > 0) {
    const room = el('span', 'g-room');
    room.style.setProperty('--steps', left);
    drawn.unshift(room);
  }
  return drawn;
}

function nameOf(node, look) {
  const data = node.data;
  if (node.isTask) return [toggle(node, look), ...taskName(node)];
  switch (data.type) {
    case 'run': return [toggle(node, look), el('span', 'nme', `×${count(data.count)} ${picture(data.name ?? '')}`), note(runNote(data))];
    case 'gap': return [holeMark(), el('span', '', of(data.to - data.from + 1, 'event') + ' missing'), note(gapNote(data))];
    case 'unseen': return [holeMark(), el('span', '', of(data.to - data.from + 1, 'task') + (data.handed ? ' handed over' : ' not received')), note(unseenNote(data))];
    case 'more': return [el('span', 'tw'), more(node, look)];
    default: return [levelMark(data.level), say(data)];
  }
}

function taskName(node) {
  const data = node.data;
  const path = data.path ? '/' + shortPath(data.path) : '';
  if (node.foreign) return [el('span', 't3', `${endOfPath(path) || 'trace'} begun elsewhere`), note('by a program that does not send here')];
  if (node.beginLost) {
    const kept = data.events > 0 && data.status !== 'unseen';
    return [el('span', '', `${endOfPath(path) || 'root'} begin not received`), note(kept ? of(data.events, 'event') + ' kept' : 'nothing but what is below')];
  }
  const words = [];
  if (path) {
    const place = el('span', 'p', endOfPath(path));
    place.title = path;
    words.push(place);
  }
  words.push(el('span', 'nme clip', picture(data.name ?? '')));
  const inside = insideNote(node);
  if (inside) words.push(note(inside));
  return words;
}

/** What a folded task hides. */
function insideNote(node) {
  if (node.open || !node.foldable) return '';
  const { events, tasks, failures } = node.data;
  const said = [];
  if (tasks > 1) said.push(of(tasks, 'task'));
  if (events) said.push(of(events, 'event'));
  if (failures > (node.failed ? 1 : 0)) said.push(`${count(failures - (node.failed ? 1 : 0))} failed inside`);
  return said.join(' · ');
}

function runNote(data) {
  const said = [];
  if (data.p50 != null) said.push(`p50 ${about(data.p50)}`);
  if (data.max != null) said.push(`max ${about(data.max)}`);
  return said.join(' · ');
}

function gapNote(data) {
  const which = data.from === data.to ? `seq ${data.from}` : `seq ${data.from}–${data.to}`;
  return data.reported > 0 ? `${which}, ${count(data.reported)} reported lost` : `${which}, never arrived`;
}

function unseenNote(data) {
  const which = data.from === data.to ? `/${data.from}` : `/${data.from}–/${data.to}`;
  return data.handed ? `${which}, perhaps never used` : which;
}

function note(text) { return el('span', 'x t3', '\u2002' + text); }

function say(data) {
  const text = el('span', 'x');
  if (data.late) text.append(el('span', 'p', 'after the end'));
  const row = tidied({ ...data });
  text.append(written(row.message, { template: row.template ?? guessed(row.message) }), ...besides(row));
  return text;
}

/** A skeleton has no templates: numbers, and what follows "name=", are taken for values. */
function guessed(message) { return message.replace(/(?<==)[^\s,;]+|(?<![\w=.])\d[\w.:/%]*/g, '{}'); }

function holeMark() {
  const mark = el('span', 'tw');
  mark.append(icon('hole'));
  return mark;
}

function toggle(node, look) {
  if (node.holed && !node.foldable) return holeMark();
  const turn = el('span', 'tw');
  if (!node.foldable) return turn;
  if (node.holed) turn.append(icon('hole'));
  else {
    turn.append(icon('chev'));
    if (node.open) turn.setAttribute('data-open', '');
  }
  turn.addEventListener('click', (event) => { event.stopPropagation(); look.fold(node); });
  return turn;
}

function more(node, look) {
  const button = el('button', 'more-rows', node.asking ? 'asking …' : node.data.count > 0 ? `show ${count(node.data.count)} more` : 'show more');
  button.tabIndex = -1;
  button.addEventListener('click', (event) => { event.stopPropagation(); look.fold(node); });
  return button;
}

function processOf(node, look) {
  if (look.here === node) return [el('span', 'here', 'you are here')];
  if (node.isEvent || node.data.type === 'more') return [];
  const own = node.data.process ? node.data : node.task?.data ?? node.data;
  if (!node.data.hop) return [titled(el('span', 'clip', picture(processName(own, look.byService))), own)];
  const from = node.parent?.task?.data ?? {};
  const target = titled(el('b', 'clip', picture(processName(own, look.byService))), own);
  return [titled(el('span', 'clip', picture(processName(from, look.byService))), from), icon('hop', 'sm'), el('span', 'sr', 'to '), target];
}

/** Whether processes of a tree are told apart better by their services than by their hosts, as where several share one. */
export function byService(nodes) {
  const hosts = new Set();
  const services = new Set();
  let looked = 0;
  for (const { data } of nodes) {
    if (++looked > MOST_LOOKED_AT) break;
    if (data.host) hosts.add(data.host);
    if (data.service) services.add(data.service);
  }
  return services.size > hosts.size;
}

/** Its host, or its service where that says more. Python's programs are all called MainProcess. */
export function processName(task, service) {
  return service && task.service && task.service !== 'MainProcess' ? task.service : task.host ?? '';
}

function titled(element, task) {
  element.title = picture([task.service, task.process ?? task.host].filter(Boolean).join(' · '));
  return element;
}

function statusOf(node, look) {
  const data = node.data;
  if (data.type === 'gap') return [statusMark('unseen', 'gap')];
  if (data.type === 'unseen') return [statusMark('unseen', data.handed ? 'unused?' : 'not received')];
  if (data.type === 'run') return runStatus(data);
  if (!node.isTask) return [];
  if (node.foreign) return [statusMark('foreign', 'elsewhere')];
  if (node.beginLost && data.status !== 'unseen') {
    return [statusMark(data.status === 'failed' ? 'failed' : 'unseen', 'begin lost')];
  }
  switch (data.status) {
    case 'running': return [statusMark('running', `${running((look.now - (data.begin ?? look.now)) / 1e6)}, no end`)];
    case 'unseen': return [statusMark('unseen', 'not received')];
    case 'over': return [statusMark('over', 'end lost')];
    case 'succeeded':
    case 'failed': return [statusMark(data.status, took(data.duration) || data.status)];
    case 'aborted': return [statusMark('aborted', 'aborted')];
    default: return [statusMark(data.status, `${data.status === 'unset' ? 'ended' : data.status} ${took(data.duration)}`)];
  }
}

function runStatus(data) {
  const { succeeded = data.statuses ? 0 : data.count - data.failures, failed = data.statuses ? 0 : data.failures, ...others } = data.statuses ?? {};
  const words = [];
  if (succeeded > 0) words.push(el('span', 'st t3', `${count(succeeded)} ok`));
  if (failed > 0) words.push(statusMark('failed', count(failed)));
  for (const [status, n] of Object.entries(others)) words.push(statusMark(status, `${count(n)} ${status}`));
  return words;
}

/** What stands on the time axis. */
export function barOf(node, look) {
  const data = node.data;
  const scale = look.scale;
  if (!scale) return [];
  if (node.isEvent) {
    if (node.begins == null) return [];
    const kind = { warn: 'w', error: 'e', fatal: 'f' }[data.level] ?? 'i';
    return [place(el('s', kind), scale.left(node.begins))];
  }
  if (data.type === 'gap') return gapBar(node, scale);
  if (data.type === 'unseen' || data.type === 'more') return [];
  const begin = node.begins;
  if (begin == null) return [];
  const open = data.end == null && data.status === 'running';
  const end = open && !node.beginLost ? scale.first + scale.span : node.ends ?? begin;
  const bar = place(el('i', barClass(node, open)), scale.left(begin), scale.width(begin, end));
  bar.title = `${time(begin, look.zone)} to ${data.end == null ? 'no end' : time(data.end, look.zone)}${data.adjusted ? ', adjusted: clocks differ' : ''}`;
  const drawn = [bar];
  const right = scale.left(end);
  if (look.stretches) return critical(node, bar, look);
  const text = label(node, open);
  if (text && right < 86) drawn.push(place(el('b', '', text), right));
  else if (text && scale.left(begin) > 16) drawn.push(place(el('b', 'before', text), scale.left(begin)));
  return drawn;
}

function gapBar(node, scale) {
  const [from, to] = node.between;
  if (from == null || to == null || to < from) return [];
  return [place(el('i', 'hole'), scale.left(from), scale.width(from, to))];
}

/** Thin where the task waited for others, solid where it was itself what all waited for. */
function critical(node, bar, { stretches, scale }) {
  bar.className = 'anc' + (node.failed ? ' bad' : '');
  const own = stretches.filter((stretch) => stretch.node === node);
  const spent = own.reduce((sum, { from, to }) => sum + to - from, 0);
  const marks = own.map(({ from, to }) => place(el('i', 'crit'), scale.left(from), scale.width(from, to)));
  const share = Math.round(spent / scale.span * 100);
  const longest = own.reduce((most, each) => (!most || each.to - each.from > most.to - most.from ? each : most), null);
  if (spent > 0) {
    const text = `${about(spent / 1e6)}, ${share} %`;
    marks.push(scale.left(longest.to) < 78 ? place(el('b', 'apart', text), scale.left(longest.to)) : place(el('b', 'apart before', text), scale.left(longest.from)));
  }
  return [bar, ...marks];
}

function barClass(node, open) {
  if (node.data.type === 'run') return 'run';
  if (node.holed || node.data.status === 'over') return 'hole';
  if (open) return 'open';
  return [node.open && node.kids?.some((kid) => !kid.isEvent) ? 'anc' : '', node.failed ? 'bad' : ''].join(' ');
}

function label(node, open) {
  if (open || node.data.duration == null || node.data.type === 'run') return '';
  if (node.open && node.kids?.some((kid) => !kid.isEvent)) return node.data.adjusted ? '~' : '';
  return (node.data.adjusted ? '~ ' : '') + about(node.data.duration);
}

function place(mark, left, width = null) {
  mark.style.left = left + '%';
  if (width !== null) mark.style.width = width + '%';
  return mark;
}
