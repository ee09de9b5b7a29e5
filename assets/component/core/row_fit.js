// Plots of rows in the room that they get: where a name and its figures do not fit beside each other they stand in
// two lines, what is too long by itself is broken, and the rows grow as high as that needs.

/** @typedef {Published.PlotlyObject} Look a part of a figure, or what it looks like */
/** @typedef {(text: string, px: number, isBold: boolean) => number} Measure how wide a text is, in px */

const LINE_PX = 17;
const AXIS_LINE_PX = 16;
/** What an axis between two sections takes besides the lines of its title: its numbers, and air. */
const TICKS_PX = 20;
const GAP_PX = 10;
const TEXT_PX = 13;
/** How far below the middle of its row a dot stands, in rows: `figures/rows.py` draws it there. */
const DOT_DOWN = 0.24;

/**
 * @param {string} text
 * @returns {string} without the marks of what is bold
 */
export const bare = (text) => text.replace(/<[^>]+>/g, "");

/**
 * Break a text into lines where it is too long, between words; what a mark makes bold stays so.
 *
 * @param {string} text
 * @param {number} room in px
 * @param {(text: string) => number} widthOf
 * @returns {string[]}
 */
export function broken(text, room, widthOf) {
  /** @type {string[]} */
  const lines = [];
  for (const line of text.split("<br>")) {
    let current = "";
    for (const word of line.split(" ")) {
      const longer = current ? `${current} ${word}` : word;
      if (current && widthOf(longer) > room) {
        lines.push(current);
        current = word;
      } else current = longer;
    }
    lines.push(current);
  }
  return lines;
}

/** Lines of more letters, each about half as wide as high, are hard to follow. */
const MOST_LETTERS = 95;

/**
 * Sentences under a figure, broken for the smallest phone, in lines that take the room there is.
 *
 * @param {Look[]} notes
 * @param {number} room in px
 * @param {Measure} measure
 * @returns {Look[]}
 */
export const spread = (notes, room, measure) =>
  notes.map((note) => {
    if (note.name !== "prose") return note;
    const {size = TEXT_PX} = note.font ?? {};
    const most = Math.min(room, (MOST_LETTERS * size) / 2);
    const lines = broken(note.text.replaceAll("<br>", " "), most, (text) => measure(bare(text), size, false));
    return {...note, text: lines.join("<br>")};
  });

/**
 * @param {Look} note
 * @param {Measure} measure
 * @returns {(text: string) => number}
 */
const widthIn = (note, measure) => (text) =>
  measure(bare(text), note.font?.size ?? TEXT_PX, note.text.includes("<b>"));

/**
 * The lines of each row: its name, then its figures, or both in one.
 *
 * @param {Look[]} notes
 * @param {number} room
 * @param {Measure} measure
 */
function linesOf(notes, room, measure) {
  /** @type {Map<number, Look[]>} */
  const rows = new Map();
  for (const note of notes) if (note.xref === "paper") rows.set(note.y, [...(rows.get(note.y) ?? []), note]);
  return [...rows.values()].map((row) => {
    const wide = row.map((note) => widthIn(note, measure)(note.text) + Math.abs(note.xshift ?? 0));
    const isTight = row.length > 1 && wide.reduce((a, b) => a + b) + GAP_PX > room;
    const parts = row.map((note) =>
      broken(note.text, room - Math.abs(note.xshift ?? 0), widthIn(note, measure)),
    );
    const count = isTight
      ? parts.reduce((sum, {length}) => sum + length, 0)
      : Math.max(...parts.map(({length}) => length));
    return {row, parts, isTight, count};
  });
}

/** @param {Look} layout @returns {string[]} the names of the axes along the values, from top to bottom */
const axesOf = (layout) =>
  Object.keys(layout)
    .filter((key) => /^xaxis\d*$/.test(key) && layout[key].title?.text)
    .sort((a, b) => Number(a.slice(5) || 1) - Number(b.slice(5) || 1));

/**
 * A plot of rows in the room that it gets.
 *
 * @param {Look} layout as the server drew it
 * @param {number} width of the figure, in px
 * @param {Measure} measure
 * @returns {{layout: Look, more: number}} the layout, and how many px it is higher than drawn
 */
export function fittedRows(layout, width, measure) {
  const {l, r, t, b} = layout.margin;
  const [low, high] = layout.yaxis.range;
  const count = high - low;
  const drawn = (layout.height - t - b) / count;
  const notes = layout.annotations ?? [];
  const rows = linesOf(notes, width - l - r, measure);
  const most = Math.max(1, ...rows.map((row) => row.count));
  const titles = axesOf(layout).map((name) => {
    const {title} = layout[name];
    const wide = (/** @type {string} */ text) => measure(bare(text), title.font.size, false);
    return {name, lines: broken(title.text, width - 8, wide)};
  });
  const between = titles.slice(0, -1).map(({lines}) => TICKS_PX + AXIS_LINE_PX * lines.length);
  const pitch = Math.max(drawn + LINE_PX * (most - 1), ...between.filter((px) => px > drawn));
  const below = AXIS_LINE_PX * Math.max(0, (titles.at(-1)?.lines.length ?? 1) - 1);
  /** @type {Look} */
  const fitted = {...layout, margin: {...layout.margin, b: b + below}};
  fitted.annotations = placed(notes, rows, {drawn, pitch});
  for (const {name, lines} of titles)
    fitted[name] = {...layout[name], title: {...layout[name].title, text: lines.join("<br>")}};
  return {layout: fitted, more: Math.round((pitch - drawn) * count + below)};
}

/**
 * The texts of rows, each so far above its dot as in a row of the height that was drawn.
 *
 * @param {Look[]} notes
 * @param {ReturnType<typeof linesOf>} rows
 * @param {{drawn: number, pitch: number}} heights of a row, in px
 * @returns {Look[]}
 */
function placed(notes, rows, {drawn, pitch}) {
  /** @type {Map<Look, Look>} */
  const moved = new Map();
  for (const {row, parts, isTight, count} of rows) {
    const [first] = row;
    const up = first.y - Math.round(first.y);
    // A row without a dot has its lines about its middle; above a dot they end where one line does.
    const isList = up === 0;
    const lowest = isList ? (-LINE_PX * (count - 1)) / 2 : (DOT_DOWN + up) * (drawn - pitch);
    let line = 0;
    for (const [k, note] of [...row.entries()].reverse()) {
      const {length} = parts[k];
      const from = isTight || !isList ? line * Number(isTight) : (count - length) / 2;
      const middle = lowest + LINE_PX * (from + (length - 1) / 2);
      moved.set(note, {...note, text: parts[k].join("<br>"), align: note.xanchor, yshift: middle});
      line += length;
    }
  }
  return notes.map((note) => moved.get(note) ?? note);
}

/**
 * Measure texts in a font.
 *
 * @param {string} family
 * @returns {Measure}
 */
export function measureIn(family) {
  const context = document.createElement("canvas").getContext("2d");
  return (text, px, isBold) => {
    if (!context) return 0;
    context.font = `${isBold ? "bold " : ""}${px}px ${family}`;
    return context.measureText(text).width;
  };
}
