// Runs in every measured page before its own scripts: notes when things are seen, on the page's own clock.
(() => {
  const SKELETON = ".st-key-skeleton";
  const FEWEST_FILLS = 20;
  const seen = {};
  let watched = null;

  const inSight = (element) => {
    const box = element?.getBoundingClientRect();
    return Boolean(box && box.width > 40 && box.height > 200 && box.top < innerHeight && box.bottom > 0);
  };
  const loaded = (image) => Boolean(image?.complete && image.naturalWidth && inSight(image));
  const checks = {
    preview: () => loaded(document.querySelector(".atlas-preview img")),
    plot: () => {
      const plot = document.querySelector(`${SKELETON} .js-plotly-plot`);
      return inSight(plot) && plot.querySelectorAll(".scatterlayer path.js-fill").length >= FEWEST_FILLS
        && Boolean(plot.querySelector("image")?.href.baseVal);
    },
  };

  (function look() {
    for (const [name, check] of Object.entries(checks)) if (!(name in seen) && check()) seen[name] = performance.now();
    if (!("plot" in seen)) requestAnimationFrame(look);
  })();

  const outline = () => [...document.querySelectorAll(`${SKELETON} .shapelayer path`)].map((path) => path.getAttribute("d")).join();
  const panel = () => document.querySelector(".atlas-detail")?.textContent ?? "";

  const told = (name, before) => { const text = panel(); return text !== before && text.toLowerCase().includes(name.toLowerCase()); };

  /** Wait for the next click: when the outline is another one, when the panel tells of the named site. */
  function arm(name) {
    const times = {};
    const before = {outline: outline(), panel: panel()};
    const check = () => {
      const now = performance.now();
      if (times.start === undefined) return;
      const path = times.highlight ?? outline();
      if (times.highlight === undefined && path && path !== before.outline) times.highlight = now;
      if (times.panel === undefined && told(name, before.panel)) times.panel = now;
      if (times.highlight !== undefined && times.panel !== undefined) observer.disconnect();
    };
    const observer = new MutationObserver(check);
    observer.observe(document.body, {subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ["d"]});
    window.addEventListener("pointerup", (event) => { times.start = event.timeStamp; }, {capture: true, once: true});
    watched = times;
  }

  /** Where a point of the drawing, in millimetres, is in the window. */
  function place(x, y) {
    const plot = document.querySelector(`${SKELETON} .js-plotly-plot`);
    const {xaxis, yaxis} = plot._fullLayout;
    const box = plot.getBoundingClientRect();
    return {x: box.left + xaxis._offset + xaxis.l2p(x), y: box.top + yaxis._offset + yaxis.l2p(y)};
  }

  globalThis.atlasProbe = {seen, arm, place, times: () => watched};
})();
