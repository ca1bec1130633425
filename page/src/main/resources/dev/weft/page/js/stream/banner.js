import { html, nothing } from 'lit';
import { many, time } from '../format.js';
import { scopeWords } from './context.js';

/** The strip over the rows: no connection, trouble, partial answers, context. At most one, the worst. */
export function banner(screen) {
  const { app, problem, follow, context } = screen;
  const { tz } = app.state;
  const down = follow?.down;
  if (down || problem?.kind === 'offline' || app.reach.how === 'offline') {
    const since = down?.since ?? app.reach.since;
    const again = down ? Math.max(0, Math.ceil((down.again - Date.now()) / 1000)) : null;
    return html`<div class="bar-msg err" role="alert"><span class="lv lv-e">no connection</span><span>since <span class="mono">${time(since * 1e3, tz).slice(0, 8)}</span>${again === null ? '.' : html`. Trying again in <span class="mono">${again}</span> s.`}</span><span class="t3 not-s">${held(screen)}</span><span class="grow"></span>
      <button class="btn" @click=${() => (down ? follow.retry() : again1(screen))}>Try now</button></div>`;
  }
  if (problem && problem.kind !== 'expired' && problem.kind !== 'not-found') {
    return html`<div class="bar-msg err" role="alert"><span class="lv lv-e">${problem.kind}</span><span>${problem.message}</span><span class="grow"></span><button class="btn" @click=${() => again1(screen)}>Try again</button></div>`;
  }
  if (context) {
    const { keys } = app;
    return html`<div class="bar-msg inf"><span class="strong">context</span><span>${scopeWords(context.scope)}, ${many(context.rows.length, 'event')}${context.query ? html`; <span class="t3">dimmed ones do not match</span>` : nothing}</span><span class="grow"></span>
      <button class="btn" @click=${() => keys.run('context')}><kbd>${keys.keyOf('context')}</kbd>wider</button><button class="btn" @click=${() => keys.run('out')}><kbd>${keys.keyOf('out')}</kbd>back</button></div>`;
  }
  if (screen.window && !screen.window.complete) {
    return html`<div class="bar-msg"><span class="lv lv-w">partial</span><span>A part of the store did not answer; what it holds is missing here, and nothing is lost.</span><span class="grow"></span><button class="btn" @click=${() => again1(screen)}>Try again</button></div>`;
  }
  return nothing;
}

function held(screen) {
  const last = screen.window?.rows.at(-1);
  return last ? html`Rows up to <span class="mono">${time(last.time, screen.app.state.tz)}</span> are here; the gap is filled on return.` : nothing;
}

const again1 = (screen) => {
  screen.question = '';
  screen.enter(screen.app.state);
};
