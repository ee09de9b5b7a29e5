// Going on without the server: Streamlit lays a dialog over the page when it is out of reach,
// which a quiz need not heed.

const DIALOG = ".stDialog [role=dialog]";
const TITLE = "Connection error";

/**
 * Close that dialog whenever it comes up.
 *
 * @param {() => void} onLost called then
 * @returns {() => void} stops it
 */
export function goOnWithoutServer(onLost) {
  const close = () => {
    const dialog = document.querySelector(DIALOG);
    if (dialog?.querySelector("h2")?.textContent !== TITLE) return;
    /** @type {HTMLElement | null} */ (dialog.querySelector("button[aria-label=Close]"))?.click();
    onLost();
  };
  const observer = new MutationObserver(close);
  observer.observe(document.body, {childList: true});
  return () => observer.disconnect();
}
