"""A browser that keeps lessons, for sessions of Streamlit's test runner: it does what the scripts do."""

from __future__ import annotations

import json
from typing import Any
from weakref import WeakKeyDictionary

from streamlit.components.v2.bidi_component.main import _make_trigger_id
from streamlit.testing.v1 import AppTest


class Browser:
    """One browser.

    Attributes
    ----------
    records : dict
        By id: the lessons that it keeps.
    fault : str
        Why it keeps nothing.
    silent : bool
        Whether it has not told anything yet.
    """

    def __init__(self) -> None:
        self.records: dict[str, dict[str, Any]] = {}
        self.fault = ""
        self.silent = False
        self.kept: dict[str, int] = {}
        self._open = self._fault_told = ""
        self._answered: dict[str, int] = {}

    def answer(self, data: dict[str, Any]) -> dict[str, Any] | None:
        """Do what the session asks; return what it is told, if anything."""
        if self.silent:
            return None
        for save in [] if self.fault else data["saves"]:
            self.records[save["lesson"]["id"]] = save["lesson"]
            self.kept[save["lesson"]["id"]] = save["lesson"]["revision"]
        for gone in data["removed"]:
            self.records.pop(gone, None)
        self._open = data["open"] or self._open
        asked = data["ask"] > self._answered.get(data["session"], 0)
        if not asked and self.fault == self._fault_told:
            return None
        self._fault_told = self.fault
        if not asked:
            return self.message(data["session"])
        self._answered[data["session"]] = data["ask"]
        wanted = data["wanted"] or (
            self._open if self._open in self.records else next(iter(self.records), "")
        )
        return self.message(data["session"], data["ask"], self.records.get(wanted))

    def message(
        self, session: str, answer: int = 0, lesson: object = None, moved: tuple[object, ...] = ()
    ) -> dict[str, Any]:
        """Return what a session is told."""
        last_first = sorted(self.records.values(), key=lambda record: -float(record["changed"]))
        heads = [{**record, "content": ""} for record in last_first]
        told = {"session": session, "answer": answer, "lesson": lesson, "moved": list(moved)}
        return {**told, "heads": heads, "kept": self.kept, "fault": self.fault}


_BROWSERS: WeakKeyDictionary[AppTest, Browser] = WeakKeyDictionary()
_TOASTS: WeakKeyDictionary[AppTest, list[str]] = WeakKeyDictionary()


def browser(app: AppTest) -> Browser:
    """The browser of a session: one of its own, unless it was given another."""
    return _BROWSERS.setdefault(app, Browser())


def give(app: AppTest, browser: Browser) -> None:
    """Let a session begin in a browser in which others have been."""
    _BROWSERS[app] = browser


def sent(app: AppTest) -> tuple[str, dict[str, Any]] | None:
    """The id of the component that keeps lessons, and what it was sent; None where there is none."""
    found = [e.proto for e in app.get("bidi_component") if e.proto.id.endswith("_lessons")]
    return (found[0].id, json.loads(found[0].json)) if found else None


def triggered(app: AppTest, component: str, event: str, value: object) -> None:
    """Run the session with what a component tells it once."""
    states = app._tree.get_widget_states()
    state = states.widgets.add()
    state.id = _make_trigger_id(component, "events")
    state.json_trigger_value = json.dumps([{"event": event, "value": value}])
    app._run(states)


def told(app: AppTest, message: object) -> AppTest:
    """The session after it has heard something from the browser."""
    mounted = sent(app)
    assert mounted is not None
    triggered(app, mounted[0], "kept", message)
    return settled(app, [*toasts(app), *(toast.value for toast in app.toast)])


def settled(app: AppTest, toasts: list[str] | None = None) -> AppTest:
    """The session after its browser has done and told all that it was asked for."""
    assert not app.exception
    assert not app.error
    _TOASTS[app] = [toast.value for toast in app.toast] if toasts is None else toasts
    mounted = sent(app)
    message = browser(app).answer(mounted[1]) if mounted else None
    return told(app, message) if message else app


def toasts(app: AppTest) -> list[str]:
    """What was said in passing since the reader did something."""
    return _TOASTS.get(app, [])
