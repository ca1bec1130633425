// The form that gives the present question a name.
import { html, nothing } from 'lit';
import { picture } from '../text.js';
import { grip } from '../screens/sheet.js';
import { slugOf, wordsOf } from './view.js';

/** draft: {title, shared, keep}; view: what would be kept; look: {known, changed(), save(), cancel()}. */
export function saveForm(draft, view, look) {
  const slug = slugOf(draft.title);
  const known = look.known.find((each) => each.slug === slug);
  const words = wordsOf(view);
  const kept = [
    ['query', 'query', picture(view.query) || 'everything'], ['time', 'time', words.time], ['columns', 'columns', view.columns.map(picture).join(', ') || 'none'],
    ['mutes', 'muted', view.mutes.length ? `${view.mutes.length}` : 'none'], ['zone', 'zone', view.zone || 'UTC'],
  ];
  const set = (change) => { change(); look.changed(); };
  return html`<aside class="detail" aria-label="Save a view">${grip()}<div class="d-head"><h2 class="d-title">Save a view</h2><div class="d-meta"><span>not saved yet</span></div></div>
    <form class="v-form" @submit=${(event) => { event.preventDefault(); if (slug) look.save(); }}>
      <div class="form"><label for="v-name">name</label><input class="in" id="v-name" maxlength="120" autocomplete="off" required .value=${draft.title} aria-describedby="v-slug" @input=${(event) => set(() => { draft.title = event.target.value; })}></div>
      <p class="t3" id="v-slug">${slug ? html`Its address is <span class="mono">/v/${slug}</span>.${known ? html` A view of that name is there: it will be replaced.` : nothing}` : 'A name of letters or digits, by which it is found again.'}</p>
      <fieldset class="v-keep"><legend class="t3">what is kept</legend>${kept.map(([name, word, text]) => html`
        <label class="v-line"><input type="checkbox" .checked=${draft.keep[name]} @change=${(event) => set(() => { draft.keep[name] = event.target.checked; })}><span class="v-word">${word}</span><span class="mono t1 clip">${draft.keep[name] ? text : html`<span class="t3">left out</span>`}</span></label>`)}
        <span class="v-line"><span></span><span class="v-word">shows</span><span class="mono t1">${words.lens}</span></span></fieldset>
      <label class="v-line"><input type="checkbox" .checked=${draft.shared} @change=${(event) => set(() => { draft.shared = event.target.checked; })}><span>for everybody who may read here</span></label>
      <p class="d-go"><button class="btn primary">${known ? 'Replace it' : 'Save'}</button><button class="btn quiet" type="button" @click=${look.cancel}>Cancel</button></p></form></aside>`;
}
