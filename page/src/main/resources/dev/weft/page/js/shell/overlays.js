import { help } from './help.js';
import { palette } from './palette.js';
import { lensOf } from '../views/view.js';

/** Answers the keys that work on every screen. @param {import('../app.js').App} app */
export function overlays(app) {
  app.keys.use({
    help: () => help(app),
    palette: () => palette(app),
    undo: () => app.undo(),
    redo: () => history.forward(),
    saveView: () => app.go({ screen: 'views', id: '', more: { save: '1', of: lensOf(app.state) } }),
  });
}
