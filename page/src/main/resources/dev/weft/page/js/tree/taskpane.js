// The detail pane of what is no event: a task, a run of alike tasks, a hole.
import { html, nothing } from 'lit';
import { exceptionOf } from '../detail/exception.js';
import { count, duration as about, many as of, time as clock } from '../format.js';
import { picture } from '../text.js';
import { running, took } from '../screens/figures.js';
import { statusMark, shortId, shortPath } from '../screens/marks.js';

/** What the pane says of a node. look: {app, way, root, zone, now, end}; end is the event that ended a task that failed. */
export function nodePane(node, look) {
  if (node.isTask) return taskPane(node, look);
  switch (node.data.type) {
    case 'run': return runPane(node, look);
    case 'gap': return holePane(node, `${of(node.data.to - node.data.from + 1, 'event')} missing`, gapWords(node));
    case 'unseen': return holePane(node, `${of(node.data.to - node.data.from + 1, 'task')} not received`, unseenWords(node));
    default: return html`<div class="d-head"><h2 class="d-title">More follows here</h2></div>`;
  }
}

function taskPane(node, look) {
  const { data } = node;
  const absent = node.foreign ? 'begun elsewhere' : 'begin not received';
  const title = node.beginLost ? `/${shortPath(data.path)} ${absent}` : picture(data.name);
  return html`
    <div class="d-head"><span class="rail"></span><h2 class="d-title">${title}</h2>
      <div class="d-meta"><span>task</span>${statusOf(data, look)}<span>${picture(data.host ?? '')}</span></div></div>
    ${pathSection(look)}${failure(look.end)}
    <section class="d-sec"><h3>times</h3><dl class="kv">
      ${pair('begin', data.begin == null ? (node.foreign ? 'elsewhere' : 'not received') : clock(data.begin, look.zone))}
      ${pair('end', data.end == null ? (node.foreign ? 'elsewhere' : 'no end received') : clock(data.end, look.zone))}
      ${data.duration == null ? nothing : pair('duration', took(data.duration))}
      ${data.adjusted ? adjusted(data, look) : nothing}
      ${data.inferred ? pair('inferred', 'The end was concluded from what follows; no record says it.') : nothing}</dl></section>
    <section class="d-sec"><h3>inside</h3><dl class="kv">
      ${pair('events', count(data.events))}${pair('tasks', count(data.tasks))}
      ${data.failures ? pair('failed', count(data.failures)) : nothing}${data.holes ? pair('holes', count(data.holes)) : nothing}</dl></section>
    <section class="d-sec"><h3>identity</h3><dl class="kv">${pair('task', data.id)}${data.process ? pair('process', picture(data.process)) : nothing}${data.key ? pair('first event', eventLink(data.key, look)) : nothing}${data.endKey ? pair('end event', eventLink(data.endKey, look)) : nothing}</dl></section>`;
}

/** What made it fail comes before all else that is known of it. */
function failure(end) {
  if (end.problem) return html`<section class="d-sec"><h3>exception</h3><p class="t3">${end.problem.message}</p></section>`;
  return end.data ? exceptionOf(end.data.row, end) : nothing;
}

function eventLink(id, { app }) {
  return html`<a href=${app.link({ screen: 'stream', id, ctx: 'task' })}>${id}</a>`;
}

function adjusted(data, look) {
  const shift = data.shift ?? 0;
  return html`${shift ? pair('own clock', html`${clock(data.begin - shift, look.zone)}${data.end == null ? '' : html` to ${clock(data.end - shift, look.zone)}`}`) : nothing}
    ${pair('~ adjusted', `The clock of this process contradicts its parent’s: it says that this began before it was begun.${shift ? ` The times above are moved by ${about(shift / 1e6)}.` : ''}`)}`;
}

function statusOf(data, look) {
  if (data.status === 'running' && data.begin != null) return statusMark('running', `running ${running((look.now - data.begin) / 1e6)}, no end`);
  return statusMark(data.status, data.duration == null ? data.status : took(data.duration));
}

function pathSection(look) {
  return html`<section class="d-sec"><h3>path</h3><ol class="path">${look.way.map((step, depth) => html`
    <li .style=${`padding-left:${depth * 12}px`}>${depth === look.way.length - 1
      ? html`<span class="here">${step.data.name != null ? picture(step.data.name) : '/' + shortPath(step.data.path)}</span>`
      : html`<a href=${'/t/' + step.data.id}>${step.data.name != null ? picture(step.data.name) : '/' + shortPath(step.data.path)}</a>`}
      <span class="t3">${step.data.path ? '/' + shortPath(step.data.path) : shortId(look.root)}</span>
      ${statusMark(step.data.status, step.data.duration == null ? step.data.status : about(step.data.duration))}</li>`)}</ol></section>`;
}

function runPane(node, look) {
  const { data } = node;
  return html`
    <div class="d-head"><span class="rail"></span><h2 class="d-title">${count(data.count)} × ${picture(data.name)}</h2>
      <div class="d-meta"><span>run of alike tasks</span></div></div>
    <section class="d-sec"><h3>times</h3><dl class="kv">
      ${pair('begin', clock(data.begin, look.zone))}${data.end == null ? nothing : pair('end', clock(data.end, look.zone))}
      ${data.p50 == null ? nothing : pair('half within', about(data.p50))}${data.max == null ? nothing : pair('longest', about(data.max))}
      ${pair('failed', count(data.failures))}</dl></section>
    <section class="d-sec"><h3>identity</h3><dl class="kv">${pair('first', data.first)}${pair('last', data.last)}</dl></section>`;
}

function holePane(node, title, words) {
  return html`<div class="d-head"><span class="rail"></span><h2 class="d-title">${title}</h2>
      <div class="d-meta"><span>hole</span><span>${picture(node.task?.data.host ?? '')}</span></div></div>
    <section class="d-sec hole-words">${words.map((line) => html`<p>${line}</p>`)}</section>`;
}

function gapWords({ data }) {
  const size = data.to - data.from + 1;
  const first = data.from === data.to ? `The task gave out number ${data.from}, and no event with it arrived.`
    : `The task gave out the numbers ${data.from} to ${data.to}, and no events with them arrived.`;
  return data.reported > 0
    ? [first, `${count(data.reported)} of ${count(size)} were reported lost by the process itself: its queue was full.`]
    : [first, 'Nobody reported them lost. They may still be on their way; this row goes when they come.'];
}

function unseenWords({ data }) {
  const first = `The task says that it began the tasks /${data.from}${data.from === data.to ? '' : ` to /${data.to}`}, and nothing of them arrived.`;
  return [first, data.handed ? 'Their numbers were handed to other processes, which perhaps never used them.' : 'They may still be on their way; this row goes when they come.'];
}

function pair(name, value) { return html`<dt>${name}</dt><dd>${value}</dd>`; }
