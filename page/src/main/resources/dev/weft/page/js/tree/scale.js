// The time axis that all bars of a tree share.

/** Where the ticks of an axis of that many seconds stand: at round numbers, about five of them. */
export function ticks(seconds) {
  if (!(seconds > 0)) return { step: 1, at: [0] };
  const rough = seconds / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((n) => n * power).find((n) => n >= rough * 0.8);
  const at = [];
  for (let t = 0; t < seconds * 0.8; t += step) at.push(t);
  return { step, at };
}

export class TimeScale {
  /** Both in microseconds. */
  constructor(first, last) {
    this.first = first;
    this.span = Math.max(1, last - first);
  }

  get seconds() { return this.span / 1e6; }

  /** In percent of the axis, held within it. */
  left(micros) { return Math.min(100, Math.max(0, (micros - this.first) / this.span * 100)); }

  width(from, to) { return Math.max(0, this.left(to) - this.left(from)); }
}
