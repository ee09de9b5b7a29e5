"""What a page and its server tell each other, held back or lost on the way."""

from __future__ import annotations

from time import monotonic

from playwright.sync_api import Page, WebSocketRoute
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

#: How long to wait for an answer.
LONGEST_SECONDS = 20


class HeldSocket:
    """The line from a page to its server, made before the page is opened.

    Attributes
    ----------
    held : list of bytes
        What the page has sent since the line was held.
    answers : list of bytes
        What the server has answered since its answers were held.
    loses : bool
        Whether what parts of the page send is lost.
    lost : int
        How often that happened.
    """

    def __init__(self, page: Page) -> None:
        self.held: list[bytes] = []
        self.answers: list[bytes] = []
        self.loses, self.lost = False, 0
        self._holds = self._holds_answers = False
        self._window = page
        self._page: WebSocketRoute | None = None
        self._server: WebSocketRoute | None = None
        page.route_web_socket("**/_stcore/stream", self._connect)

    def _connect(self, socket: WebSocketRoute) -> None:
        self._page, self._server = socket, socket.connect_to_server()
        socket.on_message(self._send)
        self._server.on_message(self._answer)

    def _send(self, message: str | bytes) -> None:
        assert self._server is not None
        assert isinstance(message, bytes)
        if self._holds:
            self.held.append(message)
        elif self.loses and _request(message).fragment_id:
            self.lost += 1
        else:
            self._server.send(message)

    def _answer(self, message: str | bytes) -> None:
        assert self._page is not None
        assert isinstance(message, bytes)
        if self._holds_answers:
            self.answers.append(message)
        else:
            self._page.send(message)

    def hold(self) -> None:
        """Hold back what the page sends."""
        self._holds = True

    def hold_answers(self) -> None:
        """Hold back what the server answers."""
        self._holds_answers = True

    def release(self) -> None:
        """Let what was held go on, all at once, and all that comes."""
        self._holds = self._holds_answers = False
        held, self.held = self.held, []
        for message in held:
            self._send(message)
        answers, self.answers = self.answers, []
        for message in answers:
            self._answer(message)

    def await_answer(self) -> None:
        """Wait until the server has answered with a whole page, which is held."""
        assert self._holds_answers
        until = monotonic() + LONGEST_SECONDS
        while not self._has_page():
            assert monotonic() < until, "the server has not answered"
            self._window.evaluate("() => new Promise(requestAnimationFrame)")

    def _has_page(self) -> bool:
        kinds = [ForwardMsg.FromString(answer).WhichOneof("type") for answer in self.answers]
        return "navigation" in kinds and "script_finished" in kinds[kinds.index("navigation") :]

    def requests(self) -> list[ClientState]:
        """Return which runs of the script were asked for, in order."""
        return [_request(message) for message in self.held]


def _request(message: bytes) -> ClientState:
    return BackMsg.FromString(message).rerun_script
