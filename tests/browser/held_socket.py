"""What a page sends its server, held back or lost on the way."""

from __future__ import annotations

from playwright.sync_api import Page, WebSocketRoute
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState


class HeldSocket:
    """The line from a page to its server, made before the page is opened.

    Attributes
    ----------
    held : list of bytes
        What the page has sent since the line was held.
    loses : bool
        Whether what parts of the page send is lost.
    lost : int
        How often that happened.
    """

    def __init__(self, page: Page) -> None:
        self.held: list[bytes] = []
        self.loses, self.lost = False, 0
        self._holds = False
        self._server: WebSocketRoute | None = None
        page.route_web_socket("**/_stcore/stream", self._connect)

    def _connect(self, socket: WebSocketRoute) -> None:
        self._server = socket.connect_to_server()
        socket.on_message(self._send)

    def _send(self, message: str | bytes) -> None:
        assert self._server is not None
        assert isinstance(message, bytes)
        if self._holds:
            self.held.append(message)
        elif self.loses and _request(message).fragment_id:
            self.lost += 1
        else:
            self._server.send(message)

    def hold(self) -> None:
        """Hold back what the page sends."""
        self._holds = True

    def release(self) -> None:
        """Let what was held go on, all at once, and all that comes."""
        self._holds = False
        held, self.held = self.held, []
        for message in held:
            self._send(message)

    def requests(self) -> list[ClientState]:
        """Return which runs of the script were asked for, in order."""
        return [_request(message) for message in self.held]


def _request(message: bytes) -> ClientState:
    return BackMsg.FromString(message).rerun_script
