/** Scrolling by finger: follows it, and rolls on when it leaves. Mouse and pen select and click instead. */
export class Inertia {
  /** @param {HTMLElement} box @param {(dy: number) => boolean} scroll false at the end */
  constructor(box, scroll) {
    this.scroll = scroll;
    this.speed = 0;
    box.addEventListener('touchstart', (event) => this.begin(event), { passive: true });
    box.addEventListener('touchmove', (event) => this.move(event), { passive: false });
    box.addEventListener('touchend', () => this.roll(), { passive: true });
    box.addEventListener('touchcancel', () => this.roll(), { passive: true });
  }

  /** @private */
  begin(event) {
    cancelAnimationFrame(this.frame);
    this.speed = 0;
    this.y = event.touches[0].clientY;
    this.t = event.timeStamp;
  }

  /** @private */
  move(event) {
    const { clientY } = event.touches[0];
    const dy = this.y - clientY;
    const dt = Math.max(1, event.timeStamp - this.t);
    this.speed = 0.7 * (dy / dt) + 0.3 * this.speed;
    this.y = clientY;
    this.t = event.timeStamp;
    if (Math.abs(dy) > 0 && event.cancelable) event.preventDefault();
    this.scroll(dy);
  }

  /** @private */
  roll() {
    if (Math.abs(this.speed) < 0.1 || matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    let before = performance.now();
    const step = (now) => {
      const dt = now - before;
      before = now;
      const goesOn = this.scroll(this.speed * dt);
      this.speed *= Math.exp(-dt / 325);
      if (goesOn && Math.abs(this.speed) > 0.02) this.frame = requestAnimationFrame(step);
    };
    this.frame = requestAnimationFrame(step);
  }
}
