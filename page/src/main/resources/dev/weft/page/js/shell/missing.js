import { html } from 'lit';
import { Part } from '../element.js';

/** Stands where a screen could not be loaded. */
export class Missing extends Part {
  screen = '';
  problem = null;

  render() {
    return html`<div></div><main class="main one" id="main"><div class="empty">
      <h3>This screen could not be loaded</h3>
      <p class="say">The part of the page for <span class="mono t1">${this.screen}</span> did not arrive: ${this.problem?.message}. The collector may have been replaced by another version meanwhile.</p>
      <p><button class="btn" @click=${() => location.reload()}>Load the page again</button></p>
    </div></main>`;
  }
}
customElements.define('weft-missing', Missing);
