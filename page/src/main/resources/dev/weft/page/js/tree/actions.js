// What the keys do while a tree is shown.
import { copyMenu } from '../stream/copy.js';

export function treeActions(screen) {
  const grid = () => screen.grid;
  const lanes = () => (screen.lens === 'who' ? screen.lanes : null);
  const flat = () => screen.querySelector('weft-tree-flat');
  const step = (by) => (lanes() ?? flat() ?? grid())?.step(by);
  const page = () => (flat()?.pool ?? grid()?.pool)?.page ?? 10;
  const alarm = async (forward) => {
    if (lanes()) { if (!lanes().nextAlarm(forward)) screen.app.note('No further failure'); } else await (flat() ?? grid())?.nextAlarm(forward);
  };
  return {
    next: () => step(1),
    previous: () => step(-1),
    pageDown: () => step(page()),
    pageUp: () => step(-page()),
    oldest: () => step(-Infinity),
    newest: () => step(Infinity),
    nextError: () => alarm(true),
    previousError: () => alarm(false),
    nextWarning: () => (flat() ?? grid())?.nextWarning?.(true),
    previousWarning: () => (flat() ?? grid())?.nextWarning?.(false),
    fold: () => grid()?.outward(),
    unfold: () => grid()?.inward(),
    foldAll: () => grid()?.foldAll(),
    unfoldAll: () => grid()?.unfoldAll(),
    open: () => { const node = screen.selected; if (node && (node.foldable || node.data.type === 'more')) grid()?.toggle(node); },
    tree: () => screen.backToList(),
    object: () => screen.toObject(),
    context: () => screen.toContext(),
    copy: () => copyMenu(screen.app, [screen.copied].filter(Boolean), screen.querySelector('.sel:not([hidden])') ?? screen.querySelector('.tree-sub')),
    nextSame: () => step(1),
    previousSame: () => step(-1),
    out: () => screen.outOneLevel(),
  };
}
