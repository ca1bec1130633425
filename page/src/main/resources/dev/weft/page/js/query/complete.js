import { html, nothing } from 'lit';
import { aborted } from '../api.js';
import { ago, count } from '../format.js';
import { picture } from '../text.js';
import { past } from './history.js';
import { rangeWords } from './range.js';
import { where } from './times.js';

const HEADS = { field: 'field', value: 'value', operator: 'then', stage: 'stage', past: 'used before' };

/** What the collector offers to complete a query, and which of it is chosen. */
export class Completion {
  constructor(app, redraw) {
    this.app = app;
    this.redraw = redraw;
    this.open = false;
    this.settled = false;
    this.items = [];
    this.chosen = -1;
  }

  /** Asks for completions at a place; answers that come late are dropped. */
  async ask(text, caret) {
    this.call?.abort();
    this.call = new AbortController();
    this.settled = false;
    try {
      const { data } = await this.app.api.get('/suggest', { q: text || undefined, pos: caret, ...where(this.app.state) }, this.call.signal);
      this.from = data.from;
      this.to = data.to;
      this.items = [...data.items, ...used(text)].slice(0, 14);
      this.chosen = this.items.length ? 0 : -1;
      this.open = this.items.length > 0;
      this.typed = text.slice(data.from, data.to);
    } catch (error) {
      if (aborted(error)) return;
      this.open = false;
    }
    this.redraw();
  }

  close() {
    this.call?.abort();
    this.settled = true;
    if (!this.open) return;
    this.open = false;
    this.redraw();
  }

  /** Keys while the list is open. @returns {boolean} true if the key was for it */
  pressed(event, text, take) {
    const { key } = event;
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      this.chosen = (this.chosen + (key === 'ArrowDown' ? 1 : -1) + this.items.length) % this.items.length;
      this.moved = true;
    } else if (key === 'Tab' && !event.shiftKey) this.accept(this.items[Math.max(0, this.chosen)], text, take);
    else if (key === 'Escape') this.close();
    else if (key === 'Enter' && this.moved) this.accept(this.items[this.chosen], text, take);
    else {
      this.moved = false;
      return false;
    }
    event.preventDefault();
    event.stopPropagation();
    this.redraw();
    return true;
  }

  /** @private */
  accept(item, text, take) {
    this.open = false;
    this.moved = false;
    if (item.kind === 'past') return take(item.text, item.text.length);
    const head = text.slice(0, this.from) + item.text;
    const closed = item.kind === 'value' && !text.slice(this.to).startsWith(' ');
    return take(head + (closed ? ' ' : '') + text.slice(this.to), head.length + (closed ? 1 : 0));
  }

  render(text, take) {
    if (!this.open) return nothing;
    let before = '';
    return html`<div class="pop complete" id="complete" role="listbox" aria-label="Completions" @mousedown=${(event) => event.preventDefault()}>
      ${this.items.map((item, at) => {
        const head = item.kind === before ? nothing : html`<div class="head" role="presentation">${HEADS[item.kind] ?? item.kind}</div>`;
        before = item.kind;
        return html`${head}<div class="row mono" role="option" id="complete-${at}" aria-selected=${at === this.chosen} @click=${() => this.accept(item, text, take)}>
          <span class="clip ${item.note ? '' : 'alone'}">${this.emphasised(item.text)}</span>${item.note ? html`<span class="t3 clip">${item.note}</span>` : nothing}<span class="t3">${item.count === undefined ? '' : count(item.count)}</span></div>`;
      })}
      <div class="foot"><span class="kh"><kbd>Tab</kbd>take</span><span class="kh"><kbd>↑↓</kbd>choose</span><span class="kh"><kbd>Enter</kbd>run</span><span class="kh"><kbd>Esc</kbd>close</span><span class="end">counts: ${rangeWords(this.app.state)}</span></div>
    </div>`;
  }

  /** @private the part that is typed already stands out */
  emphasised(text) {
    const at = this.typed ? text.toLowerCase().indexOf(this.typed.toLowerCase()) : -1;
    if (at < 0) return picture(text);
    const end = at + this.typed.length;
    return html`${picture(text.slice(0, at))}<b>${picture(text.slice(at, end))}</b>${picture(text.slice(end))}`;
  }
}

function used(text) {
  if (!text.trim()) return past().slice(0, 5).map(({ q, t }) => ({ kind: 'past', text: q, note: `you used this ${ago(t * 1e3)}` }));
  return past().filter(({ q }) => q !== text && q.startsWith(text)).slice(0, 3).map(({ q, t }) => ({ kind: 'past', text: q, note: `you used this ${ago(t * 1e3)}` }));
}
