import { Api } from './api.js';
import { Keys } from './keys.js';
import { HOME, changed, href, parse } from './state.js';

/**
 * What every part of the page shares: where we are, the API, the keyboard, the voice and the status bar. One for a page.
 *
 * Parts that draw themselves from the route listen to 'route' events of it; the shell listens to 'status' and 'reach'.
 */
export class App extends EventTarget {
  constructor() {
    super();
    this.api = new Api();
    this.keys = new Keys();
    /** Where we are. Read only: change it with `go`. @type {import('./state.js').Route} */
    this.state = parse(location);
    /** What `/state` said last; null before. @type {?Object} */
    this.facts = null;
    /** 'online' or 'offline', and since when. */
    this.reach = { how: 'online', since: Date.now() };
    /** What the status bar shows. @type {Status} */
    this.bar = { state: 'idle', items: [], keys: [] };
    /** Answers a query without going anywhere; a screen may set it to keep the editor's answer at hand. */
    this.problem = null;
    this.api.onreach = (how) => this.reached(how);
    window.addEventListener('popstate', () => {
      clearTimeout(this.late);
      this.late = undefined;
      this.arrive(parse(location), 'back');
    });
  }

  /**
   * Goes somewhere: what is given changes, the rest stays (see `changed` in state.js).
   * @param {Partial<import('./state.js').Route>} change
   * @param {{replace?: boolean, quiet?: boolean}} [how] replace: no new step to go back to, for what follows by itself (scrolling);
   *     quiet: only the address changes, nobody is told
   */
  go(change, { replace = false, quiet = false } = {}) {
    const route = changed(this.state, change);
    const address = href(route);
    if (quiet) {
      // Browsers refuse some hundred changes of the address in a row; the state itself is never late.
      this.state = route;
      this.late ??= setTimeout(() => this.settle(), 250);
      return;
    }
    this.settle();
    if (replace || address === location.pathname + location.search) history.replaceState(history.state, '', address);
    else history.pushState({ step: this.step + 1 }, '', address);
    this.arrive(route, 'go');
  }

  /** Writes a quiet change into the address bar. @private */
  settle() {
    if (this.late === undefined) return;
    clearTimeout(this.late);
    this.late = undefined;
    history.replaceState(history.state, '', href(this.state));
  }

  /** A short word at the foot, for what was done and needs no answer; also said. @param {string} text */
  note(text) {
    this.noted = text;
    this.announce(text);
    this.dispatchEvent(new Event('status'));
    clearTimeout(this.noting);
    this.noting = setTimeout(() => {
      this.noted = '';
      this.dispatchEvent(new Event('status'));
    }, 4000);
  }

  /** How many steps of this page lie behind: going back further would leave it. @private */
  get step() {
    return history.state?.step ?? 0;
  }

  /** Goes one step back, within this page. */
  undo() {
    this.settle();
    if (this.step > 0) history.back();
    else this.note('Nothing to undo');
  }

  /** The address of the state after a change, for links. @param {Partial<import('./state.js').Route>} change */
  link(change) {
    return href(changed(this.state, change));
  }

  /** @private */
  arrive(route, how) {
    const from = this.state;
    this.state = route;
    this.dispatchEvent(new CustomEvent('route', { detail: { route, from, how } }));
  }

  /**
   * Says something to those who listen instead of look.
   * @param {string} text
   * @param {{urgent?: boolean}} [how]
   */
  announce(text, { urgent = false } = {}) {
    const place = document.getElementById(urgent ? 'alarm' : 'said');
    place.textContent = '';
    // A change within one frame is not read out.
    requestAnimationFrame(() => (place.textContent = text));
  }

  /**
   * Fills the status bar.
   * @typedef {Object} Status
   * @property {'live'|'paused'|'idle'|'searching'|'partial'} state
   * @property {{n?: number|string, text: string, kind?: string, wide?: boolean}[]} items  numbers and words; kind 'lost' warns
   * @property {[string, string][]} keys  at most six: action name (keys.js) and word
   * @param {Partial<Status>} bar
   */
  status(bar) {
    this.bar = { ...this.bar, ...bar };
    this.dispatchEvent(new Event('status'));
  }

  /**
   * Shows (or with null takes away) what is wrong with the query, under the editor.
   * @param {?import('./api.js').ApiError} problem
   */
  refuse(problem) {
    this.problem = problem;
    this.dispatchEvent(new Event('problem'));
  }

  /** Asks for `/state` again. */
  async refreshFacts() {
    try {
      this.facts = (await this.api.get('/state')).data;
      this.dispatchEvent(new Event('facts'));
    } catch {
      // told by `reach`
    }
    return this.facts;
  }

  /** Whether the collector answers, as whoever asked it has seen. @param {'online'|'offline'} how */
  reached(how) {
    if (this.reach.how === how) return;
    this.reach = { how, since: Date.now() };
    this.dispatchEvent(new Event('reach'));
  }
}

export { HOME };
