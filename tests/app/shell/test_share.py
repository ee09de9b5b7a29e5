"""The link of the view and its QR code."""

from __future__ import annotations

import re
from html import unescape
from types import SimpleNamespace
from urllib.parse import parse_qs, parse_qsl, quote, urlsplit
from xml.etree import ElementTree as ET

import pytest
import segno
from asgi import Client
from hypothesis import given
from hypothesis import strategies as st
from starlette.applications import Starlette

from bone_atlas.app.catalogue import catalogue
from bone_atlas.app.shell import share
from bone_atlas.view_state import ViewState, from_query
from tests.cases import every_case

STATE = ViewState("shaked_zari_2025.luminal_a", "back", ("L3", "rib_7_left"), "la")
ROOM = "http://192.0.2.7:8501"
client = Client(Starlette(routes=share.routes))


@pytest.fixture(autouse=True)
def room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(share.PUBLIC_URL, ROOM)


def test_a_link_becomes_an_svg() -> None:
    answer = client.get(f"{share.PATH}?u={quote(share.link(STATE), safe='')}")
    assert answer.status == 200
    assert answer.headers["content-type"].startswith("image/svg+xml")
    assert ET.fromstring(answer.content).tag.endswith("svg")  # noqa: S314


def test_the_code_is_that_of_the_whole_link_with_its_query() -> None:
    """The same picture as one made here from the link: nothing of the query got lost on the way."""
    answer = client.get(f"{share.PATH}?u={quote(share.link(STATE), safe='')}")
    wanted = segno.make(share.link(STATE), error="m").svg_inline(scale=4, border=2, light="#ffffff")
    paths = [re.findall(r' d="([^"]+)"', text) for text in (answer.text, wanted)]
    assert paths[0] == paths[1]
    other = client.get(f"{share.PATH}?u={quote(share.link(ViewState()), safe='')}")
    assert other.content != answer.content


@every_case(
    "query",
    [
        "",
        "u=",
        "u=javascript:alert(1)",
        "u=data:text/html,x",
        "u=//example.org",
        "u=https://example.org/?layer=article",
        "u=http://[",
        "u=L3",
        "u=http://x/" + "a" * 600,
    ],
)
def test_anything_else_is_refused_in_words(query: str) -> None:
    answer = client.get(f"{share.PATH}?{query}")
    assert answer.status == 400
    assert answer.headers["content-type"].startswith("text/plain")
    assert "link" in answer.text
    assert "<" not in answer.text


@given(st.text(max_size=700))
def test_no_text_breaks_the_route(text: str) -> None:
    answer = client.get(f"{share.PATH}?u={quote(text.encode('utf-8', 'replace'), safe='')}")
    assert answer.status in {200, 400}
    assert answer.status == 400 or urlsplit(text).netloc == urlsplit(ROOM).netloc


def test_the_link_restores_the_view() -> None:
    parts = urlsplit(share.link(STATE))
    assert f"{parts.scheme}://{parts.netloc}" == ROOM
    assert from_query(dict(parse_qsl(parts.query)), catalogue().known()) == (STATE, [])


def test_the_link_without_a_public_address_is_the_one_in_the_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(share.PUBLIC_URL)
    monkeypatch.setattr(
        share.st, "context", SimpleNamespace(url="http://localhost:8600/?layer=old&view=left")
    )
    assert share.link(ViewState()) == "http://localhost:8600/?layer=article"
    monkeypatch.setattr(share.st, "context", SimpleNamespace(url=None))
    assert share.link(ViewState()).startswith("http://localhost")


def test_the_card_shows_code_and_link_of_the_same_view() -> None:
    card = share.card(STATE)
    (source,) = re.findall(r"src='([^']+)'", card)
    (target,) = re.findall(r"href='([^']+)'", card)
    assert unescape(target) == share.link(STATE)
    assert parse_qs(urlsplit(unescape(source)).query)["u"] == [share.link(STATE)]
    assert client.get(unescape(source)).status == 200
    assert "alt='" in card


@pytest.mark.parametrize(
    ("base", "local"),
    [
        ("http://localhost:8501", True),
        ("http://127.0.0.1:9", True),
        ("http://[::1]:8501", True),
        ("http://localhost.example", False),
        (ROOM, False),
    ],
)
def test_only_a_local_address_comes_with_the_hint(
    base: str, local: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(share.PUBLIC_URL, base)
    assert ("HOST=0.0.0.0 make run" in share.card(ViewState())) == local


def test_the_presenter_is_given_the_same_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(share.PUBLIC_URL, f"{ROOM}/")
    assert share.for_phones() == {
        "base": ROOM,
        "longest": 600,
        "local": ["127.0.0.1", "[::1]", "localhost"],
    }


def test_the_card_of_the_largest_selection_still_works() -> None:
    """All bones selected make a link too long for a code that a phone can read; the link itself stays."""
    everything = ViewState(sites=tuple(catalogue().anatomy.bones()))
    card = share.card(everything)
    for source in re.findall(r"src='([^']+)'", card):
        assert client.get(unescape(source)).status == 200
    assert unescape(re.findall(r"href='([^']+)'", card)[0]) == share.link(everything)
