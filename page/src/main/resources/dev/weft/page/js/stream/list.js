import { dress, draw, fits, nodeFor } from './row-view.js';
import { thread as threadOf } from '../format.js';
import { Inertia } from './inertia.js';

/**
 * A list of any length in a box of fixed height. There is no spacer and no native scrolling (browsers clamp tall elements): a pool of
 * nodes, one for each row that fits, is moved and filled anew. The place is an anchor, the key of the row at the upper edge and how many
 * pixels of it are hidden, so rows that come or go elsewhere move nothing.
 */
export class VirtualList {
  /**
   * @param {HTMLElement} box clips the rows
   * @param {{mayFollow: () => boolean, edge: (end: 'older'|'newer') => void, moved: () => void, looks: () => import('./row-view.js').Looks, focus: () => string, marked: (key: string) => boolean, root: () => ?string}} owner
   *     edge: rows near an end are shown; moved: another stretch is in view
   */
  constructor(box, owner) {
    this.box = box;
    this.owner = owner;
    this.items = [];
    this.at = new Map();
    this.pool = [];
    /** index of the first item in view, and how far it is scrolled out */
    this.first = 0;
    this.offset = 0;
    /** Keeps the last row at the lower edge when rows come. */
    this.follow = false;
    this.height = this.rowHeight = 0;
    new ResizeObserver(() => this.resized()).observe(box);
    box.addEventListener('wheel', (event) => this.wheel(event), { passive: false });
    this.inertia = new Inertia(box, (dy) => this.scrollBy(dy));
    this.resized();
  }

  /** How many rows fit. */
  get page() {
    return Math.max(1, Math.floor(this.height / this.rowHeight));
  }

  /**
   * Shows other items. What was at the upper edge stays there, if it is still among them.
   * @param {import('./fold.js').Item[]} items
   * @param {Map<string, number>} at
   * @param {{key: string, y: number}} [keep] a row to hold at this height instead
   */
  set(items, at, keep) {
    // Made before what stands above it, the list had no room yet; waiting to be told of its size would cost the first rows a frame.
    if (!this.height) this.resized();
    const held = keep ?? this.anchor();
    this.items = items;
    this.at = at;
    if (this.follow) this.toEnd();
    else if (held && at.has(held.key)) this.place(at.get(held.key), held.y);
    else this.clamp();
    this.redraw(true);
  }

  /** The row at the upper edge and where its top stands. */
  anchor() {
    const item = this.items[this.first];
    return item && { key: item.row?.id ?? item.key, y: -this.offset };
  }

  /** Where a row's top stands, or NaN. @param {string} key */
  yOf(key) {
    const index = this.at.get(key);
    return index === undefined ? NaN : (index - this.first) * this.rowHeight - this.offset;
  }

  /** Puts an item's top at a height. */
  place(index, y) {
    const pixels = index * this.rowHeight - y;
    this.first = Math.floor(pixels / this.rowHeight);
    this.offset = pixels - this.first * this.rowHeight;
    this.clamp();
  }

  /** @param {number} dy pixels, positive towards newer rows */
  scrollBy(dy) {
    const before = this.first * this.rowHeight + this.offset;
    this.place(0, -(before + dy));
    const after = this.first * this.rowHeight + this.offset;
    this.follow = dy > 0 ? this.showsEnd() && this.owner.mayFollow() : after < before ? false : this.follow;
    this.redraw();
    this.owner.moved();
    return after !== before;
  }

  /** Brings an item into view, moving as little as possible. */
  reveal(index) {
    const y = (index - this.first) * this.rowHeight - this.offset;
    if (y < 0) this.place(index, 0);
    else if (y + this.rowHeight > this.height) this.place(index, this.height - this.rowHeight);
    this.follow = this.follow && this.showsEnd();
    this.redraw();
    this.owner.moved();
  }

  toEnd() {
    this.place(this.items.length, this.height);
  }

  /** @private true if an item is in view whole */
  shows(index) {
    const y = (index - this.first) * this.rowHeight - this.offset;
    return y >= 0 && y + this.rowHeight <= this.height + 1;
  }

  /** True if the last item is in view whole. */
  showsEnd() {
    return (this.items.length - this.first) * this.rowHeight - this.offset <= this.height + 1;
  }

  /** The items in view, first and last. */
  view() {
    return { first: this.first, last: Math.min(this.items.length - 1, this.first + Math.ceil((this.height + this.offset) / this.rowHeight) - 1) };
  }

  /** Draws soon, once. @param {boolean} [anew] also what has not moved */
  redraw(anew = false) {
    this.anew ||= anew;
    this.frame ??= requestAnimationFrame(() => {
      this.frame = null;
      this.drawNow();
    });
  }

  /** Draws what is to be drawn without waiting for the next frame: for rows that are waited for. */
  flush() {
    if (!this.frame) return;
    cancelAnimationFrame(this.frame);
    this.frame = null;
    this.drawNow();
  }

  /** @private */
  drawNow() {
    const { items, pool, rowHeight, owner } = this;
    const looks = owner.looks();
    const need = Math.min(items.length - this.first, Math.ceil((this.height + this.offset) / rowHeight));
    const focus = this.at.get(owner.focus());
    const thread = this.span(owner.root());
    this.box.style.setProperty('--drawn', thread ? `var(--th-${threadOf(thread.root)})` : 'transparent');
    for (let n = 0; n < need; n++) {
      const index = this.first + n;
      const item = items[index];
      let node = pool[n];
      if (!fits(node, item)) {
        const fresh = nodeFor(item);
        if (node) node.replaceWith(fresh);
        else this.box.append(fresh);
        pool[n] = node = fresh;
      }
      if (node.item !== item || this.anew) {
        draw(node, item, looks);
        node.item = item;
      }
      if (node.index !== index || this.anew) {
        node.id = `row-${index}`;
        node.setAttribute('aria-rowindex', index + 2);
        node.index = index;
      }
      const inside = thread && index >= thread.first && index <= thread.last;
      const knot = inside && item.row?.root === thread.root && item.kind === 'row';
      dress(node, item, { focused: index === focus, marked: owner.marked(item.key), lane: knot ? 'knot' : inside ? 'lane' : '', first: knot && index === thread.first, last: knot && index === thread.last });
      node.style.transform = `translateY(${n * rowHeight - this.offset}px)`;
      node.hidden = false;
    }
    for (let n = need; n < pool.length; n++) pool[n].hidden = true;
    while (pool.length > need + 20) pool.pop().remove();
    this.box.parentElement?.setAttribute('aria-activedescendant', focus === undefined ? '' : `row-${focus}`);
    this.anew = false;
    if (items.length) {
      if (this.first < 2 * this.page) owner.edge('older');
      if (this.first + need > items.length - 2 * this.page) owner.edge('newer');
    }
  }

  /** @private where a request's rows begin and end, near what is shown: the thread that is drawn through the others */
  span(root) {
    if (!root) return null;
    const { first, last } = this.view();
    let a = -1;
    let b = -1;
    const reach = 400;
    for (let n = Math.max(0, first - reach); n <= Math.min(this.items.length - 1, last + reach); n++) {
      if (this.items[n].kind !== 'row' || this.items[n].row.root !== root) continue;
      if (a < 0) a = n;
      b = n;
    }
    return a < 0 ? null : { root, first: a, last: b };
  }

  /** @private */
  clamp() {
    const most = Math.max(0, this.items.length * this.rowHeight - this.height);
    const pixels = Math.min(most, Math.max(0, this.first * this.rowHeight + this.offset));
    this.first = Math.floor(pixels / this.rowHeight);
    this.offset = pixels - this.first * this.rowHeight;
  }

  /** @private */
  resized() {
    const height = this.box.clientHeight;
    const rowHeight = parseFloat(getComputedStyle(this.box).getPropertyValue('--beat')) || 22;
    // Whoever watches a box is told of it once although nothing has changed.
    if (height === this.height && rowHeight === this.rowHeight) return;
    const focus = this.at.get(this.owner.focus());
    const seen = focus !== undefined && this.shows(focus);
    this.height = height;
    this.rowHeight = rowHeight;
    if (this.follow) this.toEnd();
    else if (seen && !this.shows(focus)) this.place(focus, Math.max(0, Math.min((focus - this.first) * rowHeight, height - rowHeight)));
    else this.clamp();
    this.redraw(true);
    this.owner.moved();
  }

  /** @private */
  wheel(event) {
    if (event.ctrlKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) return;
    event.preventDefault();
    this.scrollBy(event.deltaMode === 1 ? event.deltaY * this.rowHeight : event.deltaMode === 2 ? event.deltaY * this.height : event.deltaY);
  }
}
