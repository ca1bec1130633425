// One line of a drawn tree: a task, something that was said in it, a run of alike tasks, a hole, or the place where more follows.

/** What tells a node from all others of its tree, however often the tree is asked for again. */
export function keyOf(data, parentKey) {
  switch (data.type) {
    case 'task': return 'task ' + data.id;
    case 'run': return 'run ' + data.first;
    case 'gap': return 'gap ' + parentKey + ' ' + data.from;
    case 'unseen': return 'unseen ' + parentKey + ' ' + data.from;
    case 'more': return 'more ' + data.children;
    default: return data.type + ' ' + data.id;
  }
}

export class TreeNode {
  constructor(data, parent) {
    this.data = data;
    this.parent = parent;
    this.depth = parent ? parent.depth + 1 : 0;
    this.kids = null;
    this.open = false;
    this.asking = false;
    this.late = false;
  }

  /** What tells it from all others of its tree. */
  get key() { return keyOf(this.data, this.parent?.key ?? ''); }

  get isTask() { return this.data.type === 'task'; }

  get isEvent() { return !['task', 'run', 'gap', 'unseen', 'more'].includes(this.data.type); }

  get isHole() { return this.data.type === 'gap' || this.data.type === 'unseen'; }

  /** Of a task: that its first record is not here. */
  get beginLost() { return this.isTask && (this.data.status === 'unseen' || this.data.name == null); }

  /** Of a task: that another system began it, which does not send here. */
  get foreign() { return this.isTask && this.data.status === 'foreign'; }

  /** Of a task: that its first record ought to be here. */
  get holed() { return this.beginLost && !this.foreign; }

  get failed() { return this.isTask && (this.data.status === 'failed' || this.data.status === 'aborted'); }

  /** Whether there is, or may be, something inside. */
  get foldable() {
    if (this.data.type === 'run') return true;
    if (!this.isTask) return false;
    if (this.kids) return this.kids.length > 0;
    const own = (this.beginLost ? 0 : 1) + (this.data.end == null ? 0 : 1);
    return this.data.children > 0 || this.data.events > own || this.data.holes > 0;
  }

  /** Where on the time axis it begins, in microseconds; null where nothing tells. */
  get begins() {
    if (this.isEvent) return this.data.time + this.shift;
    return this.data.begin ?? (this.beginLost ? edge(this.kids, (kid) => kid.begins, Math.min) : null);
  }

  get ends() {
    if (this.isEvent) return this.data.time + this.shift;
    return this.data.end ?? (this.data.status === 'running' && !this.beginLost ? null : this.data.last) ?? (this.beginLost ? edge(this.kids, (kid) => kid.ends ?? kid.begins, Math.max) : null);
  }

  /** By how much its times are moved, in microseconds, because the clock of its process contradicts the order of keys. */
  get shift() { return this.task?.data.shift ?? 0; }

  /** Of a gap: the times of what stands before and behind it, as far as they are known: [from, to]. */
  get between() {
    const kids = this.parent?.kids ?? [];
    const place = kids.indexOf(this);
    const before = kids.slice(0, place).reverse().find((kid) => kid.begins != null);
    const behind = kids.slice(place + 1).find((kid) => kid.begins != null);
    return [before ? before.isEvent ? before.begins : before.ends ?? before.begins : this.parent?.begins ?? null, behind?.begins ?? this.parent?.ends ?? null];
  }

  /** The event that stands for it, for the detail pane and for links; null for runs and holes. */
  get eventId() { return this.isEvent ? this.data.id : this.isTask ? this.data.key ?? null : null; }

  /** The nearest task around it. */
  get task() {
    let node = this.isTask ? this : this.parent;
    while (node && !node.isTask) node = node.parent;
    return node;
  }

  within(other) {
    for (let node = this; node; node = node.parent) if (node === other) return true;
    return false;
  }
}

function edge(kids, of, choose) {
  const known = (kids ?? []).map(of).filter((micros) => micros != null);
  return known.length ? choose(...known) : null;
}

/** Whether somebody who looks for what went wrong should stop at this node. */
export function alarming(node) {
  if (node.isEvent) return node.data.level === 'error' || node.data.level === 'fatal';
  if (node.data.type === 'run') return !node.open && node.data.failures > 0;
  return node.isTask && node.failed && !(node.kids && node.kids.some(troubled));
}

/** Whether something inside, or the node itself, went wrong. */
export function troubled(node) {
  return (node.data.failures > 0) || node.failed || alarming(node);
}
