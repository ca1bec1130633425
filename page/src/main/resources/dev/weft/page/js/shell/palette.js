import { html } from 'lit';
import { ACTIONS } from '../keys.js';
import { dialog } from './dialog.js';

/** Everything that can be done here, by name; what looks like a task, an event or a query can be gone to. */
export function palette(app) {
  let text = '';
  let chosen = 0;
  const view = dialog('Command palette', (close) => {
    const found = offers(app, text);
    chosen = Math.max(0, Math.min(chosen, found.length - 1));
    const run = (offer) => {
      close();
      queueMicrotask(offer.run);
    };
    return html`
      <input class="in big" aria-label="Command" role="combobox" aria-expanded="true" aria-controls="commands" aria-activedescendant="command-${chosen}" placeholder="command, task, event" autocomplete="off" spellcheck="false"
        @input=${(event) => { text = event.target.value; chosen = 0; view.redraw(); }}
        @keydown=${(event) => {
          if (event.key === 'Enter' && found[chosen]) run(found[chosen]);
          else if (event.key === 'ArrowDown') chosen = (chosen + 1) % found.length;
          else if (event.key === 'ArrowUp') chosen = (chosen - 1 + found.length) % found.length;
          else return;
          event.preventDefault();
          view.redraw();
        }}>
      <div class="commands" id="commands" role="listbox" aria-label="Commands">${found.map((offer, at) => html`<div class="item" role="option" id="command-${at}" aria-selected=${at === chosen} @click=${() => run(offer)}>${offer.words}<span class="mono t3">${offer.key}</span></div>`)}
      ${found.length ? '' : html`<p class="line t3">Nothing of that name. A query goes into the query bar: <kbd>${app.keys.keyOf('query')}</kbd>.</p>`}</div>`;
  }, 'palette');
  view.box.querySelector('input').focus();
}

function offers(app, text) {
  const wanted = text.toLowerCase().trim();
  const found = [];
  const id = text.trim();
  if (/^\S+@\S+$/.test(id)) found.push({ words: `event ${id}`, key: 'event', run: () => app.go({ screen: 'stream', id, ctx: 'task' }) });
  if (/^[0-9a-f][0-9a-f-]{7,}(\/\d+)*$/.test(id)) {
    found.push({ words: `tree of task ${id}`, key: 'task', run: () => app.go({ screen: 'tree', id }) });
    found.push({ words: `object ${id}`, key: 'object', run: () => app.go({ screen: 'object', id }) });
  }
  for (const [screen, words] of [['stream', 'stream'], ['tree', 'trees'], ['object', 'objects'], ['errors', 'errors'], ['processes', 'processes'], ['views', 'views']]) {
    if (words.includes(wanted)) found.push({ words: `go to ${words}`, key: '', run: () => app.go({ screen, id: '' }) });
  }
  for (const [name, , words] of ACTIONS) {
    if (app.keys.answers(name) && name !== 'palette' && words.includes(wanted)) found.push({ words, key: app.keys.keyOf(name), run: () => app.keys.run(name) });
  }
  if (wanted && found.length === 0) found.push({ words: `search "${text}" as text`, key: 'query', run: () => app.go({ screen: 'stream', id: '', q: `"${text.replace(/(["\\])/g, '\\$1')}"` }) });
  return found;
}
