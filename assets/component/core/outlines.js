// The lines round bones and the bands over rows that show what is selected, as Plotly shapes.

// More outlines than this hide the colours they stand on (the other 23 ribs).
const MOST_KIN = 12;
// How much thicker outlines are on a slide.
const OUTLINE_OF_SLIDE = 1.3;
// On a slide the body is small: lines round each of so many bones would hide their colour, so one line runs round all
// of them, from behind. What it would fill between them has the colour of the page.
const MOST_LINED = 2;
const RING_PX = 8;
const WITHIN_PX = 4;
/** @type {Atlas.ShapeLook} */
const BAND = {xref: "paper", yref: "y", layer: "below", opacity: 0.16, line: {width: 0}};

/** @typedef {Pick<import("./hit.js").BoneHitTest, "pathOf" | "boneIds">} Drawn the bones that are drawn */
/** @typedef {(bone: string) => string | undefined} SiteOf */

/**
 * The chosen bones in the accent colour on a halo; the rest of their site in a thin line.
 *
 * @param {Drawn} hit
 * @param {Set<string>} chosen bones
 * @param {object} look
 * @param {string} look.accent colour
 * @param {string} look.halo colour
 * @param {number} look.grow how much larger than drawn a slide is, 0 where there is none
 * @param {SiteOf} look.siteOf
 * @returns {Atlas.Shape[]}
 */
export function boneOutlines(hit, chosen, {accent, halo, grow, siteOf}) {
  if (!chosen.size) return [];
  const kin = kinOf(hit, chosen, siteOf);
  const thick = grow ? OUTLINE_OF_SLIDE * grow : 1;
  /** @type {(bones: string[], color: string, width: number, layer?: Atlas.Shape["layer"]) => Atlas.Shape} */
  const stroke = (bones, color, width, layer = "above") => ({
    type: "path",
    path: bones.map((bone) => hit.pathOf(bone)).join(""),
    xref: "x",
    yref: "y",
    layer,
    fillcolor: "rgba(0,0,0,0)",
    line: {color, width: width * thick},
  });
  const present = [...chosen].filter((bone) => hit.pathOf(bone));
  if (grow && present.length > MOST_LINED)
    return [stroke(present, accent, RING_PX, "below"), stroke(present, halo, WITHIN_PX, "below")];
  const ofKin = isFew(kin) ? [stroke(kin, accent, 1)] : [];
  if (!present.length) return ofKin;
  if (present.length > MOST_KIN) return [...ofKin, stroke(present, accent, 1.3)];
  return [...ofKin, stroke(present, halo, 4), stroke(present, accent, 2.2)];
}

/** @param {string[]} bones */
const isFew = ({length}) => length > 0 && length <= MOST_KIN;

/**
 * The other bones of the sites that some bones belong to.
 *
 * @param {Drawn} hit
 * @param {Set<string>} chosen
 * @param {SiteOf} siteOf
 */
function kinOf({boneIds}, chosen, siteOf) {
  const sites = new Set([...chosen].map(siteOf));
  return boneIds.filter((bone) => sites.has(siteOf(bone)) && !chosen.has(bone));
}

/**
 * Bands over the rows that are wanted.
 *
 * @param {Published.RowsMeta["rows"]} rows
 * @param {(id: string) => boolean} isWanted
 * @param {string} accent colour
 * @returns {Atlas.Shape[]}
 */
export function rowBands(rows, isWanted, accent) {
  return rows
    .filter(([id]) => isWanted(id))
    .map(([, y]) => ({...BAND, type: "rect", x0: 0, x1: 1, y0: y - 0.5, y1: y + 0.5, fillcolor: accent}));
}

/**
 * Whether a row is meant by what is selected: by its name, or because all bones of the selection are its own.
 *
 * @param {string} id of the row
 * @param {string[]} selected
 * @param {(id: string) => string[]} bonesOf
 */
export function rowIsSelected(id, selected, bonesOf) {
  if (selected.includes(id)) return true;
  const bones = new Set(bonesOf(id));
  return selected.map(bonesOf).some((wanted) => wanted.length && wanted.every((bone) => bones.has(bone)));
}
