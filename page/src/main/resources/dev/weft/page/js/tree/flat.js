// All events of a tree by their keys, as rows.
import { LitElement, html, nothing } from 'lit';
import { RowPool } from './pool.js';
import { letter, shortLogger, threadClass, time as clockTime } from '../format.js';
import { tidied } from '../row.js';
import { more as besides } from '../stream/row-view.js';
import { picture, written } from '../text.js';
import { el, levelMark } from '../screens/marks.js';
import { strip } from '../screens/states.js';

const PAGE = 1000;

export class WeftTreeFlat extends LitElement {
  static properties = { app: { attribute: false }, source: { attribute: false }, route: { attribute: false }, chose: { attribute: false } };

  constructor() {
    super();
    this.list = [];
    this.cursor = '';
    this.place = 0;
    this.asked = null;
  }

  createRenderRoot() { return this; }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.pool?.close();
    this.pool = null;
  }

  updated() {
    const box = this.querySelector('.rows');
    if (box && !this.pool) {
      this.pool = new RowPool(box, { count: () => this.list.length, blank: blankRow, kept: () => this.place, draw: (row, index) => this.draw(row, index) });
    }
    if (this.source && this.asked !== this.source) {
      this.asked = this.source;
      this.list = [];
      this.cursor = '';
      this.more(true);
    }
  }

  async more(first = false) {
    if (this.asking || (!first && !this.cursor)) return;
    this.asking = true;
    try {
      const { data, cursor } = await this.source.events({ limit: PAGE, cursor: this.cursor || undefined });
      this.list.push(...data);
      this.cursor = cursor;
      this.trouble = null;
    } catch (problem) {
      this.trouble = problem;
    }
    this.asking = false;
    if (first) {
      this.place = Math.max(0, this.list.findIndex((row) => row.id === this.route.at));
      if (this.list[this.place]) this.chose(this.list[this.place]);
    }
    this.pool?.refresh();
    if (first) this.pool?.reveal(this.place, 0.4);
    this.requestUpdate();
  }

  draw(row, index) {
    const event = this.list[index];
    row.className = `r ${letter(event.level)} ${threadClass(event.root)} ${index === this.place ? 'sel' : ''}`;
    row.id = 'flat-row-' + index;
    row.setAttribute('aria-rowindex', index + 1);
    row.setAttribute('aria-selected', String(index === this.place));
    const [, time, level, host, logger, message, path] = row.children;
    const at = clockTime(event.time, this.route.tz);
    time.replaceChildren(at.slice(0, 6), el('b', '', at.slice(6)));
    level.replaceChildren(levelMark(event.level));
    host.textContent = picture(event.host ?? '');
    logger.textContent = picture(shortLogger(event.logger ?? ''));
    const said = tidied({ ...event });
    message.replaceChildren(written(said.message, { template: said.template }), ...besides(said));
    path.textContent = event.task?.slice(event.root.length) || '/';
    if (index > this.list.length - 100) this.more();
  }

  step(by) {
    this.pool.again(this.place);
    this.place = Math.min(this.list.length - 1, Math.max(0, this.place + by));
    this.pool.again(this.place);
    this.pool.reveal(this.place);
    this.pool.paint();
    if (this.list[this.place]) this.chose(this.list[this.place]);
    const row = this.pool.elementOf(this.place);
    if (row) this.pool.box.setAttribute('aria-activedescendant', row.id);
  }

  seek(good, forward) {
    for (let i = this.place + (forward ? 1 : -1); i >= 0 && i < this.list.length; i += forward ? 1 : -1) {
      if (good(this.list[i].level)) { this.step(i - this.place); return; }
    }
    this.app.note('none there');
  }

  nextAlarm(forward) { this.seek((level) => level === 'error' || level === 'fatal', forward); }

  nextWarning(forward) { this.seek((level) => level === 'warn', forward); }

  clicked(event) {
    const row = event.target.closest('.r');
    if (row) this.step(Number(row.getAttribute('aria-rowindex')) - 1 - this.place);
  }

  render() {
    return html`${this.trouble ? strip('err', 'no rows', this.trouble.message, [['Try again', () => this.more(!this.list.length)]]) : nothing}
      <div class="r head flat" role="presentation"><span></span><span>time</span><span>lvl</span><span>host</span><span>logger</span><span>message</span><span class="co">task</span></div>
      <div class="rows flat" role="grid" aria-label="Events of the tree" aria-rowcount=${this.list.length} tabindex="0" @click=${this.clicked}></div>`;
  }
}

function blankRow() {
  const row = el('div', 'r');
  row.setAttribute('role', 'row');
  row.append(el('span', 'rail'));
  for (const name of ['tm', 'lvc', 'ho clip', 'lo clip', 'ms clip', 'co']) {
    const cell = el('span', name);
    cell.setAttribute('role', 'gridcell');
    row.append(cell);
  }
  return row;
}

customElements.define('weft-tree-flat', WeftTreeFlat);
