"""What the browser tells of the lessons that it keeps, taken apart: it may be anything."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, ValidationError

from bone_atlas.app.publish.contract import KeptLesson, LessonVersion

Id = Annotated[str, Field(min_length=1, max_length=100)]
Number = Annotated[int, Field(ge=0)]
#: In seconds since 1970: the latest moment that is one, some three thousand years from now.
LATEST = 1e11
#: What a lesson is called that has lost its title.
UNREADABLE = "A lesson that cannot be read"
#: Why the browser keeps nothing; empty where it does.
Fault = Literal["", "denied", "full", "newer", "blocked", "failed"]


class Version(BaseModel):
    """Which session wrote a lesson last, and the number of its change."""

    writer: Annotated[str, Field(max_length=100)]
    revision: Number

    def sent(self) -> LessonVersion:
        """Return it as the browser reads it."""
        return {"writer": self.writer, "revision": self.revision}


class Lesson(Version):
    """A lesson as the browser keeps it; in a list it has no content. See `contract.KeptLesson`."""

    form: Number
    id: Id
    title: str
    slides: Number
    changed: Annotated[float, Field(ge=0, le=LATEST)]
    content: str = ""

    def record(self) -> KeptLesson:
        """Return it as the browser reads it."""
        return {
            "form": self.form,
            "id": self.id,
            "title": self.title,
            "slides": self.slides,
            "changed": self.changed,
            "writer": self.writer,
            "revision": self.revision,
            "content": self.content,
        }


class Moved(BaseModel):
    """A lesson that another tab had changed too: ours is kept under an id of its own."""

    id: Id
    as_: Annotated[str, Field(alias="as", min_length=1, max_length=100)]
    base: Version | None


class Message(BaseModel):
    """What the browser tells.

    Attributes
    ----------
    session : str
        The session that it is meant for.
    answer : int
        Number of the question that is answered; 0 for news that nobody asked for.
    heads : list of object
        All lessons without their contents; see `head`.
    lesson : object
        The one that is to be open, None where there is none; see `lesson`.
    kept : dict of str to int
        By id: the last revision that is kept.
    moved : list of Moved
        What another tab had changed too.
    fault : str
        Why nothing is kept.
    """

    session: str
    answer: Number
    heads: list[Any]
    lesson: Any
    kept: dict[str, int]
    moved: list[Moved]
    fault: Fault


def message(sent: object) -> Message | None:
    """Take apart what the browser tells; None where it is nothing that it can have told."""
    try:
        return Message.model_validate(sent)
    except ValidationError:
        return None


def lesson(sent: object) -> Lesson | None:
    """Take apart a lesson that the browser kept; None where it is none."""
    try:
        return Lesson.model_validate(sent)
    except ValidationError:
        return None


def head(sent: object) -> Lesson | None:
    """Take apart what a list says of a lesson; a broken one is there all the same, if it can be asked for."""
    if (found := lesson(sent)) is not None:
        return found
    broken = {"form": 0, "title": UNREADABLE, "slides": 0, "changed": 0, "writer": "", "revision": 0}
    return lesson(broken | {"id": sent.get("id")}) if isinstance(sent, dict) else None
