// The pane of an error group: why these are one, what differs from the rest, the newest stack.
import { html, nothing } from 'lit';
import { exception } from '../detail/exception.js';
import { many } from '../format.js';
import { level } from '../icons.js';
import { picture, written } from '../text.js';
import { grip } from '../screens/sheet.js';

export function groupPane(group, facts, look) {
  if (!group) return html`<aside class="detail" aria-label="Group"></aside>`;
  const { keys } = look.app;
  return html`<aside class="detail" aria-label="Group">${grip()}
    <div class="d-head"><h2 class="d-title">${picture(group.title)}</h2><div class="d-meta">${level(group.level ?? 'error')}<span>${many(group.count, 'event')}</span><span>${group.trees ? many(group.trees, 'task') : 'outside tasks'}</span><span>${Object.keys(group.hosts ?? {}).slice(0, 3).map(picture).join(', ')}</span></div></div>
    <section class="d-sec"><h3>why grouped <span class="more mono">fp ${group.fingerprint.slice(0, 6)}</span></h3><ul class="why">${reasons(group).map((reason) => html`<li>${picture(reason)}</li>`)}<li class="ne">${ignored(group)}</li></ul></section>
    ${facts?.differences?.length ? html`<section class="d-sec"><h3>what differs from the rest <span class="more">in this query</span></h3><dl class="kv e-kv">${facts.differences.map(({ field, value, share, base }) => html`<dt>${picture(field)}</dt><dd class="clip" title=${value}>${picture(value)}</dd><dd class="t3">${percent(share)} vs ${percent(base)}</dd>`)}</dl></section>` : nothing}
    ${facts?.stack?.length ? exception(facts.stack, facts.unfolded, facts.changed)
      : html`<section class="d-sec"><h3>newest message</h3><p class="mono t1 e-say">${written(group.message ?? '', { lines: true })}</p></section>`}
    <div class="acts"><button @click=${look.tasks}><kbd>${keys.keyOf('open')}</kbd>tasks</button><button @click=${look.tree}><kbd>${keys.keyOf('tree')}</kbd>newest tree</button><button @click=${look.keep}><kbd>${keys.keyOf('keep')}</kbd>keep only</button><button class="wide" @click=${() => look.app.keys.run('copy')}><kbd>${keys.keyOf('copy')}</kbd>copy</button></div></aside>`;
}

/** Long reasons name several things: each is a line of its own. */
function reasons(group) {
  return group.reasons.flatMap((reason) => {
    const frames = /^frames (.+)$/.exec(reason);
    if (frames) return frames[1].split(/, /);
    const chain = /^class chain (.+)$/.exec(reason);
    if (chain) return chain[1].split(/ > /).map((name, i) => (i ? `caused by ${name}` : name));
    return [reason];
  });
}

function ignored(group) {
  return group.reasons.some((reason) => /^(class|exception|frames)/.test(reason)) ? 'ignored: lines, library frames, text' : 'ignored: values in the text, host, time';
}

function percent(share) { return `${Math.round(share * 100)} %`; }
