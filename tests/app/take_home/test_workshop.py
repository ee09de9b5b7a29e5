"""Files that take long: made once, one at a time, with progress; a failure is told and leaves nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Queue
from threading import Event
from threading import enumerate as enumerate_threads

import pytest
from asgi import Client
from starlette.applications import Starlette

from bone_atlas.anatomy import AssetError
from bone_atlas.app.take_home import make_file, ordered, routes, workshop
from bone_atlas.app.take_home.kinds import BY_ID, Progress
from bone_atlas.app.take_home.order import (
    Order,
    all_of_atlas,
    all_of_lesson,
    all_of_own,
    of_lesson,
    of_own,
    shipped,
)
from bone_atlas.app.take_home.workshop import CannotMakeError, Job, State, Workshop, share_made
from bone_atlas.resources import LESSONS
from tests.cases import every_case

OWN_LESSON = (LESSONS / "late.toml").read_bytes()
HTML = BY_ID["html"]

client = Client(Starlette(routes=routes.routes))


class Maker:
    """Makes files when the test lets it."""

    def __init__(self) -> None:
        self.begun: Queue[str] = Queue()
        self.may: dict[str, Event] = {}
        self.ended: Queue[str] = Queue()
        self.fails: dict[str, Exception] = {}

    def __call__(self, order: Order, progress: Progress) -> bytes:
        self.begun.put(order.name)
        progress(1, 2)
        assert self.may.setdefault(order.name, Event()).wait(30)
        if order.name in self.fails:
            raise self.fails.pop(order.name)
        return order.name.encode()

    def end(self, name: str) -> None:
        self.may.setdefault(name, Event()).set()


@pytest.fixture
def maker() -> Iterator[Maker]:
    made = Maker()
    yield made
    for event in made.may.values():
        event.set()


def idle() -> None:
    """Wait until nothing is left to make."""
    for thread in enumerate_threads():
        if thread.name == workshop.THREAD:
            thread.join(30)
            assert not thread.is_alive()


def finished(shop: Workshop, maker: Maker, name: str) -> Job:
    maker.end(name)
    job = shop.ask(name)
    idle()
    return job


def test_a_file_is_made_once_however_many_ask(maker: Maker) -> None:
    shop = Workshop(maker)
    jobs = {id(shop.ask("html/lesson/where")) for _ in range(200)}
    assert len(jobs) == 1
    assert maker.begun.get(timeout=30) == "html/lesson/where"
    assert shop.ask("html/lesson/where").told() == {
        "state": "making", "percent": 49, "why": "", "bytes": 0, "file": "bone-atlas_lesson_where.html",
    }  # fmt: skip
    assert shop.file("html/lesson/where") is None
    job = finished(shop, maker, "html/lesson/where")
    assert (job.state, job.body) == (State.MADE, b"html/lesson/where")
    assert shop.ask("html/lesson/where") is job
    assert maker.begun.empty()


def test_one_is_made_at_a_time_and_the_next_waits(maker: Maker) -> None:
    shop = Workshop(maker)
    shop.ask("html/atlas")
    maker.begun.get(timeout=30)
    second = shop.ask("html/lesson/where")
    assert second.state is State.WAITING
    assert maker.begun.empty()
    maker.end("html/atlas")
    assert maker.begun.get(timeout=30) == "html/lesson/where"
    assert finished(shop, maker, "html/lesson/where").state is State.MADE


@every_case(
    ("error", "why"),
    [(CannotMakeError("the disk is full"), "the disk is full"), (ValueError("secret"), workshop.FAILED)],
)
def test_a_failure_is_told_to_all_and_the_next_tries_again(error: Exception, why: str) -> None:
    maker = Maker()
    maker.fails["html/atlas"] = error
    shop = Workshop(maker)
    job = shop.ask("html/atlas")
    finished(shop, maker, "html/atlas")
    assert (job.state, job.why, job.body) == (State.FAILED, why, b"")
    assert shop.ask("html/atlas") is job
    assert shop.file("html/atlas") is None
    job.ended -= workshop.FAILED_SECONDS
    assert finished(shop, maker, "html/atlas").state is State.MADE


@every_case(
    "name",
    ["", "atlas", "html", "html/atlas/", "html/lesson/none", "html/lesson/../where",
     "html/own/0123456789abcdef", "HTML/atlas", "pptx/atlas", "moodle/lesson/none"],
)  # fmt: skip
def test_what_is_not_offered_is_not_made(name: str) -> None:
    told = Workshop(Maker()).ask(name)
    assert (told.state, told.why) == (State.FAILED, workshop.UNKNOWN)


def test_the_queue_and_what_is_held_of_teachers_own_are_bounded(maker: Maker) -> None:
    shop = Workshop(maker)
    orders = [of_own(HTML, f"lesson {number}".encode(), "x") for number in range(workshop.LONGEST_QUEUE + 2)]
    for order in orders:
        shop.offer(order)
    asked = [shop.ask(orders[0].name)]
    maker.begun.get(timeout=30)
    asked += [shop.ask(order.name) for order in orders[1:]]
    assert [job.why for job in asked] == [""] * (workshop.LONGEST_QUEUE + 1) + [workshop.BUSY]
    for order in orders[:-1]:
        maker.end(order.name)
    idle()
    assert [job.state for job in asked[:-1]] == [State.MADE] * (workshop.LONGEST_QUEUE + 1)
    held = [order.name for order in orders if shop.file(order.name) is not None]
    assert held == [order.name for order in orders[:-1]][-workshop.OWN_HELD :]


def test_what_a_teacher_wrote_is_held_no_longer_than_the_session_does(maker: Maker) -> None:
    shop = Workshop(maker)
    order = of_own(HTML, b"text", "x")
    name = order.name
    shop.offer(order)
    assert finished(shop, maker, name).state is State.MADE
    given = shop.file(name)
    assert given is not None
    assert given.body == name.encode()
    assert shop.file(name) is None
    assert finished(shop, maker, name).state is State.MADE  # who asks again has it made again
    assert shop.file(name) is not None
    del order, given
    assert shop.ask(name).why == workshop.UNKNOWN


def test_the_share_that_is_made_never_falls_and_ends_below_all() -> None:
    job = Job(Order("html/atlas", "x"))
    seen = []
    for made, known in ((1, 586), (600, 1173), (980, 1292), (1001, 3292), (2524, 5509), (5509, 5509)):
        job.progress(made, known)
        seen.append(job.percent)
    assert seen == sorted(seen)
    assert seen[0] == 0
    assert seen[-1] == share_made("html/lesson/where", 59, 59) == workshop.ALL_MADE


# The routes


@pytest.fixture
def shop(maker: Maker, monkeypatch: pytest.MonkeyPatch) -> Workshop:
    made = Workshop(maker)
    monkeypatch.setattr(routes, "workshop", made)
    return made


def test_who_waits_asks_again_and_then_gets_the_file(shop: Workshop, maker: Maker) -> None:
    assert client.get("/take-home/html/lesson/ways").status == 404
    assert maker.begun.empty()
    begun = client.request("POST", "/take-home/html/lesson/ways")
    assert begun.status == 200
    assert begun.headers["cache-control"] == "no-store"
    finished(shop, maker, "html/lesson/ways")
    assert (
        '"state":"made","percent":49,"why":"","bytes":16'
        in client.request("POST", "/take-home/html/lesson/ways").text
    )
    file = client.get("/take-home/html/lesson/ways")
    assert file.content == b"html/lesson/ways"
    assert file.headers["content-disposition"] == 'attachment; filename="bone-atlas_lesson_ways.html"'
    assert not file.headers["content-type"].startswith("text/html")


def test_a_name_that_is_none_is_told_so(shop: Workshop) -> None:
    answer = client.request("POST", "/take-home/html/lesson/%3Cscript%3E")
    assert '"state":"failed"' in answer.text
    assert "<script>" not in answer.text
    assert client.request("DELETE", "/take-home/html/atlas").status == 405


# File names


@every_case(
    ("title", "name"),
    [
        ("</script><img src=x onerror=alert(1)>", "script_img_src_x_onerror_alert_1.html"),
        ("../../etc/passwd\0\r\nx: y", "etc_passwd_x_y.html"),
        ("\u202egnp.exe \U0001f9b4 \u05d0", "gnp_exe.html"),
        ("\U0001f9b4", "my_lesson.html"),
        ('"quoted"; filename=evil', "quoted_filename_evil.html"),
        ("n" * 300, "n" * 60 + ".html"),
        ("Über Knochen", "uber_knochen.html"),
    ],
)
def test_a_title_becomes_a_plain_file_name(title: str, name: str) -> None:
    assert of_own(HTML, b"", title).file_name == name


def test_the_same_lesson_is_the_same_order() -> None:
    assert of_own(HTML, b"a", "x").name == of_own(HTML, b"a", "x").name != of_own(HTML, b"b", "x").name
    assert shipped(of_lesson(HTML, "where").name) == of_lesson(HTML, "where")


def test_every_kind_of_every_subject_has_a_name_and_a_file_name_of_its_own() -> None:
    shared = [*all_of_atlas(), *all_of_lesson("where"), *all_of_lesson("late")]
    assert [shipped(each.name) for each in shared] == shared
    orders = [*shared, *all_of_own(b"a", "Mine")]
    assert len({each.name for each in orders}) == len({each.file_name for each in orders}) == len(orders)
    assert [each.is_own for each in orders] == [False] * len(shared) + [True] * (len(orders) - len(shared))
    assert of_lesson(BY_ID["pptx"], "where").file_name == "bone-atlas_lesson_where.pptx"
    assert of_own(BY_ID["pptx"], b"a", "Mine").file_name == "mine.pptx"


@every_case("name, lesson", [("pptx/lesson/where", b""), ("pptx/own/a", OWN_LESSON)])
def test_what_is_ordered_is_made(name: str, lesson: bytes) -> None:
    assert ordered.made(name, lesson, lambda made, known: None).startswith(b"PK")


# The process that makes them


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str]) -> Callable[[], list[str]]:
    return lambda: capsys.readouterr().out.splitlines()


def test_the_process_writes_the_file_and_tells_how_far_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: Callable[[], list[str]]
) -> None:
    def make(name: str, lesson: bytes, progress: Progress) -> bytes:
        progress(1, 3)
        return name.encode() + lesson

    assert _run(tmp_path, monkeypatch, make) == 0
    assert (tmp_path / "f").read_bytes() == b"html/own/xTOML"
    assert told() == ["[1, 3]"]


def test_the_process_says_why_there_is_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: Callable[[], list[str]]
) -> None:
    def make(*_: object) -> bytes:
        raise AssetError("front.json is missing")

    assert _run(tmp_path, monkeypatch, make) == 1
    assert not (tmp_path / "f").exists()
    assert "front.json is missing" in told()[0]


def _run(folder: Path, monkeypatch: pytest.MonkeyPatch, make: object) -> int:
    import io
    import sys

    monkeypatch.setattr(make_file, "made", make)
    monkeypatch.setattr(make_file, "_stand_back", lambda: None)
    monkeypatch.setattr(sys, "argv", ["make_file", "html/own/x", str(folder / "f")])
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"TOML")))
    return make_file.main()


def test_the_server_hears_from_the_process_why_there_is_no_file() -> None:
    broken = b'title="a"\nminutes=1\n[[slides]]\ntitle="b"\n[slides.state]\nlayer="no_such"\n'
    with pytest.raises(CannotMakeError, match="no_such"):
        workshop.in_a_process(of_own(HTML, broken, "a"), lambda made, known: None)


def test_a_lesson_with_faults_is_refused_in_words() -> None:
    from bone_atlas.faults import LessonError

    with pytest.raises(LessonError, match="no_such"):
        ordered.made(
            "html/own/x",
            b'title="a"\nminutes=1\n[[slides]]\ntitle="b"\n[slides.state]\nlayer="no_such"\n',
            lambda made, known: None,
        )
