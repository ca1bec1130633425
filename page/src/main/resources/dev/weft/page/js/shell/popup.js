/**
 * Small things that open over the page at a button: menus and forms. One at a time; Escape, a click outside, the loss of focus and a step
 * back close it, and the focus goes back to where it was.
 */
import { render } from 'lit';

let open = null;

/**
 * Opens a popup under an element.
 * @param {Element} anchor
 * @param {(close: () => void) => import('lit').TemplateResult} draw  called again by `redraw`
 * @param {{label: string, role?: string, className?: string, end?: boolean}} options
 * @returns {{close: () => void, redraw: () => void, box: HTMLElement}}
 */
export function popup(anchor, draw, { label, role = 'menu', className = '' }) {
  const again = open?.anchor === anchor;
  open?.close();
  if (again) return { close() {}, redraw() {}, box: document.createElement('div') };
  const box = document.createElement('div');
  box.className = `pop over ${className}`;
  box.setAttribute('role', role);
  box.setAttribute('aria-label', label);
  box.dataset.ownKeys = '';
  box.tabIndex = -1;
  document.getElementById('over').append(box);
  anchor.setAttribute?.('aria-expanded', 'true');
  const had = document.activeElement;
  const redraw = () => {
    render(draw(close), box);
    settle(box, anchor);
  };
  const outside = (event) => !box.contains(event.target) && !anchor.contains(event.target) && close(false);
  function close(back = true) {
    if (open?.box !== box) return;
    open = null;
    document.removeEventListener('pointerdown', outside, true);
    window.removeEventListener('popstate', left);
    anchor.setAttribute?.('aria-expanded', 'false');
    const inside = box.contains(document.activeElement);
    box.remove();
    // An anchor that cannot take the focus, such as a row, was not where it came from.
    if (back && inside) (anchor.matches?.('button,a,input') ? anchor : had)?.focus?.({ preventScroll: true });
  }
  const left = () => close(false);
  redraw();
  open = { anchor, box, close };
  document.addEventListener('pointerdown', outside, true);
  window.addEventListener('popstate', left);
  box.addEventListener('keydown', (event) => move(event, box, close));
  box.addEventListener('focusout', ({ relatedTarget }) => relatedTarget && !box.contains(relatedTarget) && left());
  // Without a thing to choose the box itself has the focus, so that Escape is heard.
  (box.querySelector('input,[role^=menuitem],button,a') ?? box).focus();
  return { close, redraw, box };
}

function settle(box, anchor) {
  const at = anchor.getBoundingClientRect();
  const width = box.offsetWidth;
  const height = box.offsetHeight;
  box.style.left = `${Math.max(4, Math.min(at.left, innerWidth - width - 4))}px`;
  const below = at.bottom + 2;
  box.style.top = `${below + height > innerHeight - 4 ? Math.max(4, at.top - height - 2) : below}px`;
}

function move(event, box, close) {
  if (event.key === 'Escape') {
    event.stopPropagation();
    event.preventDefault();
    close();
    return;
  }
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const stops = [...box.querySelectorAll('input:not([type=hidden]),button,a[href],select')].filter((each) => !each.disabled);
  const here = stops.indexOf(document.activeElement);
  stops[(here + (event.key === 'ArrowDown' ? 1 : -1) + stops.length) % stops.length]?.focus();
  event.preventDefault();
}
