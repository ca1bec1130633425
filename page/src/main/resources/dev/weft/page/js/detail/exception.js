import { html, nothing } from 'lit';
import { many } from '../format.js';
import { picture, written } from '../text.js';

/**
 * The exception of an event; nothing where it has none.
 * @param {Object} row the event
 * @param {import('./whole.js').Whole} whole of the same event: until its chain has come, the row tells the class
 */
export function exceptionOf(row, whole) {
  const chain = whole.data?.exception;
  if (chain?.length) return exception(chain, whole.unfolded, whole.changed);
  return row.exception ? html`<section class="d-sec"><h3>exception</h3><div class="exc"><p class="cls">${picture(row.exception)}</p></div></section>` : nothing;
}

/**
 * A chain of exceptions: own frames bright, runs of library frames folded to a count.
 * @param {{class: string, message?: string, frames: string[], own: boolean[]}[]} chain outermost first
 * @param {Set<string>} unfolded which runs are open
 * @param {() => void} redraw
 */
export function exception(chain, unfolded, redraw) {
  const own = chain.flatMap((link) => link.own ?? []).filter(Boolean).length;
  const all = chain.reduce((sum, link) => sum + (link.frames?.length ?? 0), 0);
  return html`<section class="d-sec"><h3>exception <span class="more">${own} own · ${all - own} library</span></h3><div class="exc">
    ${chain.map((link, n) => html`<p class="cls" title=${link.class}>${n ? '↳ ' : ''}${short(picture(link.class))}</p>${link.message ? html`<p class="say msg">${written(link.message, { lines: true })}</p>` : nothing}
      <ol>${runs(link, n).map((run) => (run.fold && !unfolded.has(run.id)
        ? html`<li class="fold"><button @click=${() => { unfolded.add(run.id); redraw(); }}>${many(run.frames.length, 'library frame')}</button></li>`
        : run.frames.map((frame) => html`<li class=${run.own ? 'own' : 'lib'} title=${picture(frame)}>${frameText(picture(frame))}</li>`)))}</ol>`)}
  </div></section>`;
}

/** Frames in runs of own and library; a run of library frames longer than two is folded, but for the two where the trouble began. */
function runs({ frames = [], own = [] }, n) {
  const found = [];
  frames.forEach((frame, at) => {
    const mine = own[at] ?? false;
    const last = found[found.length - 1];
    if (last && last.own === mine) last.frames.push(frame);
    else found.push({ own: mine, frames: [frame] });
  });
  return found.flatMap((run, at) => {
    const id = `${n}.${at}`;
    if (run.own || run.frames.length <= 3) return [{ ...run, id }];
    if (at === 0) return [{ own: false, frames: run.frames.slice(0, 2), id: `${id}a` }, { own: false, frames: run.frames.slice(2), fold: true, id }];
    return [{ ...run, fold: true, id }];
  });
}

const short = (name) => name.slice(name.lastIndexOf('.') + 1);

// com.acme.pay.CardClient.send(CardClient.java:88) -> CardClient.send(CardClient.java:88)
const frameText = (frame) => frame.replace(/^(?:[\w$]+\/)?(?:[a-z_][\w$]*\.)+(?=[A-Z])/, '');
