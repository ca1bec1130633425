// Saved views: a list of them (/v), one opened by its name (/v/<slug>), the present one saved (S).
import { html, nothing } from 'lit';
import { Part } from '../element.js';
import { many } from '../format.js';
import { icon } from '../icons.js';
import { copyText } from '../query/share.js';
import { picture } from '../text.js';
import { Asking } from './asking.js';
import { blank, strip, threads } from './states.js';
import { grip } from './sheet.js';
import { frozen, ofRoute, routeOf, slugOf, wordsOf } from '../views/view.js';
import { saveForm } from '../views/form.js';

export default class ViewsScreen extends Part {
  constructor() {
    super();
    this.route = null;
    this.asking = new Asking(() => this.requestUpdate());
    this.views = null;
    this.place = 0;
    this.draft = null;
    this.deleted = null;
    this.trouble = null;
  }

  enter(route) {
    const before = this.route;
    this.route = route;
    this.release ??= this.app.keys.use(this.actions());
    if (route.id) this.follow(route.id);
    else if (!before || before.id || !this.views) this.load();
    if (route.more.save) this.begin();
    this.requestUpdate();
  }

  leave() {
    this.release?.();
    this.release = null;
    this.asking.stop();
    this.route = this.views = this.draft = this.deleted = null;
  }

  async load() {
    const answer = await this.asking.about(() => this.app.api.get('/views'));
    if (!answer || !this.route) return;
    this.views = [...(answer.data.views ?? answer.data)].sort((left, right) => (left.title || left.slug).localeCompare(right.title || right.slug));
    this.place = Math.min(this.place, Math.max(0, this.views.length - 1));
    this.requestUpdate();
    await this.updateComplete;
    if (document.activeElement === document.body) this.querySelector('.rows')?.focus({ preventScroll: true });
  }

  /** The address of a view leads to what it shows. */
  async follow(slug) {
    const answer = await this.asking.about(() => this.app.api.get('/views/' + encodeURIComponent(slug)));
    if (answer && this.route?.id === slug) this.app.go(routeOf(answer.data), { replace: true });
  }

  actions() {
    const open = () => this.open(this.view);
    return {
      next: () => this.step(1), previous: () => this.step(-1), oldest: () => this.step(-Infinity), newest: () => this.step(Infinity), open, unfold: open,
      saveView: () => this.begin(), copy: () => { if (this.view) this.share(this.view); }, undo: () => this.restore(),
      out: () => { if (this.draft) this.end(); else this.app.go({ screen: 'stream', id: '' }); },
    };
  }

  get view() { return this.views?.[this.place] ?? null; }

  step(by) {
    if (!this.views?.length) return;
    this.place = Math.min(this.views.length - 1, Math.max(0, this.place + by));
    this.requestUpdate();
    this.updateComplete.then(() => this.querySelector('.vl.sel')?.scrollIntoView({ block: 'nearest' }));
  }

  /** With a finger a row is opened at once; with a mouse it is chosen first. */
  tapped(event, view, place) {
    if (event.pointerType === 'touch') this.open(view);
    else this.step(place - this.place);
  }

  open(view) { if (view) this.app.go(routeOf(view)); }

  share(view) { copyText(this.app, location.origin + frozen(view, Date.now() * 1000), 'link'); }

  // ---- saving ----

  begin() {
    this.draft = { title: '', shared: false, keep: { query: true, time: true, columns: true, mutes: true, zone: true } };
    this.requestUpdate();
    this.updateComplete.then(() => this.querySelector('.v-form input')?.focus());
  }

  end() {
    this.draft = null;
    if (this.route.more.save) this.app.go({ more: {} }, { replace: true, quiet: true });
    this.requestUpdate();
    this.querySelector('.rows')?.focus({ preventScroll: true });
  }

  async save() {
    const view = { ...ofRoute(this.route, this.draft), title: this.draft.title.trim() };
    view.slug = slugOf(view.title);
    try {
      await this.app.api.put('/views/' + encodeURIComponent(view.slug), view);
      this.trouble = null;
      this.end();
      await this.load();
      this.place = Math.max(0, this.views.findIndex(({ slug }) => slug === view.slug));
      this.app.note(`saved as ${view.title}`);
    } catch (problem) {
      this.trouble = problem;
    }
    this.requestUpdate();
  }

  async remove(view) {
    try {
      await this.app.api.remove('/views/' + encodeURIComponent(view.slug));
      this.deleted = view;
      this.trouble = null;
      this.app.note(`deleted ${view.title || view.slug}; u brings it back`);
      await this.load();
      this.querySelector('.rows')?.focus({ preventScroll: true });
    } catch (problem) {
      this.trouble = problem;
      this.requestUpdate();
    }
  }

  async restore() {
    const view = this.deleted;
    if (!view) { this.app.note('nothing to bring back'); return; }
    try {
      await this.app.api.put('/views/' + encodeURIComponent(view.slug), view);
      this.deleted = null;
      await this.load();
      this.place = Math.max(0, this.views.findIndex(({ slug }) => slug === view.slug));
      this.app.note(`${view.title || view.slug} is back`);
    } catch (problem) {
      this.trouble = problem;
    }
    this.requestUpdate();
  }

  // ---- drawing ----

  updated() {
    if (this.views && !this.route?.id) this.app.status({ state: 'idle', items: [{ n: this.views.length, text: this.views.length === 1 ? 'view' : 'views' }], keys: [['next previous', 'view'], ['open', 'open'], ['saveView', 'save'], ['copy', 'copy link'], ...(this.deleted ? [['undo', 'bring back']] : [])] });
  }

  render() {
    if (!this.route) return nothing;
    return html`<div class="sub"><h1 class="ttl">Views</h1><span class="t3 not-s">a query with its time, lens, columns and mutes, under a name</span><span class="grow"></span>
        <button class="btn" @click=${() => this.begin()}>Save the present one <kbd class="not-s">${this.app.keys.keyOf('saveView')}</kbd></button></div>
      <main class="main ${this.draft || this.views?.length ? 'two' : 'one'}" id="main"><section class="list" aria-label="Views">${this.strips()}${this.body()}</section>${this.pane()}</main>`;
  }

  strips() {
    return html`${this.trouble ? strip('err', 'not done', this.trouble.message, [['Close', () => { this.trouble = null; this.requestUpdate(); }]]) : nothing}
      ${this.deleted ? strip('inf', 'deleted', html`${picture(this.deleted.title || this.deleted.slug)} is no longer saved.`, [['Bring it back', () => this.restore()]]) : nothing}`;
  }

  body() {
    const { error, waiting } = this.asking;
    if (this.route.id && error) {
      return blank({ title: 'No such view here', words: [error.kind === 'not-found' ? 'No view is saved under this name. It may have been deleted, or the link belongs to another collector.' : error.message], facts: [['view', this.route.id]], acts: [['All views', this.app.link({ screen: 'views', id: '' })]] });
    }
    if (!this.views && error) return blank({ title: 'The views did not come', words: [error.message], acts: [['Try again', () => this.load()]] });
    if (!this.views) return waiting ? threads() : nothing;
    if (!this.views.length) {
      return blank({
        title: 'No view is saved yet',
        words: ['A view is a question with a name: the query, its time, its lens, its columns, what is muted. Everybody who may read here can be given it.'],
        acts: this.draft ? [] : [['Save the present one', () => this.begin()], ['Stream', this.app.link({ screen: 'stream', id: '' })]],
      });
    }
    return html`<div class="vl head" role="presentation"><span></span><span>name</span><span>query</span><span>time</span><span class="opt">shows</span><span class="opt">for</span></div>
      <div class="rows roll" role="grid" aria-label="Views" tabindex="0" aria-activedescendant=${'vl-' + this.place}>${this.views.map((view, place) => this.row(view, place))}</div>`;
  }

  row(view, place) {
    const words = wordsOf(view);
    return html`<div class="vl ${place === this.place ? 'sel' : ''}" id=${'vl-' + place} role="row" aria-selected=${String(place === this.place)} @click=${(event) => this.tapped(event, view, place)} @dblclick=${() => this.open(view)}>
      ${icon('mark')}<a class="clip" role="gridcell" tabindex="-1" href=${this.app.link({ screen: 'views', id: view.slug })}>${picture(view.title || view.slug)}</a><span class="mono clip" role="gridcell">${picture(view.query) || html`<span class="t3">everything</span>`}</span>
      <span class="mono t3 clip" role="gridcell">${words.time}</span><span class="t3 opt" role="gridcell">${words.lens}</span><span class="t3 opt" role="gridcell">${view.shared ? 'everybody' : 'me'}</span></div>`;
  }

  pane() {
    if (this.draft) {
      return saveForm(this.draft, ofRoute(this.route, this.draft), {
        known: this.views ?? [], changed: () => this.requestUpdate(), save: () => this.save(), cancel: () => this.end(),
      });
    }
    const { view } = this;
    if (!view) return nothing;
    const words = wordsOf(view);
    const { keys } = this.app;
    return html`<aside class="detail" aria-label="View">${grip()}<div class="d-head"><h2 class="d-title">${picture(view.title || view.slug)}</h2><div class="d-meta"><span>${view.shared ? 'for everybody who may read here' : 'for me'}</span></div></div>
      <section class="d-sec"><h3>what it keeps</h3><dl class="kv"><dt>query</dt><dd>${picture(view.query) || html`<span class="t3">everything</span>`}</dd><dt>time</dt><dd>${words.time}</dd><dt>shows</dt><dd>${words.lens}</dd>
        ${view.columns?.length ? html`<dt>columns</dt><dd>${view.columns.map(picture).join(', ')}</dd>` : nothing}${view.mutes?.length ? html`<dt>muted</dt><dd>${many(view.mutes.length, 'pattern')}</dd>` : nothing}<dt>zone</dt><dd>${view.zone || 'UTC'}</dd></dl></section>
      <section class="d-sec"><h3>link</h3><dl class="kv"><dt>lives on</dt><dd><a href=${this.app.link({ screen: 'views', id: view.slug })}>/v/${view.slug}</a></dd></dl><p class="t3 v-note">The copied link is another: its times are fixed, so that it shows the same later.</p></section>
      <div class="acts"><button @click=${() => this.open(view)}><kbd>${keys.keyOf('open')}</kbd>open</button><button @click=${() => this.share(view)}><kbd>${keys.keyOf('copy')}</kbd>copy link</button><button @click=${() => this.remove(view)}>delete</button></div></aside>`;
  }
}
