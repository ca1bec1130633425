import { help } from './help.js';
import { palette } from './palette.js';

/** Answers the keys that work on every screen. @param {import('../app.js').App} app */
export function overlays(app) {
  app.keys.use({
    help: () => help(app),
    palette: () => palette(app),
    undo: () => history.back(),
    redo: () => history.forward(),
  });
}
