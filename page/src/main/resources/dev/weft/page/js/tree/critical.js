// Which tasks the whole had to wait for: from the end backwards, at each instant the child that ended last before it.

/** Stretches of the critical path, in order of time: [{node, from, to}], times in microseconds. */
export function criticalPath(root) {
  const stretches = [];
  if (root?.begins != null && root.ends != null) walk(root, root.begins, root.ends, stretches);
  return stretches.reverse();
}

function walk(task, from, to, stretches) {
  const inside = (task.kids ?? [])
    .filter((kid) => kid.isTask && kid.begins != null && kid.ends != null && kid.ends > from && kid.begins < to)
    .sort((left, right) => right.ends - left.ends);
  let at = to;
  for (const kid of inside) {
    const end = Math.min(kid.ends, at);
    const begin = Math.max(kid.begins, from);
    if (kid.ends > at || end <= begin) continue;
    if (at > end) stretches.push({ node: task, from: end, to: at });
    walk(kid, begin, end, stretches);
    at = begin;
    if (at <= from) return;
  }
  if (at > from) stretches.push({ node: task, from, to: at });
}
