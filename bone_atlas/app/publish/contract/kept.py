"""What the browser keeps for a reader: lessons, headings of tables, a table."""

from __future__ import annotations

from typing import TypedDict


class LessonVersion(TypedDict):
    """Which session wrote a lesson last, and the number of its change."""

    writer: str
    revision: int


class KeptLesson(LessonVersion):
    """A lesson of one's own as the browser keeps it.

    Attributes
    ----------
    form : int
        Number of the form of `content`.
    slides : int
        How many it has.
    changed : float
        When, in seconds since 1970 (UTC).
    content : str
        The lesson with its history; the server alone reads it.
    """

    form: int
    id: str
    title: str
    slides: int
    changed: float
    content: str


class LessonToKeep(TypedDict):
    """A lesson to keep, and the version that it was made of; none where it is new."""

    lesson: KeptLesson
    base: LessonVersion | None


class LessonsData(TypedDict):
    """What the browser is to do with the lessons that it keeps.

    Attributes
    ----------
    keeps : str
        ``lessons``.
    session : str
        Names the session: another one has heard nothing yet.
    open : str
        Id of the lesson that is open.
    ask : int
        Number of the question which lessons are kept; it is answered once.
    heard : int
        Number of the last question of which the session has heard the answer.
    wanted : str
        Id of the lesson that the answer is to hold; empty for the one that was open last in this tab.
    saves : list of LessonToKeep
        Everything that the session has not been told is kept.
    removed : list of str
        Ids of lessons that the reader has deleted.
    """

    keeps: str
    session: str
    open: str
    ask: int
    heard: int
    wanted: str
    saves: list[LessonToKeep]
    removed: list[str]


class HeadingRecord(TypedDict):
    """What the columns of a table hold, kept for its headings.

    Attributes
    ----------
    key : str
        The words of the headings.
    record : str
        What each column holds, as JSON that the server alone reads; empty where it is forgotten.
    """

    key: str
    record: str


class HeadingsData(TypedDict):
    """What the browser is to remember of the headings of the reader's tables.

    Attributes
    ----------
    keeps : str
        ``headings``.
    session : str
        Names the session: another one has heard nothing yet.
    heard : bool
        Whether the session has been told what is remembered.
    changes : list of HeadingRecord
        Everything that was assigned or forgotten in this session.
    """

    keeps: str
    session: str
    heard: bool
    changes: list[HeadingRecord]


class TableData(TypedDict):
    """What the browser is to hold of the reader's table.

    Attributes
    ----------
    keeps : str
        ``table``.
    session : str
        Names the session: another one has heard nothing yet.
    heard : bool
        Whether the session has been told what is held.
    record : str
        The table with all that was said of it, as JSON that the server alone reads; empty where there is
        none.
    keep : bool
        Whether it is kept beyond the page.
    forget : int
        How often the reader has said that nothing is to be held any more.
    edited : bool
        Whether closing the page would lose what the reader has edited.
    """

    keeps: str
    session: str
    heard: bool
    record: str
    keep: bool
    forget: int
    edited: bool
