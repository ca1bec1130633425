// The tree as a grid of rows: which row has the focus, what is folded, where the way to it leads.
import { alarming, troubled } from './node.js';
import { blankRow, byService, drawRow } from './rows.js';
import { RowPool } from './pool.js';
import { ticks } from './scale.js';

export class TreeGrid {
  /**
   * box: the scrolling element. tell: {selected(node), wanted(node): Promise, opened(node), said(text)}.
   */
  constructor(box, model, tell) {
    this.box = box;
    this.model = model;
    this.tell = tell;
    this.selected = null;
    this.here = null;
    this.scale = null;
    this.zone = 'UTC';
    this.dims = null;
    this.stretches = null;
    this.lastPlace = -1;
    this.look = this.lookNow();
    box.setAttribute('role', 'treegrid');
    box.setAttribute('aria-label', 'Tree');
    box.tabIndex = 0;
    this.onClick = (event) => this.clicked(event);
    this.onDouble = (event) => { if (this.nodeOf(event)) this.toggle(this.nodeOf(event)); };
    box.addEventListener('click', this.onClick);
    box.addEventListener('dblclick', this.onDouble);
    this.pool = new RowPool(box, {
      count: () => model.visible.length,
      blank: blankRow,
      kept: () => model.placeOf(this.selected),
      draw: (row, index) => drawRow(row, model.visible[index], { ...this.look, index }),
    });
  }

  close() {
    this.pool.close();
    this.box.removeEventListener('click', this.onClick);
    this.box.removeEventListener('dblclick', this.onDouble);
  }

  /** Draws again after the model changed; the selected row keeps its place on the screen. */
  refresh(scale = this.scale) {
    const { model, pool } = this;
    this.scale = scale;
    if (this.selected && model.placeOf(this.selected) < 0) this.selected = this.shownFor(this.selected);
    this.selected ??= model.visible[0] ?? null;
    const place = model.placeOf(this.selected);
    if (this.lastPlace >= 0 && place >= 0 && place !== this.lastPlace) {
      const onScreen = this.lastPlace * pool.rowHeight - pool.top;
      if (onScreen >= 0 && onScreen <= pool.height) pool.top = Math.max(0, place * pool.rowHeight - onScreen);
    }
    this.lastPlace = place;
    this.look = this.lookNow();
    this.box.setAttribute('aria-rowcount', model.visible.length);
    // A deep tree is indented less, so that its names keep their room.
    this.box.style.setProperty('--deep', model.deepest);
    this.line();
    pool.refresh();
    this.point();
  }

  /** The same node after the tree was asked for anew, or the nearest one around it that is to be seen. */
  shownFor(node) {
    for (let at = this.model.find(node.key) ?? node.parent; at; at = at.parent) {
      const known = this.model.find(at.key);
      if (known && this.model.placeOf(known) >= 0) return known;
    }
    return null;
  }

  lookNow() {
    const { model } = this;
    const way = [];
    for (const node of this.here ? model.wayTo(this.here) : []) {
      const place = model.placeOf(node);
      if (place < 0) break;
      way.push({ node, place });
    }
    return {
      root: model.facts?.root, byService: byService(model.visible), selected: this.selected, here: this.here, way, scale: this.scale, stretches: this.stretches, now: Date.now() * 1000,
      zone: this.zone, dim: (node) => this.dims?.(node) ?? false, fold: (node) => this.toggle(node),
    };
  }

  /** One line through all bars at the instant of the selected row. */
  line() {
    const instant = this.selected?.begins;
    if (this.scale) this.box.style.setProperty('--tick', `${100 * ticks(this.scale.seconds).step / this.scale.seconds}%`);
    this.box.style.setProperty('--at', instant == null || !this.scale ? '-9px' : this.scale.left(instant) + '%');
  }

  point() {
    const place = this.model.placeOf(this.selected);
    const row = this.pool.elementOf(place);
    if (row) this.box.setAttribute('aria-activedescendant', row.id);
    else this.box.removeAttribute('aria-activedescendant');
  }

  select(node, part = null) {
    if (!node) return;
    const before = this.lastPlace;
    this.selected = node;
    this.lastPlace = this.model.placeOf(node);
    this.look.selected = node;
    this.line();
    this.pool.again(before);
    this.pool.again(this.lastPlace);
    this.pool.reveal(this.lastPlace, part);
    this.pool.paint();
    this.point();
    this.tell.selected(node);
  }

  step(by) {
    const { visible } = this.model;
    const place = Math.min(visible.length - 1, Math.max(0, this.model.placeOf(this.selected) + by));
    this.select(visible[place]);
  }

  nodeOf(event) {
    const row = event.target.closest('.tr');
    const index = row ? Number(row.getAttribute('aria-rowindex')) - 1 : -1;
    return this.model.visible[index] ?? null;
  }

  clicked(event) {
    this.box.focus({ preventScroll: true });
    const node = this.nodeOf(event);
    if (node) this.select(node);
  }

  async toggle(node) {
    if (node.data.type === 'more') { await this.unfoldMore(node); return; }
    if (node.open) this.fold(node);
    else await this.unfold(node);
  }

  fold(node) {
    if (this.selected?.within(node)) this.selected = node;
    this.model.open(node, false);
    this.select(this.selected);
    this.refresh();
    this.tell.opened(node);
  }

  async unfold(node) {
    if (!node.foldable) return;
    if (!node.kids && !(await this.ask(node))) return;
    this.model.open(node, true);
    this.refresh();
    this.tell.opened(node);
  }

  async unfoldMore(node) {
    const place = this.model.placeOf(node);
    if (!(await this.ask(node))) return;
    this.model.flatten();
    if (this.selected === node) this.selected = this.model.visible[place] ?? this.selected;
    this.refresh();
  }

  async ask(node) {
    if (node.asking) return false;
    node.asking = true;
    this.pool.refresh();
    try {
      return await this.tell.wanted(node);
    } finally {
      node.asking = false;
    }
  }

  /** `h`: folds; of what is folded or a leaf, goes to its parent. */
  outward() {
    const node = this.selected;
    if (node?.open && node.kids?.length) this.fold(node);
    else if (node?.parent) this.select(node.parent);
  }

  /** `l`: unfolds; of what is open, goes to its first child. */
  async inward() {
    const node = this.selected;
    if (!node) return;
    if (node.data.type === 'more') await this.unfoldMore(node);
    else if (node.foldable && !node.open) await this.unfold(node);
    else if (node.kids?.length && node.open) this.select(node.kids[0]);
  }

  foldAll() {
    this.model.foldAll([this.here]);
    this.refresh();
    this.select(this.selected);
  }

  async unfoldAll() {
    const most = 200;
    this.model.openKnown();
    for (let i = 0; i < most; i++) {
      const closed = this.model.visible.find((node) => node.isTask && node.foldable && !node.open && !node.kids);
      if (!closed) break;
      if (!(await this.ask(closed))) break;
      this.model.open(closed, true);
    }
    this.refresh();
    this.select(this.selected);
  }

  /** `e`, `E`: the next thing that went wrong, unfolding what hides it. */
  async nextAlarm(forward = true) {
    const { model } = this;
    for (let i = model.placeOf(this.selected) + (forward ? 1 : -1); i >= 0 && i < model.visible.length; i += forward ? 1 : -1) {
      let node = model.visible[i];
      if (forward && node.foldable && !node.open && troubled(node) && node.data.failures > (node.failed ? 1 : 0)) {
        await this.unfold(node);
        node = model.visible[i];
      }
      if (alarming(node)) { this.select(node); return; }
    }
    this.tell.said(forward ? 'no failure below this row' : 'no failure above this row');
  }

  /** `w`, `W`: the next warning. */
  nextWarning(forward = true) {
    const { visible } = this.model;
    for (let i = this.model.placeOf(this.selected) + (forward ? 1 : -1); i >= 0 && i < visible.length; i += forward ? 1 : -1) {
      if (visible[i].isEvent && visible[i].data.level === 'warn') { this.select(visible[i]); return; }
    }
    this.tell.said('no warning there');
  }
}
