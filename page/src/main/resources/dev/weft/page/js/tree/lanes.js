// One lane for each process: which task ran where, and when. Tasks that overlap in one process stand below each other.
import { count, duration as about, many as of } from '../format.js';
import { iconElement as icon } from '../icons.js';
import { byService, processName } from './rows.js';
import { picture } from '../text.js';
import { running } from '../screens/figures.js';
import { el, shortPath } from '../screens/marks.js';

const STEP = 22;

/** Lanes in order of their first task: [{process, host, rows, bars: [{node, row, left, width}]}]. */
export function lanesOf(nodes, scale) {
  const lanes = new Map();
  // Looked at twice, and what comes may be told once only.
  const all = [...nodes];
  const service = byService(all);
  for (const node of all) {
    if (!(node.isTask || node.data.type === 'run') || node.begins == null) continue;
    const owner = node.isTask ? node : node.task;
    const process = owner?.data.process ?? owner?.data.host ?? 'unknown';
    if (!lanes.has(process)) lanes.set(process, { process, host: processName(owner?.data ?? {}, service) || process, ends: [], bars: [] });
    const lane = lanes.get(process);
    const end = node.ends ?? scale.first + scale.span;
    let row = lane.ends.findIndex((busy) => busy <= node.begins);
    if (row < 0) row = lane.ends.length;
    lane.ends[row] = Math.max(end, node.begins + 1);
    lane.bars.push({ node, row, left: scale.left(node.begins), width: scale.width(node.begins, end) });
  }
  return [...lanes.values()].sort((left, right) => left.bars[0].node.begins - right.bars[0].node.begins);
}

export class Lanes {
  /** box: the scrolling element; tell: {selected(node)}. */
  constructor(box, tell) {
    this.box = box;
    this.tell = tell;
    this.buttons = [];
    this.selected = null;
    box.setAttribute('role', 'list');
    box.setAttribute('aria-label', 'Processes');
  }

  draw(nodes, scale, thread) {
    const lanes = lanesOf(nodes, scale);
    this.buttons = [];
    this.box.replaceChildren(...lanes.map((lane) => this.lane(lane, thread)));
    this.buttons.sort((left, right) => left.node.begins - right.node.begins);
    if (!this.buttons.some(({ node }) => node === this.selected)) this.selected = this.buttons[0]?.node ?? null;
    this.mark();
  }

  lane(lane, thread) {
    const row = el('div', 'lane-row ' + thread);
    row.setAttribute('role', 'listitem');
    const rail = el('span', 'rail');
    const head = el('div', 'lane-head');
    const tasks = lane.bars.reduce((sum, { node }) => sum + (node.isTask ? 1 : node.data.count), 0);
    head.append(el('b', 'clip', picture(lane.host)), el('span', 't3 clip', lane.process === lane.host ? '' : picture(lane.process)), el('span', 't3', of(tasks, 'task')));
    const track = el('div', 'lane-track');
    track.style.height = Math.max(2, lane.ends.length) * STEP + 'px';
    for (const bar of lane.bars) track.append(this.bar(bar));
    row.append(rail, head, track);
    return row;
  }

  bar({ node, row, left, width }) {
    const { data } = node;
    const run = data.type === 'run';
    const button = el('button', 'lane-bar' + (node.failed || (run && data.failures) ? ' bad' : '') + (run ? ' run' : '') + (data.status === 'running' ? ' open' : '') + (node.holed ? ' hole' : ''));
    button.tabIndex = -1;
    button.style.left = left + '%';
    button.style.width = width + '%';
    button.style.top = row * STEP + 2 + 'px';
    const name = run ? `×${count(data.count)} ${picture(data.name)}` : data.name != null ? picture(data.name) : `/${shortPath(data.path)} ${node.foreign ? 'begun elsewhere' : 'begin not received'}`;
    const length = data.duration != null ? about(data.duration) : data.status === 'running' ? running((Date.now() * 1000 - data.begin) / 1e6) : '';
    button.setAttribute('aria-label', [name, data.status, length].filter(Boolean).join(', '));
    button.title = [name, length].filter(Boolean).join(' · ');
    if (data.hop) button.append(icon('hop', 'sm'));
    if (node.failed) button.append(icon('cross', 'sm'));
    button.append(el('span', 'clip', name), el('span', 't3 clip', length));
    if (width < 3) button.classList.add('slim');
    button.addEventListener('click', () => this.select(node));
    this.buttons.push({ node, button });
    return button;
  }

  mark() {
    for (const { node, button } of this.buttons) {
      const here = node === this.selected;
      button.classList.toggle('sel', here);
      button.tabIndex = here ? 0 : -1;
      if (here) button.setAttribute('aria-current', 'true');
      else button.removeAttribute('aria-current');
    }
  }

  select(node, focus = false) {
    this.selected = node;
    this.mark();
    const chosen = this.buttons.find((item) => item.node === node)?.button;
    chosen?.scrollIntoView({ block: 'nearest' });
    if (focus) chosen?.focus({ preventScroll: true });
    this.tell.selected(node);
  }

  /** To the next task in order of time. */
  step(by) {
    const place = this.buttons.findIndex(({ node }) => node === this.selected);
    const next = this.buttons[Math.min(this.buttons.length - 1, Math.max(0, place + by))];
    if (next) this.select(next.node, true);
  }

  nextAlarm(forward) {
    const place = this.buttons.findIndex(({ node }) => node === this.selected);
    const rest = forward ? this.buttons.slice(place + 1) : this.buttons.slice(0, Math.max(0, place)).reverse();
    const next = rest.find(({ node }) => node.failed || node.data.failures > 0);
    if (next) this.select(next.node, true);
    return Boolean(next);
  }
}
