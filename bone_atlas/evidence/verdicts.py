"""What a source answers to a claim, and the verdict that follows from all answers.

A source that counted can bear a statement out (*yes*), bear out a part of it (*in part*), speak against it
(*no*), each only beyond chance, or leave it *open*. A source that names what the statement leaves out,
without having shown it, makes it *fall short*. A ranking or a percentage without counts says only how it
points: chance cannot be weighed. So does a figure that was read in another work and not in its own
(`second_hand`). Such a source makes no verdict; it only keeps others from contradicting a statement that it
bears out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

Answer = Literal["yes", "in part", "no", "falls short", "open", "yes, without counts", "no, without counts"]
ANSWERS: tuple[Answer, ...] = get_args(Answer)
YES, PART, NO, SHORT, OPEN, BARE_YES, BARE_NO = ANSWERS


@dataclass(frozen=True)
class Judged:
    """What one source answers to a claim.

    Attributes
    ----------
    key : str
        Id of the layer, study, figure of detection or segment, or of the place a route leads to.
    source : str
        Its name.
    answer : str
        One of `ANSWERS`.
    words : str
        The figures behind the answer.
    """

    key: str
    source: str
    answer: Answer
    words: str


#: How a figure was seen that was read in another work.
SECOND_HAND = "secondary source"


def second_hand(answer: Answer, verified: str) -> Answer:
    """Weaken the answer of a figure that was read in another work: it only points.

    Parameters
    ----------
    answer : str
        What its count would answer.
    verified : str
        How it was seen, one of `bone_atlas.tables.vocabulary.VERIFIED`.

    Returns
    -------
    str
        The same answer for a figure seen where it was published.
    """
    if verified != SECOND_HAND:
        return answer
    weaker: dict[Answer, Answer] = {YES: BARE_YES, NO: BARE_NO, PART: OPEN}
    return weaker.get(answer, answer)


def verdict_of(answers: Iterable[Answer]) -> str:
    """Sum up what the sources answer: one of `bone_atlas.tables.vocabulary.VERDICTS`.

    Parameters
    ----------
    answers : iterable of str
        One of each source.

    Returns
    -------
    str
        ``"not looked at"`` if there is none. Else, where a source bears the statement out or a part of it:
        ``"supported"`` if one bears out the whole and none speaks against it or makes it fall short, else
        ``"partly"``. Else, where one speaks against it: ``"contradicted"``, but ``"not supported"`` where one
        without counts points the other way; ``"not supported"`` too where it falls short. Else
        ``"not settled"``.
    """
    given = set(answers)
    if not given:
        return "not looked at"
    if given & {YES, PART}:
        return "supported" if YES in given and not given & {NO, SHORT} else "partly"
    if NO in given:
        return "not supported" if BARE_YES in given else "contradicted"
    return "not supported" if SHORT in given else "not settled"
