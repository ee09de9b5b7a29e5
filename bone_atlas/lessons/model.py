"""What a lesson is made of. The names of the fields are those of the TOML file."""

from __future__ import annotations

from itertools import count
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from bone_atlas.scenes.state import Hideable, Id, Part, State

Words = Annotated[str, StringConstraints(strip_whitespace=True, max_length=4000)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Sentence = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000)]


class Question(Part):
    """What the class commits to before the slide shows it.

    Attributes
    ----------
    kind : {"rank", "choice"}
        ``rank``: put `sites` in the order of the slide's layer, the most often involved first; the answer
        is never written down, it follows from the rows. ``choice``: pick one of `options`.
    ask : str
        The question.
    sites : tuple of str
        For ``rank``: three to six ids of sites that the layer reports.
    options : tuple of str
        For ``choice``: two to five answers.
    answer : int
        For ``choice``: number of the right option, from 1.
    why : str
        Said with the answer; may hold references to rows.
    """

    kind: Literal["rank", "choice"]
    ask: Line
    sites: tuple[Id, ...] = Field(default=(), strict=False)
    options: tuple[Line, ...] = Field(default=(), strict=False)
    answer: Annotated[int, Field(ge=0, le=5)] = 0
    why: Words = ""


class RestsOn(Part):
    """What one sentence of a slide rests on.

    Attributes
    ----------
    says : str
        The sentence, in full: whoever changes it has to look again at what it rests on.
    on : tuple of str
        References, as in braces, without the braces; `bone_atlas.facts.basis.KINDS` has them all.
    """

    says: Sentence
    on: tuple[Line, ...] = Field(strict=False)


class Slide(Part):
    """One slide.

    Attributes
    ----------
    title : str
        Heading, at most some 60 letters.
    state : State
        What it shows.
    text : str
        Said at once; a short sentence or two. All words of a slide may hold references to rows in braces.
    points : tuple of str
        Revealed one by one.
    hidden : tuple of str
        Of what the scene can hide; revealed before the first point, after the question if there is one.
    question : Question or None
        Asked before anything hidden is shown.
    notes : str
        For the speaker alone.
    rests_on : tuple of RestsOn
        Of sentences that state a fact what they rest on, beside the references in their words. The lessons of
        the atlas have it for each; a lesson of one's own needs none.
    no_fact : tuple of str
        Sentences, in full, that state no fact: questions, instructions, announcements.
    number : int
        Its number in links, which stays when slides are added before it or moved; 0 for where it stands.
    at_once : bool
        Whether the points stand there from the beginning, as on a title slide.
    practise : str
        Topic of the quiz to which the slide leads the class; empty where it leads to none.
    """

    title: Line
    state: State = State()
    text: Words = ""
    points: tuple[Line, ...] = Field(default=(), strict=False)
    hidden: tuple[Hideable, ...] = Field(default=(), strict=False)
    question: Question | None = None
    notes: Words = ""
    rests_on: tuple[RestsOn, ...] = Field(default=(), strict=False)
    no_fact: tuple[Sentence, ...] = Field(default=(), strict=False)
    number: Annotated[int, Field(ge=0, le=999)] = 0
    at_once: bool = False
    practise: Literal["", "all", "bones", "frequency", "ways", "claims"] = ""

    @property
    def steps(self) -> tuple[str, ...]:
        """What each press of "next" on this slide does, in order.

        Returns
        -------
        tuple of str
            ``"question"`` (the answer is shown), ``"hidden"`` (what was hidden is shown; together with the
            answer where there is a question), ``"point"`` for each point that does not stand there at once.
        """
        first = ("question",) if self.question else ("hidden",) if self.hidden else ()
        return first if self.at_once else (*first, *("point" for _ in self.points))


class Lesson(Part):
    """A teaching sequence.

    Attributes
    ----------
    title : str
        Its name.
    minutes : int
        How long it takes to give.
    goals : tuple of str
        What the class can do afterwards.
    slides : tuple of Slide
        At least one, at most sixty.
    """

    title: Line
    minutes: Annotated[int, Field(ge=1, le=180)]
    goals: tuple[Line, ...] = Field(default=(), strict=False)
    slides: tuple[Slide, ...] = Field(min_length=1, max_length=60, strict=False)

    @property
    def numbers(self) -> tuple[int, ...]:
        """Return the number of each slide in links; no two have the same, also where a slide was copied."""
        kept = {slide.number for slide in self.slides}
        found: list[int] = []
        for place, slide in enumerate(self.slides, start=1):
            if slide.number and slide.number not in found:
                found.append(slide.number)
            else:
                free = count(place)
                found.append(next(number for number in free if number not in kept and number not in found))
        return tuple(found)

    def place_of(self, number: int) -> int:
        """Return where the slide with a number stands, from 1; the nearest place where none has it."""
        if number in self.numbers:
            return self.numbers.index(number) + 1
        return min(max(number, 1), len(self.slides))
