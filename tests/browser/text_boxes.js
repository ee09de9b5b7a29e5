// Where every text of a page stands. Gives what overlaps, what is cut and what scrolls sideways, as sentences.
() => {
  const {clientWidth: wide} = document.documentElement;
  const shown = {opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true};
  // Streamlit's names of icons are words only until their font is there; what is read aloud alone has no room.
  const unread = "script, style, noscript, title, desc, datalist, option, [data-testid=stIconMaterial], .atlas-unseen";
  const scrollers = "html, body, [data-testid=stMain], [data-testid=stAppViewContainer]";
  // What lies over the page until it is closed; it must have a ground of its own.
  const over = ".atlas-found, .atlas-found-none";
  const fields = "input:not([type=checkbox], [type=radio], [type=file])";

  const quoted = (text) => `“${text.replace(/\s+/g, " ").trim().slice(0, 60)}”`;
  const where = ({left, top, right, bottom}) => `(${[left, top, right, bottom].map(Math.round).join(" ")})`;
  const named = (e) => `${e.tagName.toLowerCase()}.${e.getAttribute("class") ?? ""}`.slice(0, 60);

  /** All that clips an element, from the inside out, and whether it stays in the window while the page scrolls. */
  function framesOf(element) {
    const frames = [];
    let pinned = false;
    for (let e = element; e && e !== document.documentElement; e = e.parentElement) {
      const {position, display, overflowX, overflowY} = getComputedStyle(e);
      pinned ||= position === "fixed" || position === "sticky";
      const isPart = e instanceof SVGElement ? !(e instanceof SVGSVGElement) : display === "inline";
      if (isPart || (overflowX === "visible" && overflowY === "visible")) continue;
      frames.push({e, overflowX, overflowY, box: e.getBoundingClientRect()});
    }
    return {frames, pinned};
  }

  /** What is seen of a line of text, and by what some of it is lost that cannot be scrolled to; null if nothing. */
  function visible({frames, pinned}, {left, top, right, bottom}) {
    let lost = "";
    for (const {e, overflowX, overflowY, box} of frames) {
      if (box.width <= 1 || box.height <= 1) return null;
      const scrolls = (overflow) => overflow === "auto" || overflow === "scroll";
      const [sides, ends] = [overflowX !== "visible", overflowY !== "visible"];
      const cutAside = sides && !scrolls(overflowX) && (left < box.left - 1.5 || right > box.right + 1.5);
      const cutAbove = ends && !scrolls(overflowY) && (top < box.top - 3 || bottom > box.bottom + 3);
      if (cutAside || cutAbove) lost ||= `cut ${cutAside ? "at its side" : "above or below"} by ${named(e)}`;
      if (sides) [left, right] = [Math.max(left, box.left), Math.min(right, box.right)];
      if (ends) [top, bottom] = [Math.max(top, box.top), Math.min(bottom, box.bottom)];
    }
    if (right > wide + 1.5 || left < -1.5) lost ||= "outside the window";
    return {left, top, right, bottom, lost, pinned};
  }

  const lines = [];
  const known = new Map();
  function add(element, box, text) {
    if (box.width < 1 || box.height < 1) return;
    if (!known.has(element)) known.set(element, framesOf(element));
    // The letters fill the middle of their line: what stands close above is not over them.
    const inset = box.height * 0.2;
    const core = {left: box.left + 1, right: box.right - 1, top: box.top + inset, bottom: box.bottom - inset};
    const seen = visible(known.get(element), core);
    if (seen) lines.push({element, text, ...seen});
  }

  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.data.trim() || element.closest(unread) || element.closest("svg")) continue;
    if (!element.checkVisibility(shown)) continue;
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) add(element, box, node.data);
  }
  for (const text of document.querySelectorAll("svg text")) {
    if (!text.textContent.trim() || !text.checkVisibility(shown) || text.closest("defs")) continue;
    const parts = [...text.querySelectorAll("tspan.line")];
    for (const part of parts.length ? parts : [text])
      add(text, part.getBoundingClientRect(), part.textContent);
  }

  const problems = new Set();
  for (const line of lines) if (line.lost) problems.add(`${quoted(line.text)} is ${line.lost} ${where(line)}`);
  for (const field of document.querySelectorAll(fields)) {
    const isCut = field.value && field.checkVisibility(shown) && field.scrollWidth > field.clientWidth + 1;
    if (isCut && field.offsetWidth > 1) problems.add(`${quoted(field.value)} is cut in its field`);
  }

  const coverOf = ({element}) => {
    const cover = element.closest(over);
    return cover && !/transparent|, 0\)$/.test(getComputedStyle(cover).backgroundColor) ? cover : null;
  };
  const solid = lines.filter(({left, right, top, bottom}) => right - left > 1 && bottom - top > 1);
  solid.sort((a, b) => a.top - b.top);
  for (const [i, a] of solid.entries())
    for (let j = i + 1; j < solid.length && solid[j].top < a.bottom - 1; j += 1) {
      const b = solid[j];
      const isOne = a.element === b.element && !a.element.closest("svg");
      const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      if (isOne || a.pinned !== b.pinned || coverOf(a) !== coverOf(b)) continue;
      if ( across <= 1 || Math.min(a.bottom, b.bottom) - b.top <= 1) continue;
      problems.add(`${quoted(a.text)} ${where(a)} and ${quoted(b.text)} ${where(b)} overlap`);
    }

  const wider = [...document.querySelectorAll(scrollers)].find(({scrollWidth}) => scrollWidth > wide + 1);
  if (wider) problems.add(`${named(wider)} scrolls sideways: ${wider.scrollWidth} of ${wide}`);
  return [...problems];
}
