// One question at a time, whose answer may come late: nothing shows for 150 ms, and an answer to an older question is dropped.
const PATIENCE = 150;

export class Asking {
  /** changed: called when there is something new to draw. */
  constructor(changed) {
    this.changed = changed;
    this.number = 0;
    this.waiting = false;
    this.error = null;
  }

  /** The answer of `question`, or null when it failed (then `error` says why) or a newer one was put meanwhile. */
  async about(question) {
    const number = ++this.number;
    const slow = setTimeout(() => { if (number === this.number) { this.waiting = true; this.changed(); } }, PATIENCE);
    try {
      const answer = await question();
      if (number !== this.number) return null;
      this.error = null;
      return answer;
    } catch (problem) {
      if (number === this.number) this.error = problem;
      return null;
    } finally {
      clearTimeout(slow);
      if (number === this.number) { this.waiting = false; this.changed(); }
    }
  }

  stop() {
    this.number++;
    this.waiting = false;
  }
}
