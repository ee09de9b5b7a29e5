"""Ports, addresses and the QR code."""

from __future__ import annotations

import errno
import re
import socket
from collections.abc import Iterator
from typing import Any

import pytest

from bone_atlas import serving


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that another program listens on."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1"])
def test_taken_port_is_noticed(host: str, taken: int) -> None:
    with pytest.raises(serving.CannotServeError, match=rf"Port {taken} is taken by another program"):
        serving.check_port(host, taken)


def test_the_hint_is_in_the_words_of_who_started_it(taken: int, monkeypatch: pytest.MonkeyPatch) -> None:
    for started_by, option in (("make", "PORT="), ("", "--port "), ("another", "--port ")):
        monkeypatch.setenv(serving.STARTED_BY, started_by)
        with pytest.raises(serving.CannotServeError) as raised:
            serving.check_port("127.0.0.1", taken)
        offered = re.fullmatch(rf"Port {taken} is taken .*, for example {option}(\d+)\.", str(raised.value))
        assert offered, str(raised.value)
        assert int(offered[1]) != taken
        serving.check_port("127.0.0.1", int(offered[1]))


def test_a_port_is_offered_only_if_it_is_free(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(serving.STARTED_BY, raising=False)
    for port, used, offered in (
        (8501, {8501}, 8502),
        (8501, {8501, 8502, 8503}, 8504),
        (65535, {65535}, 65534),
        (65534, {65534, 65535}, 65533),
    ):

        def refusal(addresses: list[Any], used: set[int] = used) -> OSError | None:
            return OSError(errno.EADDRINUSE, "in use") if addresses[0][4][1] in used else None

        monkeypatch.setattr(serving, "_refusal", refusal)
        with pytest.raises(serving.CannotServeError, match=rf"for example --port {offered}\."):
            serving.check_port("127.0.0.1", port)


def test_free_port_is_free_afterwards_too(taken: int) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    serving.check_port("127.0.0.1", port)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", port))


@pytest.mark.parametrize("host", ["192.0.2.250", "no such host"])
def test_somebody_elses_address_is_refused(host: str) -> None:
    with pytest.raises(serving.CannotServeError, match="address"):
        serving.check_port(host, 8501)


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("localhost", None),
        ("127.0.0.1", None),
        ("::1", None),
        ("0.0.0.0", "http://192.0.2.7:8501"),
        ("::", "http://192.0.2.7:8501"),
        ("192.0.2.9", "http://192.0.2.9:8501"),
        ("2001:db8::1", "http://[2001:db8::1]:8501"),
    ],
)
def test_address_for_other_devices(host: str, url: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "room_address", lambda: "192.0.2.7")
    assert serving.public_url(host, 8501) == url


def test_machine_without_a_network_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "room_address", lambda: None)
    said = serving.welcome("0.0.0.0", 8501)
    assert "http://localhost:8501" in said
    assert "no network" in said


def test_room_address_is_none_without_a_route(monkeypatch: pytest.MonkeyPatch) -> None:
    class Unplugged(socket.socket):
        def connect(self, address: object) -> None:
            raise OSError("no route")

    monkeypatch.setattr(serving.socket, "socket", Unplugged)
    assert serving.room_address() is None


def test_qr_code_holds_the_address() -> None:
    code = serving.qr_code("http://192.0.2.7:8501")
    assert code != serving.qr_code("http://192.0.2.8:8501")
    assert 8 < len(code.splitlines()) < 24, "has to fit into a terminal"


def test_an_address_that_the_machine_lacks_is_left_out_where_there_is_another(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tried: list[str] = []

    class WithoutIpv6(socket.socket):
        def bind(self, address: Any) -> None:
            tried.append(address[0])
            if address[0] == "::1":
                raise OSError(errno.EADDRNOTAVAIL, "Cannot assign requested address")

    monkeypatch.setattr(serving.socket, "socket", WithoutIpv6)
    both = [(socket.AF_INET, socket.SOCK_STREAM, 0, "", (host, 1)) for host in ("::1", "127.0.0.1")]
    assert serving._refusal(both) is None
    assert tried == ["::1", "127.0.0.1"]
    refused = serving._refusal(both[:1])
    assert refused is not None
    assert refused.errno == errno.EADDRNOTAVAIL


def test_a_machine_that_knows_only_itself_has_no_address_for_the_room(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Loopback(socket.socket):
        def connect(self, address: object) -> None:
            """Reach nobody."""

        def getsockname(self) -> tuple[str, int]:
            return "127.0.1.1", 5000

    monkeypatch.setattr(serving.socket, "socket", Loopback)
    assert serving.room_address() is None
