// The quizzes that a copy holds: so many for each topic and level. Which of them is asked, the number says.

/** Addresses by topic and level, `all/easy`. @typedef {Record<string, string[]>} Decks */

/**
 * Which deck a number stands for; 0 for none.
 *
 * @param {number} number of any quiz
 * @param {number} count how many there are
 */
export const among = (number, count) => (number > 0 && count ? ((number - 1) % count) + 1 : 0);

/**
 * A parameter of an address; what is not on offer is the first that is.
 *
 * @param {string | null} wanted
 * @param {Record<string, string>} offered
 * @param {string} first
 */
const known = (wanted, offered, first) => (wanted && Object.hasOwn(offered, wanted) ? wanted : first);

/**
 * What an address asks for.
 *
 * @param {URLSearchParams} query
 * @param {Published.QuizData} offered
 * @param {Decks} decks
 */
export function asked(query, offered, decks) {
  const topic = known(query.get("topic"), offered.topics, offered.topic);
  const level = known(query.get("level"), offered.levels, offered.level);
  const wanted = query.get("quiz") ?? "";
  const addresses = decks[`${topic}/${level}`] ?? [];
  const quiz = among(/^\d{1,9}$/.test(wanted) ? Number(wanted) : 0, addresses.length);
  return {topic, level, quiz, address: quiz ? addresses[quiz - 1] : ""};
}
