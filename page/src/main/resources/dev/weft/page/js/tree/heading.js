// What stands above a tree: its name, how it ended, how much it holds, and the lenses to see it through.
import { html, nothing } from 'lit';
import { many as of } from '../format.js';
import { picture } from '../text.js';
import { running, took } from '../screens/figures.js';
import { shortId, statusMark } from '../screens/marks.js';
import { ticks } from './scale.js';

const LENSES = [['', 'tree'], ['bars', 'bars'], ['flat', 'flat'], ['who', 'who'], ['path', 'critical path']];

/** look: {root, lens, filter, now, turn(lens), filterBy(query), unfilter()}. */
export function heading(model, look) {
  const { facts, root } = model;
  const { data } = root;
  const words = [of(facts.events, 'event'), of(facts.tasks, 'task'), of(facts.processes.length, 'process', 'processes')];
  if (facts.holes) words.push(of(facts.holes, 'hole'));
  return html`<div class="sub tree-sub">
    <h1 class="ttl clip">${titleOf(root)}</h1><span class="mono t3">${shortId(look.root)}</span>
    ${data.status === 'running' ? statusMark('running', `${running((look.now - data.begin) / 1e6)}, no end`) : statusMark(data.status, data.duration == null ? data.status : took(data.duration))}
    <span class="t3 not-s clip">${words.join(' · ')}</span>${facts.complete ? nothing : html`<span class="tag warn not-s">not complete</span>`}
    <span class="grow"></span>${filterBox(look)}
    <div class="seg" role="tablist" aria-label="Lens" @keydown=${(event) => turned(event, look)}>${LENSES.map(([lens, name]) => html`
      <button role="tab" aria-selected=${String(look.lens === lens)} tabindex=${look.lens === lens ? 0 : -1} @click=${() => look.turn(lens)}>${name}</button>`)}</div></div>`;
}

/** Of a trace that another system began: what its first task here is called. */
function titleOf(root) {
  let node = root;
  while (node?.foreign) node = node.kids?.find((kid) => kid.isTask);
  if (node?.data.name != null) return picture(node.data.name);
  return root.foreign ? 'begun elsewhere' : 'begin not received';
}

function turned(event, look) {
  const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (!by) return;
  const place = LENSES.findIndex(([lens]) => lens === look.lens);
  const next = LENSES[(place + by + LENSES.length) % LENSES.length][0];
  look.turn(next);
  event.currentTarget.children[(place + by + LENSES.length) % LENSES.length].focus();
  event.preventDefault();
}

/** Enter dims what does not match, Enter again removes it, once more shows all. */
export function filterBox(look) {
  const { filter } = look;
  return html`<label class="tree-filter ${filter.mode === 'off' ? '' : 'on'}"><span class="sr">Filter inside this tree</span><svg class="ic sm" aria-hidden="true"><use href="#i-filt"></use></svg>
    <input class="mono" size="18" spellcheck="false" autocomplete="off" placeholder="filter in this tree" .value=${filter.query} @keydown=${(event) => {
      if (event.key === 'Enter') look.filterBy(event.target.value.trim());
      else if (event.key === 'Escape') { event.target.value = ''; event.target.blur(); look.unfilter(); } else return;
      event.preventDefault();
      event.stopPropagation();
    }}>${filter.mode === 'off' ? nothing : html`<span class="t3">${filter.mode}</span>`}</label>`;
}

/** The heads of the columns, with the time axis. */
export function scaleHead(scale, first = 'task and events', row = 'tr') {
  const { step, at } = ticks(scale.seconds);
  const unit = scale.seconds < 1 ? [1000, 'ms'] : scale.seconds < 600 ? [1, 's'] : [1 / 60, 'min'];
  const digits = Math.max(0, -Math.floor(Math.log10(step * unit[0]) + 1e-9));
  const write = (t) => t === 0 ? '0' : (t * unit[0]).toFixed(digits);
  const total = unit[1] === 's' ? took(scale.seconds) : `${(scale.seconds * unit[0]).toFixed(Math.max(1, digits))} ${unit[1]}`;
  const share = 100 * step / scale.seconds;
  return html`<div class="${row} head" role="presentation" .style=${`--tick:${share}%`}><span></span><span class="nm">${first}</span>${row === 'tr' ? html`<span>process</span><span>status</span>` : nothing}
    <span class="scale">${at.map((t) => html`<span .style=${`left:${100 * t / scale.seconds}%`}>${write(t)}</span>`)}<span .style=${'left:100%'}>${total}</span></span></div>`;
}
