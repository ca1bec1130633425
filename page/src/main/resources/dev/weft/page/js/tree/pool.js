// A list of any length in a scrolling box, drawn with as many row elements as the box is high. Rows go round: the
// element of a row that left at the top comes back at the bottom. Chromium and Firefox cannot lay out boxes higher
// than about 17 million pixels, so beyond a limit the scroll bar stands for the list at a scale.
const TALLEST = 8_000_000;
const SPARE = 6;

export class RowPool {
  /**
   * box: the scrolling element; list: {count(), draw(element, index), blank(): element, kept(): index}. The row `kept` stays in
   * view when the box changes its size. Nothing is drawn before `refresh` asks for it.
   */
  constructor(box, list) {
    this.box = box;
    this.list = list;
    this.top = 0;
    /** Where the box's scroll bar stands, as far as is known: asking the box costs a layout of all rows. */
    this.bar = 0;
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
    this.watch = new ResizeObserver(() => this.resized());
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

  /** Takes the sizes; true if they are others than before. */
  measure() {
    const before = { rowHeight: this.rowHeight, height: this.height };
    const probe = this.list.blank();
    probe.style.visibility = 'hidden';
    probe.style.position = 'absolute';
    this.layer.append(probe);
    this.rowHeight = probe.offsetHeight || 22;
    probe.remove();
    this.height = this.box.clientHeight;
    return this.rowHeight !== before.rowHeight || this.height !== before.height;
  }

  resized() {
    const { rowHeight, height, top } = this;
    // Whoever watches a box is told of it once although nothing has changed.
    if (!this.measure()) return;
    const kept = this.list.kept?.() ?? -1;
    const shown = kept >= 0 && (height === 0 || (kept * rowHeight >= top - 1 && kept * rowHeight < top + height));
    this.top *= this.rowHeight / rowHeight;
    this.refresh();
    if (shown) this.reveal(kept);
  }

  scrolled() {
    this.bar = this.box.scrollTop;
    if (this.ratio === 1) this.top = this.bar;
    else if (Math.abs(this.bar - this.top / this.ratio) > 1) this.top = this.bar * this.ratio;
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
    this.turnBar();
    this.paint();
  }

  /** Puts the scroll bar where the list stands. */
  turnBar() {
    const wanted = this.top / this.ratio;
    if (Math.abs(this.bar - wanted) <= 1) return;
    this.bar = wanted;
    this.box.scrollTop = wanted;
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
    this.turnBar();
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
