import { html, nothing } from 'lit';
import { Part } from '../element.js';
import { zoneName } from '../format.js';
import { icon } from '../icons.js';
import { chooseZone } from './zone.js';
import { viewsMenu } from './views-menu.js';

const SCREENS = [
  ['stream', 'Stream'],
  ['tree', 'Trees'],
  ['object', 'Objects'],
  ['errors', 'Errors'],
  ['processes', 'Processes'],
];

/** The top bar: name, screens, palette, zone, theme, help. */
class TopBar extends Part {
  connectedCallback() {
    super.connectedCallback();
    queueMicrotask(() => {
      this.app.addEventListener('route', () => this.requestUpdate());
      this.app.keys.use({ zone: () => this.nextZone() });
      this.requestUpdate();
    });
  }

  render() {
    if (!this.app) return nothing;
    const { app } = this;
    const current = app.state.screen;
    return html`<header class="top">${current === 'stream' ? html`<h1 class="sr">Stream of events</h1>` : nothing}
      <a class="brand" href=${app.link({ screen: 'stream', id: '' })}><svg aria-hidden="true"><use href="#i-weft"></use></svg>weft</a>
      <nav class="nav" aria-label="Screens">
        ${SCREENS.map(([screen, word]) => html`<a href=${app.link({ screen, id: '' })} aria-current=${screen === current ? 'page' : nothing}>${word}</a>`)}
        <a class="views" href=${app.link({ screen: 'views', id: '' })} aria-current=${current === 'views' ? 'page' : nothing} aria-haspopup="menu" @click=${(event) => this.views(event)}>Views <span class="not-s">${icon('down', 'sm')}</span></a>
      </nav>
      <div class="tools">
        <button aria-label="Command palette" @click=${() => app.keys.run('palette')}><kbd>${app.keys.keyOf('palette')}</kbd></button>
        <button title="Time zone (${app.keys.keyOf('zone')})" aria-haspopup="menu" @click=${(event) => chooseZone(app, event.currentTarget)}>${zoneName(app.state.tz)} ${icon('down', 'sm')}</button>
        <button aria-label="Theme" title="Light or dark" @click=${this.theme}>${icon('half')}</button>
        <button aria-label="Help" @click=${() => app.keys.run('help')}><kbd>${app.keys.keyOf('help')}</kbd></button>
      </div>
    </header>`;
  }

  views(event) {
    if (event.ctrlKey || event.metaKey || event.shiftKey || matchMedia('(max-width: 720px)').matches) return;
    event.preventDefault();
    viewsMenu(this.app, event.currentTarget);
  }

  nextZone() {
    const order = ['', 'local'];
    const tz = order[(order.indexOf(this.app.state.tz) + 1) % order.length];
    this.app.go({ tz }, { replace: true });
    this.app.announce(`Times are ${zoneName(tz)}`);
  }

  theme() {
    const root = document.documentElement;
    const dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
    root.dataset.theme = dark ? 'light' : 'dark';
    // As a cookie, for the collector writes it into the document: then it is there before the first paint, without a script.
    document.cookie = `weft-theme=${root.dataset.theme}; path=/; max-age=${400 * 86_400}; samesite=strict`;
    dispatchEvent(new Event('weft-theme'));
  }
}
customElements.define('weft-top', TopBar);
