/**
 * Draws the histogram into a canvas, in the colours of the style sheet. A canvas, since some hundred bars change each second in live mode
 * and none of them is a thing that has a meaning of its own to a reader's software; its label says the sums.
 */

const BASE = 15;

/** Steps between marks of the axis, in seconds. */
const STEPS = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60, 300, 600, 1800, 3600, 10800, 21600, 43200, 86400, 604800, 2592000];

export function paint(canvas, { width, height, data, at, view, drag, tz, clock }) {
  const scale = devicePixelRatio || 1;
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  const pen = canvas.getContext('2d');
  pen.scale(scale, scale);
  const style = getComputedStyle(canvas);
  const colour = (name) => style.getPropertyValue(name).trim();
  const foot = height - BASE;
  if (drag) brush(pen, drag, foot, colour);
  pen.fillStyle = colour('--line-2');
  pen.fillRect(0, foot, width, 1);
  if (!data) return;
  const x = (micros) => ((micros - data.start) / (data.width * data.buckets.length)) * width;
  if (view && view.to > view.from && !drag) stretch(pen, x(view.from), x(view.to), width, foot, colour);
  bars(pen, data, width, foot, colour);
  axis(pen, data, { x, width, foot, height, colour, tz, clock, font: style.fontFamily });
  if (at) cursor(pen, x(at), width, foot, colour);
}

function bars(pen, { buckets }, width, foot, colour) {
  const most = Math.max(1, ...buckets.map((bucket) => bucket.reduce((sum, n) => sum + n, 0)));
  const room = foot - 8;
  const tall = (n) => (n / most) * room;
  const step = width / buckets.length;
  const paints = [['--hist-error', Math.min(5, step)], ['--hist-warn', Math.min(3, step)], ['--hist-rest', 1]];
  const colours = paints.map(([name]) => colour(name));
  buckets.forEach(([t, d, i, w, e, f], n) => {
    const middle = Math.round(n * step + step / 2);
    let y = foot;
    [e + f, w, t + d + i].forEach((sum, layer) => {
      if (!sum) return;
      // one error in ten thousand events is still seen
      const high = Math.max(layer === 2 ? 1 : 2, tall(sum));
      const wide = paints[layer][1];
      pen.fillStyle = colours[layer];
      pen.fillRect(middle - Math.floor(wide / 2), y - high, wide, high);
      y -= high + 1;
    });
  });
}

function axis(pen, data, { x, width, foot, height, colour, tz, clock, font }) {
  const span = (data.width * data.buckets.length) / 1e6;
  const step = STEPS.find((each) => (each / span) * width > 90) ?? STEPS.at(-1);
  pen.font = `11px ${font}`;
  pen.textAlign = 'center';
  for (let mark = Math.ceil(data.start / 1e6 / step) * step; mark < data.start / 1e6 + span; mark += step) {
    const at = x(mark * 1e6);
    if (at < 16 || at > width - 16) continue;
    pen.fillStyle = colour('--line-2');
    pen.fillRect(Math.round(at), foot, 1, 4);
    pen.fillStyle = colour('--text-3');
    const words = clock(mark * 1e6, tz);
    pen.fillText(step >= 86400 ? words.day.slice(5) : step >= 60 ? words.minute.slice(0, 5) : step >= 1 ? words.minute + words.second.slice(0, 2) : words.second, at, height - 3);
  }
}

/** What the list shows, as a brush with grips. */
function stretch(pen, from, to, width, foot, colour) {
  const a = Math.max(0, Math.round(from));
  const b = Math.min(width, Math.max(Math.round(to), a + 2));
  if (b < 0 || a > width) return;
  pen.fillStyle = colour('--accent');
  pen.globalAlpha = 0.12;
  pen.fillRect(a, 2, b - a, foot - 2);
  pen.globalAlpha = 1;
  for (const edge of [a, b]) {
    pen.fillRect(edge, 2, 1, foot - 2);
    if (b - a < 8) continue;
    pen.fillRect(edge - 1, foot / 2 - 7, 3, 14);
  }
}

function brush(pen, { from, to, compare }, foot, colour) {
  const [a, b] = [from, to].sort((x, y) => x - y);
  pen.fillStyle = colour(compare ? '--hist-warn' : '--accent');
  pen.globalAlpha = 0.18;
  pen.fillRect(a, 0, b - a, foot);
  pen.globalAlpha = 1;
  pen.fillRect(a, 0, 1, foot);
  pen.fillRect(b, 0, 1, foot);
}

/** The focused instant. */
function cursor(pen, at, width, foot, colour) {
  if (at < 0 || at > width) return;
  const middle = Math.round(at);
  pen.fillStyle = colour('--text-1');
  pen.fillRect(middle, 0, 1, foot);
  pen.beginPath();
  pen.moveTo(middle - 3, 0);
  pen.lineTo(middle + 4, 0);
  pen.lineTo(middle + 0.5, 4);
  pen.fill();
}
