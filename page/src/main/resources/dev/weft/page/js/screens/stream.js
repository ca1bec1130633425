import { html } from 'lit';
import { Part } from '../element.js';

export default class Stream extends Part {
  render() {
    return html`<div></div><main class="main one" id="main"></main>`;
  }
}
