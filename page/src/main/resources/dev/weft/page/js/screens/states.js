// What a screen says when there is nothing to draw: what is, then why, then what to do.
import { html, nothing } from 'lit';

/** title, words (sentences or templates), facts [[name, value]], acts [[label, run or address]]. */
export function blank({ title, words = [], facts = [], acts = [], art = nothing }) {
  return html`<div class="empty" role="region" aria-label=${title}>${art}<h3>${title}</h3>
    ${words.map((line) => html`<p class="say">${line}</p>`)}
    ${facts.length ? html`<dl class="kv wide-kv">${facts.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>` : nothing}
    ${acts.length ? html`<p class="act-line">${acts.map(([label, act]) => typeof act === 'string'
      ? html`<a class="btn" href=${act}>${label}</a>` : html`<button class="btn" @click=${act}>${label}</button>`)}</p>` : nothing}</div>`;
}

/** Threads that breathe, while an answer is waited for. */
export function threads(rows = 14) {
  const wide = (n) => `width:${22 + (n * 37) % 61}%`;
  return html`<div class="sk-list" role="status" aria-label="asking">${Array.from({ length: rows }, (_, n) => html`
    <div class="sk-t"><span class="rail th"></span><span class="sk" .style=${wide(n)}></span><span class="sk" .style=${`width:${8 + n % 4}ch`}></span><span class="sk" .style=${wide(n + 5)}></span></div>`)}</div>`;
}

/** A strip that says that what stands below is old, partial or refused. */
export function strip(kind, word, words, acts = []) {
  return html`<div class="bar-msg ${kind}" role="status"><span class="lv ${kind === 'err' ? 'lv-e' : 'lv-w'}">${word}</span><span>${words}</span><span class="grow"></span>
    ${acts.map(([label, act]) => html`<button class="btn" @click=${act}>${label}</button>`)}</div>`;
}
