// Runs in every measured page before its own scripts: notes when things are seen, on the page's own clock.
(() => {
  const SKELETON = ".atlas-skeleton, .st-key-skeleton";
  const COMPARISON = ".atlas-comparison, .st-key-comparison";
  const FEWEST_FILLS = 20;
  const seen = {};
  let watched = null;

  const inSight = (element) => {
    const box = element?.getBoundingClientRect();
    return Boolean(box && box.width > 40 && box.height > 200 && box.top < innerHeight && box.bottom > 0);
  };
  const plotOf = (place) => document.querySelector(place)?.querySelector(".js-plotly-plot");
  const fillsOf = (plot) => [...(plot?.querySelectorAll(".scatterlayer path.js-fill") ?? [])];
  const checks = {
    opening: () =>
      // The drawing is there once all of its path has come.
      inSight(document.querySelector("#atlas-opening svg:has(path)")) &&
      performance.getEntriesByName("first-contentful-paint").length > 0,
    preview: () => inSight(document.querySelector("[data-preview=shown] .atlas-preview")),
    plot: () => {
      const plot = plotOf(SKELETON);
      return inSight(plot) && fillsOf(plot).length >= FEWEST_FILLS && Boolean(plot.querySelector("image")?.href.baseVal);
    },
  };

  (function look() {
    for (const [name, check] of Object.entries(checks)) if (!(name in seen) && check()) seen[name] = performance.now();
    if (!("plot" in seen)) requestAnimationFrame(look);
  })();

  const outline = () =>
    [...(document.querySelector(SKELETON)?.querySelectorAll(".shapelayer path") ?? [])].map((path) => path.getAttribute("d")).join();
  const panel = () => document.querySelector(".atlas-detail")?.textContent ?? "";
  // Ours is drawn without Plotly.
  const comparison = () => (document.querySelector(COMPARISON)?.querySelector(".js-plotly-plot, .atlas-rows"))?.textContent ?? "";
  const fills = () => fillsOf(plotOf(SKELETON)).map((path) => path.getAttribute("style")).join();
  const names = (name) => panel().toLowerCase().includes(name.toLowerCase());

  /**
   * Wait for the next press: note when each thing is seen to be another, and when all that is, is painted.
   *
   * @param {Record<string, () => boolean>} wanted
   */
  function watch(wanted) {
    const times = {};
    watched = times;
    const check = () => {
      if (times.start === undefined) return;
      const now = performance.now();
      for (const [name, done] of Object.entries(wanted)) if (!(name in times) && done()) times[name] = now;
      if (Object.keys(wanted).every((name) => name in times)) {
        observer.disconnect();
        // The task after the next frame: what that frame painted is on the screen.
        requestAnimationFrame(() => setTimeout(() => { times.painted = performance.now(); }));
      }
    };
    const observer = new MutationObserver(check);
    observer.observe(document.documentElement, {subtree: true, childList: true, characterData: true, attributes: true});
    window.addEventListener("pointerup", (event) => { times.start = event.timeStamp; }, {capture: true, once: true});
  }

  /** A bone is clicked: another outline, a panel of the named site, another comparison; where it is kept, another address. */
  function arm(name) {
    const before = {outline: outline(), panel: panel(), comparison: comparison(), address: location.search};
    const kept = Boolean(document.querySelector(".atlas-scene"));
    watch({
      highlight: () => { const path = outline(); return Boolean(path) && path !== before.outline; },
      panel: () => panel() !== before.panel && names(name),
      comparison: () => { const text = comparison(); return Boolean(text) && text !== before.comparison; },
      address: () => !kept || location.search !== before.address,
    });
  }

  /** Another layer is chosen: the bones have other fills. */
  function armLayer() {
    const before = fills();
    watch({fills: () => { const now = fills(); return Boolean(now) && now !== before; }});
  }

  /** Where a point of the drawing, in millimetres, is in the window. */
  function place(x, y) {
    const plot = plotOf(SKELETON);
    const {xaxis, yaxis} = plot._fullLayout;
    const box = plot.getBoundingClientRect();
    return {x: box.left + xaxis._offset + xaxis.l2p(x), y: box.top + yaxis._offset + yaxis.l2p(y)};
  }

  globalThis.atlasProbe = {seen, arm, armLayer, place, names, times: () => watched};
})();
