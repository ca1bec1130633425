// What is known of one error group once somebody looks at it: its rows, the tasks it hit, the newest stack, what differs from the rest.

const FIRST = 5;
const STEP = 50;

export class GroupFacts {
  /** range: {q, from, to} of the screen. */
  constructor(api, group, range, changed) {
    this.api = api;
    this.group = group;
    this.count = group.count;
    this.range = range;
    this.changed = changed;
    this.rows = null;
    this.tasks = null;
    this.most = FIRST;
    this.stack = null;
    this.differences = null;
    this.unfolded = new Set();
  }

  get shown() { return (this.tasks ?? []).slice(0, this.most); }

  /** How many tasks were hit and are not shown. */
  get hidden() { return Math.max(0, Math.max(this.group.trees, this.tasks?.length ?? 0) - this.shown.length); }

  async load() {
    try {
      const { data } = await this.api.get('/errors/' + encodeURIComponent(this.group.fingerprint), this.range);
      this.rows = data.rows ?? [];
    } catch (problem) {
      this.rows = [];
      this.trouble = problem;
    }
    this.tasks = hit(this.rows);
    this.changed();
    await Promise.all([this.nameTasks(), this.askStack(), this.askDifferences()]);
    this.changed();
  }

  showMore() {
    this.most += STEP;
    this.changed();
    this.nameTasks().then(() => this.changed());
  }

  /** How the tasks of the rows are called and how they ended. */
  async nameTasks() {
    await Promise.all(this.shown.filter((task) => !task.status).map(async (task) => {
      try {
        const { data } = await this.api.get('/trees/' + encodeURIComponent(task.root), { expand: 'none', limit: 1 });
        const top = data.nodes?.[0];
        if (top) Object.assign(task, { name: top.name, status: top.status, duration: top.duration, processes: data.processes });
        task.words = [hosts(data.processes, task.row.host), task.words].filter(Boolean).join(', ');
      } catch { /* the row still says when and where */ }
    }));
  }

  async askStack() {
    const id = this.group.newest?.[0] ?? this.rows[0]?.id;
    if (!id) return;
    try {
      this.stack = (await this.api.get('/events/' + id.split('/').map(encodeURIComponent).join('/'))).data.exception ?? [];
    } catch { this.stack = []; }
  }

  async askDifferences() {
    const pattern = this.rows[0]?.pattern;
    if (!pattern) return;
    try {
      const { q, from, to } = this.range;
      const { data } = await this.api.get('/stats/compare', { q: `pattern:${pattern}`, base: q, from, to });
      this.differences = data.fields.flatMap(({ field, values }) => values.slice(0, 1).map((value) => ({ field, ...value })))
        .filter(({ field, difference }) => difference > 0.02 && !['level', 'logger', 'pattern', 'exception'].includes(field)).slice(0, 6);
    } catch { this.differences = []; }
  }
}

/** The trees of rows, newest first: [{root, place, at, time, words}]. */
function hit(rows) {
  const trees = new Map();
  for (const row of rows) {
    if (!row.root || trees.has(row.root)) continue;
    trees.set(row.root, { root: row.root, place: row.task ?? row.root, at: row.id, time: row.time, row, words: named(row.fields) });
  }
  return [...trees.values()];
}

function named(fields) {
  return Object.entries(fields ?? {}).filter(([, value]) => ['string', 'number', 'boolean'].includes(typeof value)).slice(0, 2).map(([name, value]) => `${name}=${value}`).join(', ');
}

/** "web-1 → pay-3": where the tree ran, ending where the error was said. */
function hosts(processes, host) {
  const names = [...new Set((processes ?? []).map((process) => process.split('/')[0]))];
  const others = names.filter((name) => name !== host).slice(0, 2);
  return [...others, host].filter(Boolean).join(' → ');
}
