// All changes of an object, in the pane; a click goes to the instant of one.
import { html, nothing } from 'lit';
import { many } from '../format.js';
import { shortTime } from '../screens/figures.js';
import { grip } from '../screens/sheet.js';
import { picture } from '../text.js';
import { gist } from './history.js';

/** Of more than this many, those around the instant are listed. */
const MOST = 1000;

export function changeList(look) {
  const { history, change, tell, acts, tz } = look;
  const all = history.changes;
  const from = all.length <= MOST ? 0 : Math.max(0, Math.min(all.length - MOST, change - MOST / 2));
  return html`<aside class="detail" aria-label="Changes">${grip()}<section class="d-sec o-changes" tabindex="0"><h3>${many(all.length, 'change')} <span class="more"><kbd>[</kbd> <kbd>]</kbd></span></h3>
    ${from > 0 ? html`<p class="t3 fv">${many(from, 'earlier one')}</p>` : nothing}
    <ol>${all.slice(from, from + MOST).map((each, i) => {
      const [what, how] = gist(each, from + i === 0);
      return html`<li><button class="fv ${from + i === change ? 'cur' : ''}" tabindex="-1" aria-pressed=${String(from + i === change)} @click=${() => tell.at(each.time)}>
        <span class="at t3">${shortTime(each.time, tz)}</span><span class="no">#${each.seq}</span><span class="what clip">${picture(what)}</span><span class="n clip">${picture(how)}</span></button></li>`;
    })}</ol></section>
    <div class="acts"><button @click=${acts.compare}><kbd>d</kbd>${look.pin == null ? 'compare two instants' : 'end comparing'}</button><button @click=${acts.tree}><kbd>t</kbd>tree</button><button @click=${acts.copy}><kbd>y</kbd>copy</button></div></aside>`;
}
