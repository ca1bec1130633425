import { render } from 'lit';

/**
 * A dialog over the page: the browser's own `<dialog>`, which keeps the focus inside and gives it back.
 * @param {string} label
 * @param {(close: () => void, redraw: () => void) => import('lit').TemplateResult} draw
 * @param {string} [className]
 * @returns {{close: () => void, redraw: () => void, box: HTMLDialogElement}}
 */
export function dialog(label, draw, className = '') {
  const box = document.createElement('dialog');
  box.className = `dialog ${className}`;
  box.setAttribute('aria-label', label);
  box.dataset.ownKeys = '';
  const close = () => box.close();
  const redraw = () => render(draw(close, redraw), box);
  box.addEventListener('close', () => {
    window.removeEventListener('popstate', close);
    box.remove();
  });
  box.addEventListener('click', (event) => event.target === box && close());
  // Closes the dialog and is not for the screen below, which would go out one level and keep the dialog open.
  box.addEventListener('keydown', (event) => event.key === 'Escape' && event.stopPropagation());
  window.addEventListener('popstate', close);
  document.getElementById('over').append(box);
  redraw();
  box.showModal();
  return { close, redraw, box };
}
