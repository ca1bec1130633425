// On a phone the pane is a sheet at the foot: its grip makes it taller, and small again.
import { html } from 'lit';

export function grip() {
  return html`<button class="grab" aria-label="Larger or smaller" aria-expanded="false" @click=${(event) => {
    const tall = event.currentTarget.closest('.detail').classList.toggle('tall');
    event.currentTarget.setAttribute('aria-expanded', String(tall));
  }}></button>`;
}
