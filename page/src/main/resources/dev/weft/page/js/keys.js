/**
 * The keyboard: one table of actions, one listener, a stack of those who answer.
 *
 * A screen says `const release = app.keys.use({ next: () => …, tree: () => … })` when it is entered and calls `release()` when it is
 * left; whoever came last is asked first. Keys act only while no text is being edited, may be given to other keys, and can be switched
 * off altogether (WCAG 2.1.4); both are remembered in this browser.
 */

/** Name, keys, words. The order is the order of the help. @type {[string, string[], string, string][]} */
export const ACTIONS = [
  ['query', ['/'], 'edit the query', 'go'], ['palette', [':', 'Ctrl+k'], 'command palette', 'go'], ['help', ['?'], 'this help', 'go'],
  ['out', ['Escape'], 'out one level', 'go'], ['undo', ['u'], 'undo', 'go'], ['redo', ['U'], 'redo', 'go'],
  ['next', ['j', 'ArrowDown'], 'next row', 'move'], ['previous', ['k', 'ArrowUp'], 'previous row', 'move'],
  ['pageDown', ['J', 'PageDown'], 'next page', 'move'], ['pageUp', ['K', 'PageUp'], 'previous page', 'move'],
  ['oldest', ['g', 'Home'], 'oldest', 'move'], ['newest', ['G', 'End'], 'newest, and follow', 'move'],
  ['nextError', ['e'], 'next error', 'move'], ['previousError', ['E'], 'previous error', 'move'],
  ['nextWarning', ['w'], 'next warning', 'move'], ['previousWarning', ['W'], 'previous warning', 'move'],
  ['nextSame', ['o'], 'next of the same task', 'move'], ['previousSame', ['O'], 'previous of the same task', 'move'],
  ['nextHit', ['n'], 'next search hit', 'move'], ['previousHit', ['N'], 'previous search hit', 'move'],
  ['nextGap', ['s'], 'next pause longer than 1 s', 'move'],
  ['open', ['Enter'], 'open', 'see'], ['tree', ['t'], 'tree, or back to the list', 'see'], ['object', ['b'], 'object', 'see'], ['context', ['c'], 'context; again to widen', 'see'],
  ['fold', ['h', 'ArrowLeft'], 'fold', 'see'], ['unfold', ['l', 'ArrowRight'], 'unfold', 'see'],
  ['foldAll', ['['], 'fold all; previous change', 'see'], ['unfoldAll', [']'], 'unfold all; next change', 'see'],
  ['pause', [' '], 'pause or resume live', 'see'], ['columns', ['x'], 'columns', 'see'],
  ['relative', ['R'], 'relative or absolute time', 'see'], ['zone', ['T'], 'time zone', 'see'],
  ['keep', ['f'], 'keep only this value', 'choose'], ['exclude', ['F'], 'exclude this value', 'choose'],
  ['mute', ['z'], 'mute this pattern', 'choose'], ['mutes', ['Z'], 'muted patterns', 'choose'],
  ['level1', ['1'], 'trace and above', 'choose'], ['level2', ['2'], 'debug and above', 'choose'], ['level3', ['3'], 'info and above', 'choose'],
  ['level4', ['4'], 'warn and above', 'choose'], ['level5', ['5'], 'error and above', 'choose'], ['level6', ['6'], 'fatal only', 'choose'],
  ['mark', ['m'], 'mark', 'keep'], ['nextMark', ["'"], 'next mark', 'keep'], ['diff', ['d'], 'compare two marked', 'keep'],
  ['copy', ['y'], 'copy …', 'keep'], ['saveView', ['S'], 'save this view', 'keep'],
];

const STORE = 'weft.keys';

export class Keys {
  constructor(target = document) {
    /** @private @type {Record<string, () => any>[]} */
    this.users = [];
    const kept = remembered();
    /** False: single keys do nothing; Escape and Ctrl+K still do. */
    this.on = kept.on ?? true;
    /** @private action -> keys that replace the usual ones */
    this.moved = kept.moved ?? {};
    /** @private */
    this.table = this.build();
    target.addEventListener('keydown', (event) => this.pressed(event));
  }

  /**
   * Answers actions until released. Null as an action's value refuses it for those below.
   * @param {Record<string, (event?: KeyboardEvent) => any>} actions
   * @returns {() => void} release
   */
  use(actions) {
    this.users.push(actions);
    return () => (this.users = this.users.filter((each) => each !== actions));
  }

  /**
   * Hands the next single key to one function, for two-key commands such as `yj`; Escape and anything unknown ends it.
   * @param {(key: string) => void} take
   */
  second(take) {
    this.taker = take;
  }

  /** Runs an action as if its key had been pressed. @returns {boolean} false if nobody answers it */
  run(name, event) {
    for (let at = this.users.length - 1; at >= 0; at--) {
      if (name in this.users[at]) {
        this.users[at][name]?.(event);
        return true;
      }
    }
    return false;
  }

  /** True if someone answers this action now. */
  answers(name) {
    return this.users.some((each) => each[name]);
  }

  /** The key that stands for an action on screen. */
  keyOf(name) {
    const key = (this.moved[name] ?? ACTIONS.find(([each]) => each === name)?.[1] ?? [''])[0];
    return { ' ': 'Space', Escape: 'Esc', ArrowDown: '↓', ArrowUp: '↑' }[key] ?? key;
  }

  /** Gives an action another key; null gives it its usual ones back. */
  move(name, key) {
    if (key === null) delete this.moved[name];
    else this.moved[name] = [key];
    this.table = this.build();
    this.remember();
  }

  /** @param {boolean} on */
  switch(on) {
    this.on = on;
    this.remember();
  }

  /** @private */
  pressed(event) {
    if (event.defaultPrevented || event.isComposing || event.altKey) return;
    const name = this.table.get((event.ctrlKey || event.metaKey ? 'Ctrl+' : '') + event.key);
    const always = event.ctrlKey || event.metaKey || event.key === 'Escape';
    const taker = this.taker;
    if (taker && event.key.length === 1 && !event.ctrlKey && !event.metaKey) {
      this.taker = null;
      event.preventDefault();
      taker(event.key);
      return;
    }
    if (event.key === 'Escape') this.taker = null;
    if (!name || (!this.on && !always)) return;
    if (!always && (edits(event.target) || acts(event.target, event.key))) return;
    if (this.run(name, event)) event.preventDefault();
  }

  /** @private */
  build() {
    return new Map(ACTIONS.flatMap(([name, keys]) => (this.moved[name] ?? keys).map((key) => [key, name])));
  }

  /** @private */
  remember() {
    try {
      localStorage.setItem(STORE, JSON.stringify({ on: this.on, moved: this.moved }));
    } catch {
      // not remembered: it holds until the page is closed
    }
  }
}

const edits = (node) => node instanceof Element && node.closest('input:not([type=checkbox],[type=radio],[type=range]),textarea,select,[contenteditable],[role=combobox],[data-own-keys]') !== null;

// Enter and Space belong to the button or link that has the focus; the arrows to a group that moves by them.
const acts = (node, key) => node instanceof Element &&
  (((key === 'Enter' || key === ' ') && node.closest('button,a,summary,input,[role=button],[role=option],[role=tab],[role=radio]') !== null) ||
   (key.startsWith('Arrow') && node.closest('[role=tablist],[role=radiogroup],[role=listbox],[role=menu],[role=slider],[role=scrollbar],input') !== null));

function remembered() {
  try {
    return JSON.parse(localStorage.getItem(STORE) ?? '{}');
  } catch {
    return {};
  }
}
