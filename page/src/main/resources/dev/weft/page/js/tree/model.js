// The tree as far as it is known here, and the flat list of those of its nodes that are to be seen.
// Nothing in it draws. A tree of a million nodes costs an array of a million references and no more.
import { TreeNode } from './node.js';

export class TreeModel {
  constructor() {
    this.root = null;
    this.facts = null;
    this.visible = [];
    /** How deep the deepest of these lies. */
    this.deepest = 1;
    this.places = new Map();
    this.hidden = null;
    /** Events that the gaps in the list stand for. */
    this.lost = 0;
  }

  /** Takes an answer of /trees/{root} in; what was open stays open, what is new is marked late. */
  take(answer) {
    const before = this.root;
    this.facts = answer;
    const [root] = grow(answer.nodes, null);
    if (!root) { this.root = null; this.flatten(); return; }
    this.root = before && before.key === root.key ? merge(before, root, true) : root;
    this.flatten();
  }

  /** Puts what is inside a node, or what follows behind a "more", in. */
  fill(node, nodes) {
    const inside = grow(ownInside(node, nodes), node.data.type === 'more' ? node.parent : node);
    if (node.data.type === 'more') {
      const all = node.parent.kids;
      const known = new Set(all.map((kid) => kid.key));
      all.splice(all.indexOf(node), 1, ...inside.filter((kid) => !known.has(kid.key)));
    } else if (node.kids) {
      node.kids = mergeKids(node.kids, inside, false);
    } else {
      node.kids = inside;
    }
  }

  open(node, open) {
    if (node.open === open || !node.foldable) return;
    node.open = open;
    this.flatten();
  }

  /** Folds everything but the ways to these nodes, or nothing at all. */
  foldAll(keep = []) {
    for (const node of this.all()) node.open = node.parent === null && node.kids !== null;
    for (const kept of keep) for (let node = kept?.parent; node; node = node.parent) node.open = true;
    this.flatten();
  }

  /** Opens whatever is known, without asking for more. */
  openKnown() {
    for (const node of this.all()) if (node.kids?.length) node.open = true;
    this.flatten();
  }

  * all(from = this.root) {
    if (!from) return;
    const stack = [from];
    while (stack.length) {
      const node = stack.pop();
      yield node;
      if (node.kids) for (let i = node.kids.length - 1; i >= 0; i--) stack.push(node.kids[i]);
    }
  }

  /** Computes the list anew. `hidden` tells which nodes a filter takes away. */
  flatten() {
    const visible = [];
    let deepest = 1;
    const stack = this.root ? [this.root] : [];
    while (stack.length) {
      const node = stack.pop();
      if (this.hidden?.(node)) continue;
      visible.push(node);
      if (node.depth > deepest) deepest = node.depth;
      if (node.open && node.kids) for (let i = node.kids.length - 1; i >= 0; i--) stack.push(node.kids[i]);
    }
    this.visible = visible;
    this.deepest = deepest;
    this.places.clear();
    this.lost = visible.reduce((sum, { data }) => sum + (data.type === 'gap' ? data.to - data.from + 1 : 0), 0);
  }

  /** Where a node stands in the list, or -1. */
  placeOf(node) {
    if (!node) return -1;
    let place = this.places.get(node);
    if (place === undefined) {
      place = this.visible.indexOf(node);
      this.places.set(node, place);
    }
    return place;
  }

  find(key) {
    for (const node of this.all()) if (node.key === key) return node;
    return null;
  }

  /** The node that stands for an event: itself, or the task that it begins or ends. */
  findEvent(id) {
    const place = id.slice(id.indexOf('@') + 1);
    let task = null;
    for (const node of this.all()) {
      if (node.eventId === id) return node;
      if (node.isTask && node.data.id === place) task = node;
    }
    return task;
  }

  /** From the root down to the node. */
  wayTo(node) {
    const way = [];
    for (let at = node; at; at = at.parent) way.unshift(at);
    return way;
  }
}

/** Nodes in drawing order, made into a hierarchy. */
export function grow(list, parent) {
  const tops = [];
  if (!list.length) return tops;
  const base = list[0].depth;
  const ways = [];
  for (const data of list) {
    const level = Math.max(0, data.depth - base);
    ways.length = Math.min(ways.length, level);
    const above = level === 0 ? parent : ways[level - 1] ?? parent;
    const node = new TreeNode(data, above);
    if (level === 0 || !ways[level - 1]) tops.push(node);
    else (ways[level - 1].kids ??= []).push(node);
    if (data.type === 'task') {
      ways[level] = node;
      if (data.open) { node.open = true; node.kids ??= []; }
    } else if (data.type === 'run' && data.open) {
      ways[level] = node;
      node.open = true;
      node.kids ??= [];
    }
  }
  return tops;
}

/** An answer about the inside of a task may begin with the task; an answer about a run may go on behind it. */
function ownInside(node, nodes) {
  if (node.isTask && nodes[0]?.type === 'task' && nodes[0].id === node.data.id) {
    return nodes.slice(1);
  }
  if (node.data.type !== 'run') return nodes;
  const first = Math.max(0, nodes.findIndex((data) => data.id === node.data.first));
  const base = nodes[first]?.depth ?? 0;
  const members = [];
  let last = false;
  for (const data of nodes.slice(first)) {
    if (data.depth === base && (last || (data.type !== 'task' && data.type !== 'more'))) break;
    members.push(data);
    last ||= data.id === node.data.last;
  }
  return members;
}

function merge(old, fresh, root) {
  old.data = fresh.data;
  if (!fresh.kids) return old;
  if (!old.kids) {
    old.kids = fresh.kids;
    old.kids.forEach((kid) => { kid.parent = old; });
    if (root) old.open = true;
  } else {
    old.kids = mergeKids(old.kids, fresh.kids, true, old);
  }
  return old;
}

function mergeKids(olds, freshes, late, parent) {
  const known = new Map(olds.map((kid) => [kid.key, kid]));
  return freshes.map((fresh) => {
    const old = known.get(fresh.key);
    if (old) return merge(old, fresh, false);
    fresh.late = late;
    if (parent) fresh.parent = parent;
    return fresh;
  });
}
