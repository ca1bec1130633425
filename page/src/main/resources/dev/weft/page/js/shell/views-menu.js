import { html } from 'lit';
import { popup } from './popup.js';

/** The saved views, and the way to all of them and to a new one. */
export function viewsMenu(app, anchor) {
  let views = null;
  let problem = '';
  const menu = popup(anchor, (close) => html`
    ${problem ? html`<p class="line t3">${problem}</p>` : ''}
    ${views?.length === 0 ? html`<p class="line t3">No view is saved yet.</p>` : ''}
    ${(views ?? []).slice(0, 12).map((view) => html`<a role="menuitem" class="item" href=${app.link({ screen: 'views', id: view.slug })} @click=${() => close(false)}>${view.title || view.slug}<span class="t3 mono clip">${view.query}</span></a>`)}
    <button role="menuitem" class="item" @click=${() => { close(false); app.keys.run('saveView'); }}>Save this view<kbd>${app.keys.keyOf('saveView')}</kbd></button>
    <a role="menuitem" class="item" href=${app.link({ screen: 'views', id: '' })} @click=${() => close(false)}>All views</a>`,
  { label: 'Views' });
  app.api.get('/views').then(({ data }) => (views = data.views ?? data)).catch((error) => (problem = error.message)).finally(() => menu.redraw());
}
