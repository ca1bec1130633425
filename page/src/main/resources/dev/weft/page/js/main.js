/**
 * What runs first, once the shell is painted (see `begin.js`): the first question goes out, while the rest of the page is on its way.
 */
import { askEarly } from './stream/ahead.js';

/** The sheets that the document held back: what draws without them would measure wrongly. */
const sheets = [...document.head.querySelectorAll('link[rel=stylesheet]')];

const there = (sheet) => new Promise((done) => {
  if (sheet.sheet) done();
  else for (const end of ['load', 'error']) sheet.addEventListener(end, done);
});

askEarly();
Promise.all(sheets.map(there)).then(() => import('./page.js'));
