// Which answers of the server are news. There is one for the page: views come and go, what was said stays said.

/**
 * Counts what the reader's acts sent to the server, over all figures of the page and the player.
 *
 * The server sends back the number of the last message that it has heard. An answer to an older one is thrown
 * away: it would put the page back to where the reader has already left.
 */
export class Sync {
  #sent = 0;
  #heard = 0;
  /** Whether the connection was lost, and no answer has come since that knows all. */
  #unsettled = false;

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
    if (this.#unsettled && heard < this.#heard && !this.isUnheard(this.#sent)) {
      // A server that was started again counts anew, and all that was sent stands in the address it began from.
      this.#sent = heard;
      this.#heard = heard;
    }
    // A session that outlived a reload of the page has heard more than this page has sent.
    if (heard > this.#sent) this.#sent = heard;
    if (heard > this.#heard) this.#heard = heard;
    return heard === this.#sent;
  }

  /**
   * Whether no answer has come yet that knows a message.
   *
   * @param {number} number of the message
   */
  isUnheard(number) {
    return number > this.#heard;
  }

  /** The page that sent what was not heard is gone, and with it whatever an old answer could put back. */
  forget() {
    this.#sent = this.#heard;
  }

  /** The connection to the server was lost, and is there again: perhaps to a server that knows nothing. */
  resume() {
    this.#unsettled = true;
  }

  /** All that was sent in the meantime was sent again. */
  settle() {
    this.#unsettled = false;
  }
}

export const sync = new Sync();
