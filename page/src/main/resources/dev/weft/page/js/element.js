import { LitElement } from 'lit';

/**
 * The base of this page's elements: drawn in the open document, so that the style sheets reach them and `display: contents` keeps the
 * grid of the shell. `app` is given by whoever creates the element.
 */
export class Part extends LitElement {
  /** @type {import('./app.js').App} */
  app;

  createRenderRoot() {
    // The document draws the shell for the first paint; what is drawn from now on takes its place.
    this.replaceChildren();
    return this;
  }
}
