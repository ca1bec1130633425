import { html, nothing } from 'lit';
import { Part } from '../element.js';
import { icon } from '../icons.js';
import { chooseRange, rangeWords } from './range.js';
import { Completion } from './complete.js';
import { past } from './history.js';
import { pieces } from './highlight.js';
import { copyLink } from './share.js';

/** The query bar: editor, time range, live, link; under it what is wrong with the query. */
class QueryBar extends Part {
  connectedCallback() {
    super.connectedCallback();
    queueMicrotask(() => {
      const { app } = this;
      this.text = app.state.q;
      this.completion = new Completion(app, () => this.requestUpdate());
      for (const what of ['route', 'problem', 'facts', 'status']) app.addEventListener(what, (event) => this.told(what, event));
      app.keys.use({ query: () => this.focusEditor(), pause: () => app.go({ live: !app.state.live }, { replace: true }) });
      this.requestUpdate();
    });
  }

  told(what, event) {
    // Text that is being typed is nobody's but the typist's.
    if (what === 'route' && event.detail.route.q !== event.detail.from.q) this.text = event.detail.route.q;
    // A refused query is still being written: its next letters are no commands.
    if (what === 'problem' && this.byHand) {
      this.byHand = false;
      if (this.app.problem?.kind === 'query') this.input.focus();
    }
    this.requestUpdate();
  }

  get input() {
    return this.querySelector('input.q-typed');
  }

  focusEditor() {
    this.input.focus();
    this.input.select();
  }

  render() {
    if (!this.app || this.text === undefined) return nothing;
    const { app, completion } = this;
    const { live } = app.state;
    const paused = live && app.bar.state === 'paused';
    return html`<div class="query" role="search">
      <div class="q-in">
        <span class="prompt" aria-hidden="true">❯</span>
        <span class="q-edit">
          <span class="q-text" aria-hidden="true">${this.coloured()}</span>
          <input class="q-typed" role="combobox" aria-label="Query" aria-expanded=${completion.open} aria-controls="complete" aria-autocomplete="list"
            aria-activedescendant=${completion.open && completion.chosen >= 0 ? `complete-${completion.chosen}` : nothing} aria-invalid=${app.problem ? 'true' : 'false'}
            autocomplete="off" autocapitalize="off" spellcheck="false" enterkeyhint="search" placeholder="everything" .value=${this.text}
            @input=${this.typed} @keydown=${this.pressed} @scroll=${this.scrolled} @focus=${this.entered} @blur=${() => completion.close()}>
        </span>
        <kbd class="not-s">${app.keys.keyOf('query')}</kbd>
      </div>
      <button class="btn not-s" aria-haspopup="dialog" title="Time range" @click=${(event) => chooseRange(app, event.currentTarget)}>${icon('clock')}<span class="mono">${rangeWords(app.state)}</span>${icon('down', 'sm')}</button>
      <button class="btn live-b" aria-pressed=${live && !paused} title="Follow what arrives (${app.keys.keyOf('pause')})" @click=${() => app.keys.run('pause')}>${icon(paused ? 'pause' : 'play', 'sm')}${paused ? 'paused' : 'live'}</button>
      <button class="btn only-s" aria-label="Time range ${rangeWords(app.state)}" aria-haspopup="dialog" @click=${(event) => chooseRange(app, event.currentTarget)}>${icon('clock')}</button>
      <button class="btn not-s" aria-label="Copy link (${app.keys.keyOf('copy')} l)" title="Copy link" @click=${() => copyLink(app)}>${icon('link')}</button>
      ${completion.render(this.text, (text, caret) => this.take(text, caret))}
    </div>${this.problem()}`;
  }

  coloured() {
    const { problem } = this.app;
    const bad = problem?.pos ?? -1;
    const end = problem ? badEnd(this.asked ?? this.text, bad) : -1;
    return pieces(this.text).flatMap((piece) => cut(piece, this.text === this.app.state.q ? bad : -1, end)).map(({ text, kind, wrong }) =>
      html`<span class="${kind ? `q-${kind}` : ''} ${wrong ? 'q-bad' : ''}">${text}</span>`);
  }

  problem() {
    const { problem, state } = this.app;
    if (!problem || problem.kind !== 'query' || this.text !== state.q) return nothing;
    const asText = `"${state.q.replace(/(["\\])/g, '\\$1')}"`;
    return html`<div class="bar-msg err" role="alert">
      ${problem.pos === undefined ? html`<span class="lv lv-e">query</span>` : html`<span class="lv lv-e">column ${problem.pos + 1}</span>`}
      <span>${sentence(problem.message)}${problem.expected.length && !/expected/i.test(problem.message) ? html`; expected <span class="mono">${problem.expected.join(', ')}</span>` : nothing}</span>
      <span class="grow"></span>
      ${problem.fix ? html`<button class="btn" @click=${() => this.ask(problem.fix)}>${document.activeElement === this.input ? html`<kbd>Tab</kbd>` : nothing}<span class="mono clip">${problem.fix}</span></button>` : nothing}
      <button class="btn" @click=${() => this.ask(asText)}>as text <span class="mono clip">${asText}</span></button>
    </div>`;
  }

  updated() {
    // Where nobody types nothing has scrolled; to look costs a layout.
    if (document.activeElement === this.input) this.scrolled();
  }

  scrolled() {
    const { input } = this;
    if (input) this.querySelector('.q-text').scrollLeft = input.scrollLeft;
  }

  entered() {
    this.recall = -1;
    this.requestUpdate();
  }

  typed(event) {
    this.text = event.target.value;
    this.recall = -1;
    this.completion.ask(this.text, event.target.selectionStart);
    this.requestUpdate();
  }

  pressed(event) {
    const { completion, app } = this;
    const { key } = event;
    if (completion.open && completion.pressed(event, this.text, (text, caret) => this.take(text, caret))) return;
    if (key === 'Enter') this.ask(this.text);
    else if (key === 'Tab' && !event.shiftKey && app.problem?.fix && this.text === app.state.q) this.ask(app.problem.fix);
    else if ((key === ' ' || key === 'Tab') && (event.ctrlKey || (key === 'Tab' && !event.shiftKey && this.text && !completion.settled))) completion.ask(this.text, event.target.selectionStart);
    else if (key === 'ArrowUp' || key === 'ArrowDown') this.remembered(key === 'ArrowUp' ? 1 : -1);
    else if (key === 'Escape') this.leaveEditor();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  remembered(step) {
    const queries = past();
    this.recall = Math.max(-1, Math.min(queries.length - 1, (this.recall ?? -1) + step));
    this.text = this.recall < 0 ? this.app.state.q : queries[this.recall].q;
    this.requestUpdate();
    this.updateComplete.then(() => this.input.setSelectionRange(this.text.length, this.text.length));
  }

  leaveEditor() {
    this.text = this.app.state.q;
    this.completion.close();
    this.requestUpdate();
    document.querySelector('#screen [tabindex="0"]')?.focus();
  }

  take(text, caret) {
    this.text = text;
    this.requestUpdate();
    this.updateComplete.then(() => {
      this.input.focus();
      this.input.setSelectionRange(caret, caret);
      this.completion.ask(text, caret);
    });
  }

  /** Asks a query: the screen answers, or says what is wrong with it. */
  ask(q) {
    this.text = q;
    this.completion.close();
    this.app.refuse(null);
    this.byHand = document.activeElement === this.input;
    this.app.go({ q, at: '', ctx: '', ...(this.app.state.screen === 'stream' ? { id: '' } : {}) });
    if (this.byHand) document.querySelector('#screen [tabindex="0"]')?.focus();
    this.requestUpdate();
  }
}
customElements.define('weft-query', QueryBar);

const sentence = (text) => text.charAt(0).toUpperCase() + text.slice(1);

function badEnd(text, from) {
  if (from < 0) return -1;
  const rest = /^\s*\S*/.exec(text.slice(from))[0].length;
  return from + Math.max(1, rest);
}

/** Cuts a piece at the edges of what is wrong. */
function cut({ text, kind, at }, from, to) {
  if (from < 0 || at + text.length <= from || at >= to) return [{ text, kind }];
  const a = Math.max(0, from - at);
  const b = Math.min(text.length, to - at);
  return [{ text: text.slice(0, a), kind }, { text: text.slice(a, b), kind, wrong: true }, { text: text.slice(b), kind }].filter((each) => each.text);
}
