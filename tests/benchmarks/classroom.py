"""A class at work: sessions that change pages, some with tables of their own, spoken to as browsers do."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from typing import Any

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

SESSIONS, WITH_TABLE = 200, 20
CHANGE_SECONDS = 30.0
#: All sessions begin within so long: a class does not press at the same moment.
ARRIVAL_SECONDS = 20.0
#: A run that has not come to its end by then never will.
ANSWER_SECONDS = 60.0
PAGES = ("pathways", "evidence", "detection", "practise", "sources", "atlas")
ENTRY = "uploaded_entry"
DONE = ForwardMsg.FINISHED_SUCCESSFULLY
TABLE = "site;count;n\nL-spine;50;107\nribs;20;107\n"


@dataclass
class Class:
    """What became of the sessions.

    Attributes
    ----------
    failures : list of str
        Why a session or a run of it failed.
    joins, changes : list of float
        Milliseconds from a wish to the end of the run: of the first page with its connection, of others.
    """

    failures: list[str] = field(default_factory=list)
    joins: list[float] = field(default_factory=list)
    changes: list[float] = field(default_factory=list)


#: What a session does before it connects; it gets its number.
Arriving = Callable[[int], Awaitable[None]]


@contextmanager
def at_work(
    url: str, sessions: int = SESSIONS, arriving: Arriving | None = None, patience: float | None = None
) -> Iterator[Class]:
    """Let a class use a server as long as the context lasts; it begins when all have arrived.

    Parameters
    ----------
    url : str
        Of the server.
    sessions : int
        How many.
    arriving : callable, optional
        What each does before it connects.
    patience : float, optional
        Seconds after which it begins all the same, and a failure says so.
    """
    pupils, arrived = Class(), threading.Event()
    loop, over = asyncio.new_event_loop(), asyncio.Event()
    working = _class([Session(url, pupils, number) for number in range(sessions)], arriving, arrived, over)
    thread = threading.Thread(target=loop.run_until_complete, args=(working,))
    thread.start()
    if not arrived.wait(patience):
        pupils.failures.append(f"not all sessions had arrived after {patience:g} s")
    try:
        yield pupils
    finally:
        loop.call_soon_threadsafe(over.set)
        thread.join()
        loop.close()


async def _class(
    sessions: list[Session], arriving: Arriving | None, arrived: threading.Event, over: asyncio.Event
) -> None:
    pauses = [ARRIVAL_SECONDS * session.number / len(sessions) for session in sessions]
    tasks = [
        asyncio.create_task(session.work(pause, arriving))
        for session, pause in zip(sessions, pauses, strict=True)
    ]
    waiting = asyncio.create_task(over.wait())
    starting = asyncio.gather(*(session.started.wait() for session in sessions))
    await asyncio.wait([waiting, starting], return_when=asyncio.FIRST_COMPLETED)
    arrived.set()
    await waiting
    starting.cancel()
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


class Session:
    """One session, as the browser's side of Streamlit's protocol.

    Parameters
    ----------
    url : str
        Of the server.
    pupils : Class
        Where is noted what becomes of it.
    number : int
        Tells it from the others.
    """

    def __init__(self, url: str, pupils: Class, number: int) -> None:
        self.url = url.replace("http", "ws", 1) + "/_stcore/stream"
        self.pupils, self.number = pupils, number
        self.started = asyncio.Event()
        self.ids: dict[str, str] = {}
        self.page = ""
        self.has_cell = False

    async def work(self, pause: float, arriving: Arriving | None = None) -> None:
        """Arrive, perhaps with a table, then change the page again and again until cancelled."""
        await asyncio.sleep(pause)
        try:
            if arriving is not None:
                await arriving(self.number)
            async with self.connected() as socket:
                if self.number < WITH_TABLE:
                    await self.paste(socket)
                self.started.set()
                turn = self.number
                while True:
                    await asyncio.sleep(CHANGE_SECONDS)
                    turn += 1
                    await self.change(socket, turn)
        except Exception as error:  # whatever ends a session is what is counted
            self.fail(repr(error))
        finally:
            self.started.set()

    @asynccontextmanager
    async def connected(self) -> AsyncIterator[Any]:
        """Connect and hear the first page to its end."""
        start = time.monotonic()
        async with websockets.connect(self.url, max_size=None, subprotocols=["streamlit"]) as socket:
            await self.run(socket, "")
            self.pupils.joins.append((time.monotonic() - start) * 1000)
            yield socket

    async def change(self, socket: Any, turn: int) -> None:
        """Go to another page."""
        start = time.monotonic()
        await self.run(socket, f"page={PAGES[turn % len(PAGES)]}")
        self.pupils.changes.append((time.monotonic() - start) * 1000)

    def fail(self, why: str) -> None:
        self.pupils.failures.append(f"session {self.number}: {why}")

    async def paste(self, socket: Any) -> None:
        """Hand over a table, as a reader does who pastes one."""
        await self.run(socket, "page=your-data")
        await self.run(socket, "", uploaded_entry="Paste a table")
        await self.run(socket, "", uploaded_entry="Paste a table", uploaded_text=TABLE)
        if not self.has_cell:
            self.fail("its table was not taken")

    async def run(self, socket: Any, query: str, **widgets: str) -> None:
        """Ask for a run and hear it to its end."""
        message = BackMsg()
        message.rerun_script.query_string = query
        message.rerun_script.page_script_hash = "" if query else self.page
        for key, value in widgets.items():
            state = message.rerun_script.widget_states.widgets.add(id=self.ids[key])
            if key == ENTRY:
                state.string_array_value.data.append(value)
            else:
                state.string_value = value
        await socket.send(message.SerializeToString())
        async with asyncio.timeout(ANSWER_SECONDS):
            while True:
                heard = ForwardMsg()
                heard.ParseFromString(await socket.recv())
                self.learn(heard)
                # A run that only leads to another page ends early, and the next follows by itself.
                if heard.WhichOneof("type") == "script_finished" and heard.script_finished == DONE:
                    break

    def learn(self, heard: ForwardMsg) -> None:
        """Note the ids of what can be used, and what went wrong."""
        if heard.WhichOneof("type") == "navigation":
            self.page = heard.navigation.page_script_hash
        if heard.WhichOneof("type") != "delta":
            return
        element = heard.delta.new_element
        kind = element.WhichOneof("type")
        self.has_cell |= kind == "html" and "L-spine" in element.html.body
        if kind == "exception":
            self.fail(element.exception.message)
        if identifier := getattr(getattr(element, kind or "", None), "id", ""):
            self.ids[str(identifier).rpartition("-")[2]] = str(identifier)
