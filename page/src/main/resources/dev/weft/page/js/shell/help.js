import { html, nothing } from 'lit';
import { ACTIONS } from '../keys.js';
import { dialog } from './dialog.js';

const GROUPS = [['move', 'Move'], ['see', 'See'], ['choose', 'Choose'], ['keep', 'Keep'], ['go', 'Go']];

const EXAMPLES = [
  ['level:error logger:com.acme.* "timeout"', 'errors of a package that hold a text'],
  ['in{level:error "card declined"}', 'whole requests in which a card was declined'],
  ['under{name:checkout* duration:>1s} host:pay-*', 'everything below slow checkouts'],
  ['obj.state:pending->failed time:>-1h', 'objects that went from pending to failed'],
  ['level:<=debug | count by logger', 'which loggers are noisy'],
];

const SEND = [
  ['Java', 'Weft.connect("zeromq://localhost:5010");\nScopes.task("first").with("order", 48213).run(task -> log.info("hello"));'],
  ['HTTP', `curl -X POST ${location.origin}/api/v1/events \\\n  -H 'Content-Type: application/x-ndjson' -d '{"message":"hello","level":"info"}'`],
  ['files', 'weft load app.ndjson'],
];

/** Keys, the language in five lines, and how events get here. */
export function help(app) {
  let learning = '';
  const view = dialog('Help', (close) => html`
    <header class="d-line"><h2 class="d-title">Help</h2><span class="grow"></span><button class="btn" @click=${close}><kbd>Esc</kbd>close</button></header>
    <div class="help">
      <section><h3>Keys</h3><div class="keytable">${GROUPS.map(([group, word]) => html`<div><h4>${word}</h4>
        ${ACTIONS.filter((each) => each[3] === group).map(([name, , words]) => html`<div class="key ${app.keys.answers(name) ? '' : 't3'}">
          <button title="Give it another key" aria-label="${app.keys.keyOf(name)}: ${words}; give it another key" @click=${() => learn(name)}><kbd>${learning === name ? '…' : app.keys.keyOf(name)}</kbd></button>${words}${app.keys.moved[name] ? html` <button class="link" @click=${() => { app.keys.move(name, null); view.redraw(); }}>back to usual</button>` : nothing}</div>`)}</div>`)}</div>
        <p class="line"><label><input type="checkbox" .checked=${app.keys.on} @change=${(event) => app.keys.switch(event.target.checked)}> single keys act</label>
          <span class="t3">Click a key to give the action another one. Both are remembered in this browser.</span></p></section>
      <section><h3>Query</h3><dl class="kv wide">${EXAMPLES.map(([query, words]) => html`<dt><a href=${app.link({ screen: 'stream', id: '', q: query })} @click=${close}>${query}</a></dt><dd class="t2">${words}</dd>`)}</dl></section>
      <section><h3>Send events</h3>${SEND.map(([name, code]) => html`<p class="t3">${name}</p><code class="code">${code}</code>`)}</section>
    </div>`, 'big');

  function learn(name) {
    learning = name;
    view.redraw();
    view.box.addEventListener('keydown', (event) => {
      if (['Shift', 'Control', 'Alt', 'Meta', 'Tab'].includes(event.key)) return;
      event.preventDefault();
      event.stopPropagation();
      learning = '';
      if (event.key !== 'Escape') app.keys.move(name, event.key);
      view.redraw();
    }, { once: true, capture: true });
  }
}
