// A list of any length in a scrolling box, drawn with as many row elements as the box is high. Rows go round: the
// element of a row that left at the top comes back at the bottom. Chromium and Firefox cannot lay out boxes higher
// than about 17 million pixels, so beyond a limit the scroll bar stands for the list at a scale.
const TALLEST = 8_000_000;
const SPARE = 6;

export class RowPool {
  /**
   * box: the scrolling element; list: {count(), draw(element, index), blank(): element, kept(): index}. The row `kept` stays in
   * view when the box changes its size.
   */
  constructor(box, list) {
    this.box = box;
    this.list = list;
    this.top = 0;
    this.rowHeight = 22;
    this.height = 0;
    this.rows = [];
    this.stamp = 0;
    this.tall = document.createElement('div');
    this.tall.className = 'pool-tall';
    this.tall.setAttribute('role', 'presentation');
    this.layer = document.createElement('div');
    this.layer.className = 'pool-layer';
    this.layer.setAttribute('role', 'rowgroup');
    box.replaceChildren(this.layer, this.tall);
    this.onScroll = () => this.scrolled();
    this.onWheel = (event) => this.wheeled(event);
    box.addEventListener('scroll', this.onScroll, { passive: true });
    box.addEventListener('wheel', this.onWheel, { passive: false });
    this.watch = new ResizeObserver(() => this.measure());
    this.watch.observe(box);
    this.measure();
  }

  close() {
    this.watch.disconnect();
    this.box.removeEventListener('scroll', this.onScroll);
    this.box.removeEventListener('wheel', this.onWheel);
  }

  /** How tall the list would be. */
  get full() { return this.list.count() * this.rowHeight; }

  get most() { return Math.max(0, this.full - this.height); }

  get ratio() { return this.full > TALLEST ? this.most / Math.max(1, TALLEST - this.height) : 1; }

  measure() {
    const probe = this.list.blank();
    probe.style.visibility = 'hidden';
    probe.style.position = 'absolute';
    this.layer.append(probe);
    const before = { rowHeight: this.rowHeight, height: this.height };
    this.rowHeight = probe.offsetHeight || 22;
    probe.remove();
    this.height = this.box.clientHeight;
    const kept = this.list.kept?.() ?? -1;
    const shown = kept >= 0 && (before.height === 0 || (kept * before.rowHeight >= this.top - 1 && kept * before.rowHeight < this.top + before.height));
    this.top *= this.rowHeight / before.rowHeight;
    this.refresh();
    if (shown) this.reveal(kept);
  }

  scrolled() {
    if (this.ratio === 1) this.top = this.box.scrollTop;
    else if (Math.abs(this.box.scrollTop - this.top / this.ratio) > 1) this.top = this.box.scrollTop * this.ratio;
    this.paint();
  }

  /** With a scaled bar a notch of the wheel would leap over thousands of rows. */
  wheeled(event) {
    if (this.ratio === 1 || event.ctrlKey) return;
    event.preventDefault();
    const unit = event.deltaMode === 1 ? this.rowHeight : event.deltaMode === 2 ? this.height : 1;
    this.moveTo(this.top + event.deltaY * unit);
  }

  moveTo(top) {
    this.top = Math.min(this.most, Math.max(0, top));
    this.box.scrollTop = this.top / this.ratio;
    this.paint();
  }

  /** Scrolls as little as shows the row, or puts it at that part of the box's height. */
  reveal(index, part = null) {
    if (index < 0) return;
    const y = index * this.rowHeight;
    if (part !== null) this.moveTo(y - (this.height - this.rowHeight) * part);
    else if (y < this.top) this.moveTo(y);
    else if (y + this.rowHeight > this.top + this.height) this.moveTo(y + this.rowHeight - this.height);
  }

  /** How many whole rows the box shows. */
  get page() { return Math.max(1, Math.floor(this.height / this.rowHeight) - 1); }

  /** Draws everything anew, as after a change of the list. */
  refresh() {
    this.stamp++;
    this.tall.style.height = Math.min(TALLEST, this.full) + 'px';
    this.top = Math.min(this.top, this.most);
    if (Math.abs(this.box.scrollTop - this.top / this.ratio) > 1) this.box.scrollTop = this.top / this.ratio;
    this.paint();
  }

  /** Marks one row to be drawn anew. */
  again(index) {
    const row = this.rows.find((each) => each.index === index);
    if (row) row.stamp = -1;
  }

  paint() {
    const count = this.list.count();
    const first = Math.max(0, Math.floor(this.top / this.rowHeight) - SPARE);
    const wanted = Math.min(count - first, Math.ceil(this.height / this.rowHeight) + 2 * SPARE);
    while (this.rows.length < wanted) {
      const element = this.list.blank();
      this.rows.push({ element, index: -1, stamp: -1 });
      this.layer.append(element);
    }
    const size = this.rows.length;
    for (let slot = 0; slot < size; slot++) {
      const index = first + ((slot - first) % size + size) % size;
      const row = this.rows[slot];
      const shown = index < first + wanted;
      if (!shown) {
        if (row.index !== -1) { row.element.hidden = true; row.index = -1; }
        continue;
      }
      if (row.index !== index || row.stamp !== this.stamp) {
        row.element.hidden = false;
        row.index = index;
        row.stamp = this.stamp;
        this.list.draw(row.element, index);
      }
      row.element.style.transform = `translateY(${index * this.rowHeight - this.top}px)`;
    }
  }

  /** The element of a row, if it is drawn. */
  elementOf(index) { return this.rows.find((row) => row.index === index)?.element ?? null; }
}
