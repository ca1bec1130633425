// One error group as a row, and the tasks that it hit below it.
import { html, svg, nothing } from 'lit';
import { count, threadClass } from '../format.js';
import { level } from '../icons.js';
import { picture } from '../text.js';
import { took, when } from '../screens/figures.js';
import { shortId, statusMark } from '../screens/marks.js';
import { hot } from './groups.js';

const WIDTH = 132;
const HEIGHT = 26;

/** look: {selected, open, tz, tell: {selected(group), toggled(group)}}. */
export function groupRow(group, look) {
  const hosts = Object.keys(group.hosts ?? {});
  return html`
    <div class="eg ${look.selected ? 'sel' : ''}" role="row" aria-level="1" id=${'group-' + group.fingerprint} aria-selected=${String(look.selected)} aria-expanded=${String(look.open)}
      @click=${() => look.tell.selected(group)} @dblclick=${() => look.tell.toggled(group)}>
      <span class="c" role="gridcell">${count(group.count)}${group.more == null ? nothing : html`<small title="against the time before">${signed(group.more)}</small>`}</span>
      <div class="w" role="gridcell"><p>${level(group.level ?? 'error', 'letter')}<span class="cls clip">${titled(group)}</span>
        ${group.fresh ? html`<span class="tag acc">new</span>` : group.rising ? html`<span class="tag bad">rising</span>` : nothing}</p>
        <p class="say">${picture(firstLine(group.message))}<span class="fr">${'\u2002' + (group.place ? picture(shortPlace(group.place)) : without(group))}</span></p></div>
      <span class="spark" role="gridcell">${spark(group.spark)}</span>
      <span class="cell opt" role="gridcell">${when(group.first, look.tz)}</span>
      <span class="cell last" role="gridcell">${when(group.last, look.tz)}</span>
      <span class="cell opt" role="gridcell" title=${hosts.join(', ')}>${hosts.map(picture).join(', ')}</span>
      <span class="cell opt num" role="gridcell">${group.trees ? count(group.trees) : 'none'}</span>
    </div>`;
}

/** The class without its package; the pane has it whole. */
function titled({ title }) { return picture(title.replace(/(?:[a-z_$][\w$]*\.)+(?=[A-Z])/g, '')); }

/** CardClient.send of com.acme.pay.CardClient.send(CardClient.java:88). */
function shortPlace(place) { return place.replace(/\(.*\)$/, '').replace(/^(?:[a-z_$][\w$]*\.)+(?=[A-Z])/, ''); }

function without({ reasons = [] }) { return reasons.some((reason) => reason.startsWith('class chain')) ? 'no stack of its own, by template' : 'no exception, by template'; }

function signed(n) { return n > 0 ? '+' + count(n) : n < 0 ? '−' + count(-n) : '0'; }

function firstLine(text) { return (text ?? '').split('\n', 1)[0]; }

function spark(counts) {
  const most = Math.max(1, ...counts);
  const step = WIDTH / counts.length;
  const loud = hot(counts);
  return html`<svg viewBox="0 0 ${WIDTH} 30" role="img" aria-label=${`${count(counts.reduce((a, b) => a + b, 0))} over the time, at most ${count(most)} at once`}>
    <path class="base" d="M0 28.5H132"></path>
    ${counts.map((n, i) => n === 0 ? nothing : svg`<rect class=${loud[i] ? 'hot' : 'b'} x=${(i * step).toFixed(1)} y=${(28 - Math.max(1, n / most * HEIGHT)).toFixed(1)} width=${loud[i] ? Math.max(3, step - 1.5).toFixed(1) : 1.5} height=${Math.max(1, n / most * HEIGHT).toFixed(1)}></rect>`)}
  </svg>`;
}

/** The tasks that a group hit. tasks: [{root, time, name, status, duration, words}]; look: {tz, selected, more, link(task), tell}. */
export function taskRows(tasks, look) {
  if (!tasks) return html`<div class="et"><span class="rail th"></span><span></span><span class="t3">asking …</span></div>`;
  if (!tasks.length) return html`<div class="et"><span class="rail th"></span><span></span><span class="t3 et-all">outside every task</span></div>`;
  return html`${tasks.map((task) => html`
    <div class="et ${threadClass(task.root)} ${look.selected === task.root ? 'sel' : ''}" id=${'group-task-' + task.root} role="row" aria-level="2" @click=${() => look.tell.chosen(task)}>
      <span class="rail"></span><span class="t3" role="gridcell">${when(task.time, look.tz)}</span>
      <a role="gridcell" class="et-name" tabindex="-1" href=${look.link(task)}>${picture(task.name ?? 'task')}</a>
      <span class="t3" role="gridcell">${shortId(task.root)}</span>
      <span role="gridcell">${task.status ? statusMark(task.status, task.duration == null ? task.status : took(task.duration)) : nothing}</span>
      <span class="t3 clip" role="gridcell">${picture(task.words ?? '')}</span></div>`)}
    ${look.more > 0 ? html`<div class="et"><span class="rail th"></span><span></span><button class="st et-more" @click=${look.tell.more}>${count(look.more)} more</button></div>` : nothing}`;
}
