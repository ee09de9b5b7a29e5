// The statements of the article, each folded to its verdict: opened together, or only those in conflict shown.

const CLAIMS = ".atlas-claims";
const FOLDED = "details.atlas-claim";
const OPEN = "button.atlas-claims-open";
const ONLY = "button.atlas-claims-only";
let started = false;

/** Let the buttons over the statements work, wherever the page shows them. Once for a page. */
export function startClaims() {
  if (started) return;
  started = true;
  document.addEventListener("click", press);
  document.addEventListener("toggle", ({target}) => name(claimsAround(target)), {capture: true});
}

/** @param {Pick<Event, "target">} event */
export function press({target}) {
  const claims = claimsAround(target);
  const button = claims && target instanceof Element ? target.closest("button") : null;
  if (!claims || !button) return;
  if (button.matches(ONLY)) {
    const only = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(only));
    claims.toggleAttribute("data-only-conflicts", only);
  } else if (button.matches(OPEN)) {
    const shown = folded(claims);
    const open = shown.some((one) => !one.open);
    for (const one of shown) one.open = open;
  } else return;
  name(claims);
}

/**
 * Say on the button what it would do now.
 *
 * @param {Element | null} claims
 */
export function name(claims) {
  const button = claims?.querySelector(OPEN);
  if (claims && button)
    button.textContent = folded(claims).some((one) => !one.open) ? "Open all" : "Fold all";
}

/** @param {EventTarget | null} target */
const claimsAround = (target) => (target instanceof Element ? target.closest(CLAIMS) : null);

/**
 * The statements that are shown.
 *
 * @param {Element} claims
 * @returns {HTMLDetailsElement[]}
 */
function folded(claims) {
  const only = claims.hasAttribute("data-only-conflicts") ? "[data-conflict]" : "";
  return [...claims.querySelectorAll(`${FOLDED}${only}`)].filter((one) => one instanceof HTMLDetailsElement);
}
