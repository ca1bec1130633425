import { html, nothing } from 'lit';
import { count, shortLogger } from '../format.js';
import { processNumber } from '../row.js';
import { popup } from '../shell/popup.js';
import { term, withTerm } from '../query/terms.js';
import { picture, valueText } from '../text.js';

/** Which further columns are shown: fields that rows at hand have, and any other by name. */
export function columnsMenu(screen, anchor) {
  const { app } = screen;
  const seen = new Map();
  for (const row of screen.shownRows().slice(-2000)) {
    for (const name of ['service', 'process', 'thread', 'exception', 'seq', ...Object.keys(row.fields ?? {})]) if (row[name] !== undefined || row.fields?.[name] !== undefined) seen.set(name, (seen.get(name) ?? 0) + 1);
  }
  const menu = popup(anchor, () => {
    const { cols } = app.state;
    const names = [...new Set([...cols, ...[...seen].sort((a, b) => b[1] - a[1]).map(([name]) => name)])].slice(0, 20);
    const set = (next) => {
      app.go({ cols: next }, { replace: true });
      menu.redraw();
    };
    return html`<p class="line t3">Columns besides time, host, logger and message</p>
      <div class="scroll">${names.map((name) => html`<button role="menuitemcheckbox" class="item" aria-checked=${cols.includes(name)} @click=${() => set(cols.includes(name) ? cols.filter((each) => each !== name) : [...cols, name])}><span class="mono">${picture(name)}</span></button>`)}</div>
      <form class="line" @submit=${(event) => { event.preventDefault(); const name = event.target.elements.field.value.trim(); if (name) set([...new Set([...cols, name])]); event.target.reset(); }}><input class="in" name="field" aria-label="Another field" placeholder="another field" autocomplete="off" spellcheck="false"></form>`;
  }, { label: 'Columns' });
}

/** The muted patterns, each with the way back. */
export function mutesMenu(screen, anchor) {
  const { app } = screen;
  const menu = popup(anchor, (close) => {
    const { mute } = app.state;
    if (!mute.length) return html`<p class="line t3">No pattern is muted. <kbd>${app.keys.keyOf('mute')}</kbd> mutes that of the focused row.</p>`;
    const set = (next) => {
      app.go({ mute: next });
      if (next.length) menu.redraw();
      else close();
    };
    return html`${mute.map((id) => html`<button role="menuitem" class="item" @click=${() => set(mute.filter((each) => each !== id))}><span class="mono clip">${picture(screen.facets?.patterns.get(id)?.template ?? screen.mutedNames.get(id) ?? id)}</span><span class="t3">hear again</span></button>`)}
      ${mute.length > 1 ? html`<button role="menuitem" class="item" @click=${() => set([])}>Hear all ${count(mute.length)} again</button>` : nothing}`;
  }, { label: 'Muted patterns' });
}

/** The values of the focused row: keep only one of them, or exclude it. */
export function valuesMenu(screen, anchor, negative) {
  const { app } = screen;
  const row = screen.focusRow;
  if (!row) return app.note('No event has the focus');
  const values = [['level', row.level], ['host', row.host], ['logger', row.logger], ['service', row.service], ['process', processNumber(row.process)], ['thread', row.thread], ['pattern', row.pattern, row.template], ['exception', row.exception], ['task', row.root, row.root?.slice(0, 8)], ['object', row.object], ...Object.entries(row.fields ?? {})]
    .filter(([, value]) => value !== undefined && value !== null && typeof value !== 'object');
  popup(anchor, (close) => html`<p class="line t3">${negative ? 'Exclude' : 'Keep only'} events with</p>
    <div class="scroll">${values.map(([name, value, words]) => html`<button role="menuitem" class="item" @click=${() => { close(); app.go({ q: withTerm(app.state.q, term(name, value, negative)) }); }}><span class="mono"><span class="k">${negative ? '-' : ''}${picture(name)}:</span></span><span class="mono clip">${picture(words ?? (name === 'logger' ? shortLogger(value) : valueText(value)))}</span></button>`)}</div>`,
  { label: negative ? 'Exclude a value' : 'Keep a value', className: 'values' });
  return nothing;
}
