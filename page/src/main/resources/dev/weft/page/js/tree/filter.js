// A query inside one tree: first it dims what does not match, then it takes it away, then it ends.

const MOST = 10_000;

export class TreeFilter {
  constructor() { this.clear(); }

  clear() {
    this.query = '';
    this.mode = 'off';
    this.events = new Set();
    this.tasks = new Set();
    this.matched = 0;
  }

  /** rows: events of the tree that match. */
  take(query, rows) {
    this.query = query;
    this.mode = 'dims';
    this.matched = rows.length;
    this.events = new Set(rows.map((row) => row.id));
    this.tasks = new Set();
    for (const row of rows) {
      for (let task = row.task; task; task = task.slice(0, Math.max(0, task.lastIndexOf('/')))) {
        if (this.tasks.has(task)) break;
        this.tasks.add(task);
      }
    }
  }

  /** dims, removes, off: what pressing again does. */
  turn() { this.mode = this.mode === 'dims' ? 'removes' : this.mode === 'removes' ? 'off' : 'dims'; }

  /** Whether nothing at the node or in it matches. */
  misses(node) {
    if (this.mode === 'off') return false;
    if (node.isEvent) return !this.events.has(node.data.id);
    if (node.isTask) return !this.tasks.has(node.data.id);
    if (node.data.type === 'run') return ![...this.tasks].some((task) => siblingOf(task, node.data));
    return this.mode === 'removes';
  }

  get dims() { return this.mode === 'dims' ? (node) => this.misses(node) : null; }

  get hides() { return this.mode === 'removes' ? (node) => this.misses(node) : null; }

  static get most() { return MOST; }
}

/** Whether a task is one of a run's. */
function siblingOf(task, run) {
  const parent = run.first.slice(0, run.first.lastIndexOf('/') + 1);
  if (!task.startsWith(parent)) return false;
  const number = Number(task.slice(parent.length));
  return number >= Number(run.first.slice(parent.length)) && number <= Number(run.last.slice(parent.length));
}
