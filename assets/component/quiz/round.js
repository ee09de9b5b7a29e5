// A round of questions: what is asked when, what was answered, what comes back. It knows no page.

/**
 * Whether an answer is right: the rule of `Item.right` in Python, held to it by tests/cases/is_right.json.
 *
 * @param {Pick<Published.QuizQuestion, "how" | "answer" | "settled">} question
 * @param {string[]} given
 */
export function isRight(question, given) {
  if (question.how !== "order") return given.length === 1 && question.answer.includes(given[0]);
  const place = new Map(given.map((id, i) => [id, i]));
  const isWhole = given.length === question.answer.length && question.answer.every((id) => place.has(id));
  /** @param {[string, string]} pair */
  const holds = ([first, second]) => Number(place.get(first)) < Number(place.get(second));
  return isWhole && question.settled.every(holds);
}

export class Round {
  /** The questions of this round. @type {string[]} */
  keys = [];
  /** The same, and then those to be asked once more. @type {string[]} */
  queue = [];
  at = 0;
  /** @type {Atlas.QuizAnswer[]} */
  answers = [];
  /** The questions in whose place something else is asked. @type {string[]} */
  spared = [];

  /**
   * @param {Published.QuizQuestion[]} questions all questions of the quiz
   * @param {object} [options]
   * @param {Atlas.RoundState | null} [options.saved] what `state` gave earlier; a round that does not fit the
   *   questions starts anew
   * @param {string[] | null} [options.keys] the questions of this round, all by default
   */
  constructor(questions, {saved = null, keys = null} = {}) {
    this.questions = new Map(questions.map((question) => [question.key, question]));
    if (saved?.keys.length && [...saved.keys, ...saved.queue].every((key) => this.questions.has(key)))
      Object.assign(this, structuredClone(saved));
    else this.start(keys ?? [...this.questions.keys()]);
    for (const key of this.spared) this.#askSpare(key);
  }

  /**
   * Ask these questions from the beginning.
   *
   * @param {string[]} keys
   */
  start(keys) {
    Object.assign(this, {keys: [...keys], queue: [...keys], at: 0, answers: []});
  }

  /** @returns {Atlas.RoundState} */
  get state() {
    return {keys: this.keys, queue: this.queue, at: this.at, answers: this.answers, spared: this.spared};
  }

  get finished() {
    return this.at >= this.queue.length;
  }

  get question() {
    return this.questionOf(this.queue[this.at]);
  }

  /**
   * @param {string} key of a question of this quiz
   * @returns {Published.QuizQuestion}
   */
  questionOf(key) {
    return /** @type {Published.QuizQuestion} */ (this.questions.get(key));
  }

  /**
   * Ask what is spare in the place of a question, also when the round is taken up again.
   *
   * @param {string} key of a question that has a spare one
   */
  askSpare(key) {
    this.spared.push(key);
    this.#askSpare(key);
  }

  /** @param {string} key it stays, so that a saved round still fits */
  #askSpare(key) {
    const {spare} = this.questionOf(key);
    if (spare) this.questions.set(key, {...spare, key});
  }

  /**
   * The answer to the present question, undefined while it is open.
   *
   * @returns {Atlas.QuizAnswer | undefined}
   */
  get answered() {
    return this.answers[this.at];
  }

  /** Whether what was wrong is being asked once more. */
  get again() {
    return this.at >= this.keys.length;
  }

  /**
   * Number of the present question and how many there are, in this part of the round.
   *
   * @returns {[number, number]}
   */
  get place() {
    return this.again
      ? [this.at - this.keys.length + 1, this.queue.length - this.keys.length]
      : [this.at + 1, this.keys.length];
  }

  get last() {
    return this.at + 1 === this.queue.length && (this.again || !this.wrongAtFirst().length);
  }

  /**
   * Take an answer; an empty one is "I do not know".
   *
   * @param {string[]} given
   * @returns {boolean} whether it is right
   */
  answer(given) {
    const right = isRight(this.question, given);
    this.answers[this.at] = {given: [...given], right};
    return right;
  }

  next() {
    this.at += 1;
    if (this.at === this.keys.length && this.queue.length === this.keys.length)
      this.queue = [...this.keys, ...this.wrongAtFirst()];
  }

  wrongAtFirst() {
    return this.keys.filter((_, i) => this.answers[i] && !this.answers[i].right);
  }

  /**
   * What the result tells; by topic the first answers count.
   *
   * @returns {Atlas.QuizResult}
   */
  result() {
    const missed = this.wrongAtFirst();
    /** @type {Map<string, [number, number]>} */
    const byTopic = new Map();
    this.keys.forEach((key, i) => {
      const {topic} = this.questionOf(key);
      const [right, count] = byTopic.get(topic) ?? [0, 0];
      byTopic.set(topic, [right + Number(Boolean(this.answers[i]?.right)), count + 1]);
    });
    const again = this.answers.slice(this.keys.length);
    return {
      right: this.keys.length - missed.length,
      count: this.keys.length,
      byTopic,
      missed: missed.map((key) => this.questionOf(key)),
      again: [again.filter(({right}) => right).length, missed.length],
    };
  }
}
