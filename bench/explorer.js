// Measures inside a page: what a person would see, from the act to the frame that shows it.
window.bench = {
  /** Milliseconds from the act until the condition holds and is drawn, and the longest that the page stood still meanwhile. */
  async until(act, holds) {
    const began = performance.now();
    let last = began;
    let still = 0;
    act();
    for (;;) {
      await new Promise(requestAnimationFrame);
      const at = performance.now();
      still = Math.max(still, at - last);
      last = at;
      if (holds()) break;
    }
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    const ended = performance.now();
    return { ms: ended - began, still: Math.max(still, ended - last) };
  },

  /** Counts frames until told to stop. */
  watchFrames() {
    const times = [];
    let on = true;
    const next = (at) => {
      times.push(at);
      if (on) requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
    this.stopWatching = () => {
      on = false;
      const gaps = times.slice(1).map((at, index) => at - times[index]);
      return { fps: (gaps.length * 1000) / (times.at(-1) - times[0]), worst: Math.max(...gaps) };
    };
  },

  /** Milliseconds from the next release of the mouse until the condition holds and is drawn, in this.selection. */
  watchSelection(holds) {
    this.selection = new Promise((done) => {
      addEventListener("mouseup", () => done(this.until(() => {}, holds)), { once: true, capture: true });
    });
  },
};
