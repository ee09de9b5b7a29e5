// Which answers of the server are news. There is one for the page: views come and go, what was said stays said.

/**
 * Counts what the reader's acts sent to the server, over all figures of the page and the player.
 *
 * The server sends back the number of the last message that it has heard. An answer to an older one is thrown
 * away: it would put the page back to where the reader has already left.
 */
export class Sync {
  #sent = 0;

  /** The number for a message that is about to be sent. */
  next() {
    this.#sent += 1;
    return this.#sent;
  }

  /**
   * Whether an answer knows all that was sent.
   *
   * @param {number} [heard] number of the last message that the server had heard; a view that no server answers
   *   (a slide, a question of a quiz) has none and always gets news
   */
  isNews(heard) {
    if (heard === undefined) return true;
    // A session that outlived a reload of the page has heard more than this page has sent.
    if (heard > this.#sent) this.#sent = heard;
    return heard === this.#sent;
  }
}

export const sync = new Sync();
