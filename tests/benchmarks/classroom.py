"""A class at work: sessions that change pages, some with tables of their own, spoken to as browsers do."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

SESSIONS, WITH_TABLE = 200, 20
CHANGE_SECONDS = 30.0
#: All sessions begin within so long: a class does not press at the same moment.
ARRIVAL_SECONDS = 20.0
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
    runs : int
        Runs of the page that came to their end.
    """

    failures: list[str] = field(default_factory=list)
    runs: int = 0


@contextmanager
def at_work(url: str) -> Iterator[Class]:
    """Let a class use a server as long as the context lasts; it begins when all have arrived."""
    pupils, arrived = Class(), threading.Event()
    loop, over = asyncio.new_event_loop(), asyncio.Event()
    thread = threading.Thread(target=loop.run_until_complete, args=(_class(url, pupils, arrived, over),))
    thread.start()
    arrived.wait()
    try:
        yield pupils
    finally:
        loop.call_soon_threadsafe(over.set)
        thread.join()
        loop.close()


async def _class(url: str, pupils: Class, arrived: threading.Event, over: asyncio.Event) -> None:
    sessions = [_Session(url, pupils, number) for number in range(SESSIONS)]
    tasks = [asyncio.create_task(session.work()) for session in sessions]
    await asyncio.gather(*(session.started.wait() for session in sessions))
    arrived.set()
    await over.wait()
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


class _Session:
    """One session, as the browser's side of Streamlit's protocol."""

    def __init__(self, url: str, pupils: Class, number: int) -> None:
        self.url = url.replace("http", "ws", 1) + "/_stcore/stream"
        self.pupils, self.number = pupils, number
        self.started = asyncio.Event()
        self.ids: dict[str, str] = {}
        self.page = ""
        self.has_cell = False

    async def work(self) -> None:
        await asyncio.sleep(ARRIVAL_SECONDS * self.number / SESSIONS)
        try:
            async with websockets.connect(self.url, max_size=None, subprotocols=["streamlit"]) as socket:
                await self.run(socket, "")
                if self.number < WITH_TABLE:
                    await self.paste(socket)
                self.started.set()
                turn = self.number
                while True:
                    await asyncio.sleep(CHANGE_SECONDS)
                    turn += 1
                    await self.run(socket, f"page={PAGES[turn % len(PAGES)]}")
        except Exception as error:  # whatever ends a session is what is counted
            self.pupils.failures.append(f"session {self.number}: {error!r}")
        finally:
            self.started.set()

    async def paste(self, socket: Any) -> None:
        """Hand over a table, as a reader does who pastes one."""
        await self.run(socket, "page=your-data")
        await self.run(socket, "", uploaded_entry="Paste a table")
        await self.run(socket, "", uploaded_entry="Paste a table", uploaded_text=TABLE)
        if not self.has_cell:
            self.pupils.failures.append(f"session {self.number}: its table was not taken")

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
        while True:
            heard = ForwardMsg()
            heard.ParseFromString(await socket.recv())
            self.learn(heard)
            # A run that only leads to another page ends early, and the next follows by itself.
            if heard.WhichOneof("type") == "script_finished" and heard.script_finished == DONE:
                break
        self.pupils.runs += 1

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
            self.pupils.failures.append(f"session {self.number}: {element.exception.message}")
        if identifier := getattr(getattr(element, kind or "", None), "id", ""):
            self.ids[str(identifier).rpartition("-")[2]] = str(identifier)
