// Asks for a tree and its parts, and notices when it has grown.
import { splitStages } from '../state.js';

const LIMIT = 2000;
const EVERY = 2000;
/** How much longer than an answer takes is waited before it is asked for again: a great tree must not keep a collector busy. */
const SPARING = 20;

export class TreeSource {
  constructor(api, root) {
    this.api = api;
    this.root = root;
    this.at = '';
    this.timer = 0;
    this.ended = false;
  }

  get address() { return '/trees/' + encodeURIComponent(this.root); }

  async get(path, parameters) { return (await this.api.get(path, parameters)).data; }

  /** The whole skeleton; status 300 gives the roots that begin alike. */
  async skeleton(expand = 'errors') {
    return this.get(this.address, { expand, at: this.at || undefined, limit: LIMIT });
  }

  /** What is inside a task or a run, or what follows. */
  async inside(node, expand = 'none') {
    const { data } = node;
    const where = data.type === 'run' ? { children: data.more } : data.type === 'more' ? { children: data.children } : { path: data.path };
    if (data.type === 'task' && !data.path) return (await this.skeleton(expand)).nodes;
    return (await this.get(this.address, { ...where, expand, limit: LIMIT })).nodes;
  }

  /** Rows of the tree, by key. */
  events(parameters) { return this.api.rows(this.address + '/events', parameters); }

  /** Rows of the tree that match a query; its stages, which tell how to show a search, are left out. */
  matching(query, limit) {
    return this.api.rows('/events', { q: `task:${this.root} (${splitStages(query)[0]})`, order: 'asc', limit });
  }

  /** Calls `grown` whenever there are more events than before, until stopped. */
  watch(known, grown) {
    this.stop();
    let before = known;
    const look = async () => {
      let took = 0;
      try {
        const asked = performance.now();
        const now = await this.get(this.address, { expand: 'none', limit: 1 });
        if (!this.timer) return;
        took = performance.now() - asked;
        this.ended = now.nodes[0]?.status !== 'running';
        if (now.events !== before) {
          before = now.events;
          await grown();
        }
      } catch { /* the shell says that the collector does not answer; this asks again */ }
      if (this.timer) this.timer = setTimeout(look, Math.max(took * SPARING, document.hidden || this.ended ? EVERY * 5 : EVERY));
    };
    this.timer = setTimeout(look, EVERY);
  }

  stop() {
    clearTimeout(this.timer);
    this.timer = 0;
  }
}
