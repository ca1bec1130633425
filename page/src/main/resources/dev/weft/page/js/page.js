/**
 * The page: the shell, and one screen at a time in it. `main.js` runs it once the sheets are there.
 *
 * ## Screens
 *
 * A screen is a module `js/screens/NAME.js` whose default export is a custom element class (best: `extends Part` of element.js, a
 * LitElement drawn in the open document). NAME is the route's `screen`: stream, tree, object, errors, views. It is defined here as
 * `<weft-NAME>` and put into `#screen`, which is `display: contents`, as the element is: draw exactly two boxes, the strip under the
 * query bar (`.hist`, `.sub`, or an empty `<div>`) and `<main class="main" id="main">`; the grid of `.app` places them.
 *
 * Properties
 *   app    see app.js. `app.api.get(path, parameters, signal)`, `app.api.rows(…)`; `app.state` the route; `app.go({at: id}, {replace: true})`;
 *          `app.link({screen: 'tree', id})` for an href; `app.keys.use({next: () => …})` returns its release; `app.announce(text)`;
 *          `app.status({state, items: [{n: 412, text: 'events'}, {n: 5, text: 'lost', kind: 'lost'}], keys: [['tree', 'tree']]})`;
 *          `app.refuse(apiError)` shows a wrong query under the editor, `app.refuse(null)` takes it away; `app.facts` is `/state`
 *
 * Life
 *   enter(route)   the screen is shown, or its route changed while it was shown (compare with what you have; a changed `at` alone is
 *                  usually no reason to ask again). May be async
 *   leave()        it is taken away: abort calls, release keys, stop timers
 *
 * Links are ordinary `<a href=${app.link({…})}>`: clicks on addresses of this page are turned into `app.go` here. The query and the
 * time range come with the route: `asked(route)` of state.js is the query with the muted patterns left out.
 * Shared parts: `<weft-detail .app .event=${id}>` (detail.js), text.js for log text (never set it in another way), format.js, icons.js.
 */
import { App } from './app.js';
import { parse } from './state.js';
import './shell/top.js';
import './shell/status.js';
import './query/bar.js';
import { overlays } from './shell/overlays.js';

/** Each is a file of its own, joined with what it needs (see JoinedModules of the collector). */
const SCREENS = {
  stream: () => import('./screens/stream.js'),
  tree: () => import('./screens/tree.js'),
  object: () => import('./screens/object.js'),
  errors: () => import('./screens/errors.js'),
  processes: () => import('./screens/processes.js'),
  views: () => import('./screens/views.js'),
};

/** Not all browsers tell when they rest. */
const idle = window.requestIdleCallback ?? ((run) => setTimeout(run, 500));

const app = new App();
const place = document.getElementById('screen');
let shown = null;
let turn = 0;

async function show(route) {
  const mine = ++turn;
  const name = `weft-${route.screen}`;
  if (shown?.localName !== name) {
    const screen = await load(route.screen, name);
    if (mine !== turn) return;
    shown?.leave?.();
    app.refuse(null);
    app.status({ state: 'idle', items: [], keys: [] });
    shown = screen;
    place.replaceChildren(screen);
  }
  document.title = `${route.q || route.id || route.screen} · weft`;
  await shown.enter?.(route);
  // Behind what the screen asks for: how the collector is, and where most people go from here.
  if (app.facts) return;
  idle(() => {
    app.refreshFacts();
    SCREENS.tree().catch(() => null);
  });
}

async function load(screen, name) {
  try {
    const { default: Screen } = await SCREENS[screen]();
    if (!customElements.get(name)) customElements.define(name, Screen);
    return Object.assign(document.createElement(name), { app });
  } catch (error) {
    console.error(error);
    const { Missing } = await import('./shell/missing.js');
    return Object.assign(new Missing(), { app, screen, problem: error });
  }
}

/** Clicks on this page's own addresses stay inside; with a modifier key they open another tab, as everywhere. */
document.addEventListener('click', (event) => {
  const link = event.target.closest?.('a[href]');
  if (!link || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const to = new URL(link.href, location.href);
  if (to.origin !== location.origin || link.target || link.hasAttribute('download') || to.hash || to.pathname.startsWith('/api/')) return;
  event.preventDefault();
  app.go({ ...parse(to) });
});

for (const part of document.querySelectorAll('weft-top, weft-query, weft-status')) part.app = app;
overlays(app, document.getElementById('over'));
app.addEventListener('route', ({ detail }) => show(detail.route));
if (location.pathname === '/') app.go({ live: true }, { replace: true });
else show(app.state);
