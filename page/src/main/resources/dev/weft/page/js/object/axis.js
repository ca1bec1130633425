// The one time axis of an object: the slider that heads it, and a thread for every field below.
import { html, svg, nothing } from 'lit';
import { time as clock } from '../format.js';
import { shortTime as shortClock } from '../screens/figures.js';
import { picture } from '../text.js';
import { brief } from './history.js';

/** How much of the column the life takes, in percent; the rest is for the text of the last knot. */
const LIFE = 88;
const CHARACTER = 6.8;

export class Axis {
  /** from, to: in microseconds; width: of the column, in pixels. */
  constructor(from, to, width, zone) {
    this.from = from;
    this.to = Math.max(to, from + 1);
    this.width = width;
    this.zone = zone;
    this.life = LIFE;
  }

  at(micros) { return Math.min(1, Math.max(0, (micros - this.from) / (this.to - this.from))) * this.life; }

  percent(micros) { return this.at(micros).toFixed(2) + '%'; }

  /** The instant at a part, 0 to 1, of the column. */
  instant(part) { return Math.round(this.from + Math.min(1, Math.max(0, part * 100 / this.life)) * (this.to - this.from)); }

  pixels(micros) { return this.at(micros) / 100 * this.width; }
}

/** The slider: look {axis, history, t, pin, change, words}, tell {moved(micros), stepped(by), end(first)}. */
export function slider(look, tell) {
  const { axis, history, t, pin } = look;
  const knots = thinned(history.changes, axis);
  return html`
    <div class="slider" role="slider" tabindex="0" aria-label="Instant" aria-valuemin="0" aria-valuemax=${history.changes.length}
      aria-valuenow=${look.change + 1} aria-valuetext=${`${clock(t, axis.zone)}, change ${look.change + 1} of ${history.changes.length}`}
      @pointerdown=${(event) => drag(event, axis, tell)} @keydown=${(event) => pressed(event, tell)}>
      <svg aria-hidden="true">
        <line x1="0" y1="14" x2=${axis.life + '%'} y2="14" class="ax-rest"></line>
        <line x1="0" y1="14" x2=${axis.percent(t)} y2="14" class="ax-past"></line>
        ${knots.map((micros) => svg`<rect x=${axis.percent(micros)} y="9" width="3" height="10" rx="1" transform="translate(-1.5 0)" class=${micros <= t ? 'kn-past' : 'kn-next'}></rect>`)}
        ${pin == null ? nothing : svg`<circle cx=${axis.percent(pin)} cy="14" r="5" class="kn-pin"></circle>`}
        <circle cx=${axis.percent(t)} cy="14" r="6.5" class="kn-here"></circle><circle cx=${axis.percent(t)} cy="14" r="2" class="kn-core"></circle>
      </svg>
      <div class="mono lab">${labels(look)}</div>
    </div>`;
}

function labels({ axis, t }) {
  const here = axis.at(t);
  const from = shortClock(axis.from, axis.zone);
  const to = shortClock(axis.to, axis.zone);
  const room = 100 * CHARACTER * 14 / Math.max(1, axis.width);
  return html`
    ${here > room ? html`<span>${from}</span>` : nothing}
    <span class="cur" .style=${`left:clamp(6ch, ${here}%, calc(100% - 6ch))`}>${clock(t, axis.zone)}</span>
    ${here < axis.life - room ? html`<span class="to" .style=${`left:${axis.life}%`}>${to}</span>` : nothing}`;
}

/** Of many changes only as many knots as can be told apart. */
function thinned(changes, axis) {
  const drawn = [];
  let last = -9;
  for (const { time } of changes) {
    const x = axis.pixels(time);
    if (x - last < 3) continue;
    drawn.push(time);
    last = x;
  }
  return drawn;
}

/** One field's thread. look: {axis, t, pin, place}. */
export function thread(field, look) {
  const { axis, t, pin, place } = look;
  const steps = field.steps;
  const from = steps[place];
  const until = steps[place + 1]?.time ?? axis.to;
  return html`<div class="track"><svg aria-hidden="true">
    <line x1="0" y1="22" x2=${axis.life + '%'} y2="22" class="ax-rest thin"></line>
    ${from && !from.removed ? svg`<line x1=${axis.percent(from.time)} y1="22" x2=${axis.percent(until)} y2="22" class="ax-past"></line>` : nothing}
    ${steps.map((step, i) => knot(step, i, steps[i + 1], look))}
    ${pin == null ? nothing : svg`<line x1=${axis.percent(pin)} y1="0" x2=${axis.percent(pin)} y2="33" class="ax-pin"></line>`}
    <line x1=${axis.percent(t)} y1="0" x2=${axis.percent(t)} y2="33" class="ax-here"></line>
  </svg></div>`;
}

function knot(step, i, next, { axis, place }) {
  const room = (next ? axis.pixels(next.time) : axis.width) - axis.pixels(step.time) - 9;
  const text = fitted(step.removed ? 'removed' : picture(brief(step.value)), room);
  const when = i < place ? 'past' : i === place ? 'cur' : 'next';
  return svg`<rect x=${axis.percent(step.time)} y="17" width="3" height="10" rx="1" transform=${axis.at(step.time) > 0.5 ? 'translate(-1.5 0)' : 'translate(0 0)'} class=${when === 'next' ? 'kn-next' : 'kn-past'}></rect>
    ${text ? svg`<text x=${axis.percent(step.time)} dx="6" y="16" class=${'tx-' + when}>${text}</text>` : nothing}`;
}

/** As much of a text as fits beside its knot; nothing if not even two letters do. */
function fitted(text, room) {
  const fits = Math.floor(room / CHARACTER);
  if (text.length <= fits) return text;
  return fits < 3 ? '' : text.slice(0, fits - 1) + '…';
}

function drag(event, axis, tell) {
  const box = event.currentTarget;
  const area = box.getBoundingClientRect();
  const move = (now) => tell.moved(axis.instant((now.clientX - area.left) / area.width));
  box.setPointerCapture(event.pointerId);
  box.addEventListener('pointermove', move);
  const done = () => {
    box.removeEventListener('pointermove', move);
    box.removeEventListener('pointerup', done);
    box.removeEventListener('pointercancel', done);
    tell.settled();
  };
  box.addEventListener('pointerup', done);
  box.addEventListener('pointercancel', done);
  move(event);
}

function pressed(event, tell) {
  const by = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageUp: 10, PageDown: -10 }[event.key];
  if (by) tell.stepped(by);
  else if (event.key === 'Home' || event.key === 'End') tell.stepped(event.key === 'Home' ? -Infinity : Infinity);
  else return;
  event.preventDefault();
  event.stopPropagation();
}
