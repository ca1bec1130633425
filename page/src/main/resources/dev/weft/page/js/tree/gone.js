// What stands in place of a tree that cannot be shown: it expired, it is not known, or its short id means several.
import { html } from 'lit';
import { blank } from '../screens/states.js';
import { date as day, many as of, threadClass as threadOf } from '../format.js';
import { picture } from '../text.js';
import { took, when } from '../screens/figures.js';
import { shortId, statusMark } from '../screens/marks.js';

/** error: of the API client; look: {root, state, zone, again()}. */
export function gone(error, look) {
  if (error.kind === 'expired') return expired(error, look);
  if (error.kind === 'not-found') return unknown(look);
  return blank({
    title: 'This tree did not come',
    words: [error.message],
    facts: [['task', look.root]],
    acts: [['Try again', look.again], ['All trees', '/t']],
  });
}

function expired(error, look) {
  const rule = look.state?.store?.expiry;
  const until = error.more?.expiredTo ?? look.state?.store?.expiredTo;
  return blank({
    title: 'This tree is gone',
    words: [error.message, rule && until ? html`Events are kept ${rule}; what was before <span class="mono t1">${day(until, look.zone)}</span> was removed.` : ''].filter(Boolean),
    facts: [['task', look.root]],
    acts: [['Newest trees', '/t'], ['Errors that are still counted', '/errors']],
  });
}

function unknown(look) {
  const oldest = look.state?.store?.oldest;
  return blank({
    title: 'No such tree here',
    words: [
      html`No event of a task whose id begins with <span class="mono t1">${look.root}</span> has arrived.`,
      oldest ? html`The store holds events since <span class="mono t1">${when(oldest, look.zone)}</span>. If the task has just begun, its events may still be on their way.` : 'If the task has just begun, its events may still be on their way.',
    ],
    facts: [['task', look.root]],
    acts: [['Ask again', look.again], ['Newest trees', '/t']],
  });
}

/** roots: ids that begin alike; trees: what is known of them, by root. */
export function choose(prefix, roots, trees, zone) {
  return html`<div class="choose"><div class="empty slim"><h3>${of(roots.length, 'tree')} begin with <span class="mono">${prefix}</span></h3>
    <p class="say">A short id has to mean one tree. Choose it here, or use more of its digits.</p></div>
    <ul class="choices">${roots.map((root) => html`<li class=${threadOf(root)}><a class="choice" href=${'/t/' + root}><span class="rail"></span>
      <span class="mono"><b>${prefix}</b>${root.slice(prefix.length)}</span><span class="t1 clip">${picture(trees.get(root)?.name ?? '')}</span>
      ${trees.has(root) ? statusMark(trees.get(root).status, trees.get(root).duration == null ? trees.get(root).status : took(trees.get(root).duration)) : ''}
      <span class="t3">${trees.has(root) ? when(trees.get(root).last, zone) : shortId(root)}</span></a></li>`)}</ul></div>`;
}
