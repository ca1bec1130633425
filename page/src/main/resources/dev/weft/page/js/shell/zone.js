import { html } from 'lit';
import { zoneName } from '../format.js';
import { popup } from './popup.js';

/** Offers the zones: UTC, this browser's, the collector's, any other by name. */
export function chooseZone(app, anchor) {
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const theirs = app.facts?.zone;
  const usual = [...new Set(['', 'local', ...(theirs && theirs !== 'UTC' ? [theirs] : [])])];
  const set = (tz, close) => {
    close();
    app.go({ tz }, { replace: true });
  };
  popup(anchor, (close) => html`
    ${usual.map((tz) => html`<button role="menuitemradio" class="item" aria-checked=${app.state.tz === tz} @click=${() => set(tz, close)}>${zoneName(tz)}<span class="t3 mono">${tz === 'local' ? here : tz === theirs ? 'collector' : ''}</span></button>`)}
    <form class="line" @submit=${(event) => {
      event.preventDefault();
      const input = event.target.elements.zone;
      try {
        Intl.DateTimeFormat('en', { timeZone: input.value });
        set(input.value, close);
      } catch {
        input.setCustomValidity('No zone of that name; write for example Europe/Prague');
        input.reportValidity();
      }
    }}><input class="in" name="zone" aria-label="Another zone" placeholder="Europe/Prague" autocomplete="off" spellcheck="false" @input=${(event) => event.target.setCustomValidity('')}></form>`,
  { label: 'Time zone' });
}
