"""The server's own layers, called as ASGI applications, without a socket."""

from __future__ import annotations

import gzip
import html
import re
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from asgi import Client, run
from hypothesis import given
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket

from bone_atlas.anatomy import AssetError
from bone_atlas.app import main, server
from bone_atlas.app.server import headers, index
from bone_atlas.app.server.bundles import STREAMLIT_STATIC, Bundles
from bone_atlas.app.server.store_serve import IMMUTABLE, StoredFile, StoredFiles, accepts_gzip
from bone_atlas.app.server.store_write import Recipe, Recipes, Registry
from tests.cases import every_case

SCRIPT = b"export const answer = 42;\n" * 200


async def _streamlits_page(request: object) -> Response:
    return HTMLResponse(index.read_index(), headers={"etag": '"streamlits"', "last-modified": "long ago"})


async def _echo(socket: WebSocket) -> None:
    await socket.accept()
    await socket.send_text("hello")
    await socket.close()


def _client(*middleware: Middleware) -> Client:
    routes = [
        Route("/", _streamlits_page),
        Route("/broken", lambda request: HTMLResponse("no", status_code=500)),
        Route("/old", lambda request: RedirectResponse("/")),
        Route("/_stcore/health", lambda request: PlainTextResponse("ok")),
        Route(
            "/static/js/{name}",
            lambda request: PlainTextResponse("streamlit's answer"),
            methods=["GET", "POST"],
        ),
        WebSocketRoute("/_stcore/stream", _echo),
    ]
    return Client(Starlette(routes=routes, middleware=list(middleware)))


FILES = {"script": SCRIPT, "picture": b"\0" * 4000}


def _registry(made: list[str] | None = None, **parts: int) -> Registry:
    """A registry of its own, which notes what it makes."""
    recipes = Recipes()

    def make(name: str) -> bytes:
        if made is not None:
            made.append(name)
        return FILES[name]

    recipes.add(Recipe("figure", "js", make, (FILES.__contains__,)))
    recipes.add(Recipe("image", "webp", make, (FILES.__contains__,), by_content=True))
    return Registry(recipes, **parts)


def _url(registry: Registry, kind: str = "figure", name: str = "script") -> str:
    recipe = registry.recipes.get(kind)
    assert recipe is not None
    return recipe.url(name)


@pytest.fixture
def registry() -> Registry:
    return _registry()


@pytest.fixture
def shelf(registry: Registry) -> Client:
    return _client(Middleware(StoredFiles, shelves=(registry.shelf,)))


def test_an_address_holds_recipe_and_digest_and_makes_nothing() -> None:
    made: list[str] = []
    registry = _registry(made)
    url = _url(registry)
    assert re.fullmatch(r"/viz/figure/script\.[0-9a-f]{16}\.js", url)
    assert _url(registry, name="picture") != url
    assert made == []
    assert registry.held() == ()


def test_a_file_named_by_its_content_has_another_address_with_another_content(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = _url(_registry(), "image")
    assert _url(_registry(), "image") == first
    monkeypatch.setitem(FILES, "script", SCRIPT + b"//")
    assert _url(_registry(), "image") != first


def test_another_process_answers_an_address_that_the_first_gave_out() -> None:
    for kind in ("figure", "image"):
        made: list[str] = []
        other = _client(Middleware(StoredFiles, shelves=(_registry(made).shelf,)))
        assert other.get(_url(_registry(), kind)).content == SCRIPT
        assert made[-1] == "script"


def test_a_file_is_made_once_however_many_ask_at_once() -> None:
    made: list[str] = []
    registry = _registry(made)
    url = _url(registry)
    with ThreadPoolExecutor(8) as threads:
        files = list(threads.map(registry.file, [url] * 40))
    assert made == ["script"]
    assert len({id(file) for file in files}) == 1


def test_who_waits_hears_of_a_failure_and_the_next_tries_again() -> None:
    recipes, answers = Recipes(), [OSError("no"), SCRIPT]

    def make() -> bytes:
        answer = answers.pop(0)
        if isinstance(answer, OSError):
            raise answer
        return answer

    registry = Registry(recipes)
    url = recipes.add(Recipe("figure", "js", make)).url()
    with pytest.raises(OSError, match="no"):
        registry.file(url)
    assert registry.file(url) is not None


@every_case(
    "path",
    [
        "figure/script.0000000000000000.js",
        "figure/script.{}.css",
        "figure/none.{}.js",
        "figure/script/script.{}.js",
        "figure.{}.js",
        "other/script.{}.js",
        "figure/../script.{}.js",
        "figure/scr%69pt.{}.js",
        "figure//script.{}.js",
        "figure/script.{}.js/",
        "figure/script.{}.js?",
        "figure/" + "x" * 5000 + ".{}.js",
        "figure/script\n.{}.js",
        "",
        ".",
        "..",
        "\0",
    ],
)
def test_a_wrong_name_is_404_and_makes_nothing(path: str) -> None:
    made: list[str] = []
    registry = _registry(made)
    digest_of_it = _url(registry).split(".")[-2]
    client = _client(Middleware(StoredFiles, shelves=(registry.shelf,)))
    assert client.get("/viz/" + path.format(digest_of_it).replace("?", "%3F")).status == 404
    assert made == []
    assert registry.held() == ()


@pytest.mark.parametrize(
    ("kind", "extension"), [("../x", "js"), ("", "js"), ("A", "js"), ("x", "exe"), ("x", "")]
)
def test_wrong_kinds_are_refused(kind: str, extension: str) -> None:
    recipes = Recipes()
    with pytest.raises(ValueError, match=r"not a name|unknown file type"):
        recipes.add(Recipe(kind, extension, lambda: b""))
    assert recipes.all() == ()


def test_an_address_of_what_there_is_not_is_refused(registry: Registry) -> None:
    with pytest.raises(KeyError, match="figure/none"):
        _url(registry, name="none")


def test_the_registry_keeps_what_was_asked_for_last_and_makes_the_rest_again() -> None:
    made: list[str] = []
    small = _registry(made, max_bytes=len(SCRIPT) + 100)
    script, picture = _url(small), _url(small, name="picture")
    assert small.file(script) is not None
    assert small.file(picture) is not None
    assert [file.body for file in small.held()] == [FILES["picture"]]
    assert small.file(script) is not None
    assert made == ["script", "picture", "script"]


def test_gzip_is_sent_with_its_exact_length(registry: Registry, shelf: Client) -> None:
    url = _url(registry)
    answer = shelf.get(url, headers={"accept-encoding": "gzip, br"})
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["vary"] == "Accept-Encoding"
    assert answer.headers["cache-control"] == IMMUTABLE
    assert int(answer.headers["content-length"]) == len(answer.body) < len(SCRIPT)
    assert gzip.decompress(answer.body) == SCRIPT


@pytest.mark.parametrize("accepted", ["", "identity", "br", "gzip;q=0", "gzip;q=0, *"])
def test_plain_form_where_gzip_is_not_accepted(accepted: str, registry: Registry, shelf: Client) -> None:
    answer = shelf.get(_url(registry), headers={"accept-encoding": accepted})
    assert "content-encoding" not in answer.headers
    assert answer.content == SCRIPT


def test_pictures_are_not_compressed_again(registry: Registry, shelf: Client) -> None:
    answer = shelf.get(_url(registry, "image", "picture"), headers={"accept-encoding": "gzip"})
    assert "content-encoding" not in answer.headers
    assert answer.headers["content-type"] == "image/webp"


def test_head_has_the_headers_and_no_body(registry: Registry, shelf: Client) -> None:
    url = _url(registry)
    assert shelf.request("HEAD", url).headers["content-length"] == shelf.get(url).headers["content-length"]


def test_browser_with_the_same_copy_gets_304(registry: Registry, shelf: Client) -> None:
    url = _url(registry)
    etag = shelf.get(url).headers["etag"]
    for sent in (etag, f"W/{etag}", f'"other", {etag}'):
        again = shelf.get(url, headers={"if-none-match": sent})
        assert (again.status, again.content) == (304, b"")
    assert shelf.get(url, headers={"if-none-match": '"other"'}).status == 200


def test_unknown_name_is_404_and_writing_is_405(registry: Registry, shelf: Client) -> None:
    url = _url(registry)
    assert shelf.get("/viz/figure/script.0000000000000000.js").status == 404
    assert shelf.get("/viz/../static/js/a.js").status != 500
    refused = shelf.request("POST", url)
    assert (refused.status, refused.headers["allow"]) == (405, "GET, HEAD")


@every_case(
    ("header", "allowed"),
    [
        ("gzip", True),
        ("GZIP", True),
        ("deflate, gzip;q=0.5", True),
        ("*", True),
        ("*;q=0", False),
        ("", False),
        ("br", False),
        ("gzip;q=0, *;q=1", False),
        ("gzip;q=nonsense", False),
        ("x-gzip-y", False),
    ],
)
def test_accept_encoding(header: str, allowed: bool) -> None:
    assert accepts_gzip(header) is allowed


@given(st.text(max_size=60))
def test_any_accept_encoding_is_read_without_an_error(header: str) -> None:
    assert accepts_gzip(header) in {True, False}


def test_compression_is_the_same_on_every_replica() -> None:
    assert StoredFile(SCRIPT, "js").gzipped() == StoredFile(SCRIPT, "js").gzipped()


def test_bundles_are_streamlits_own_files_smaller() -> None:
    bundles = Bundles()
    client = _client(Middleware(StoredFiles, shelves=(bundles.shelf,)))
    source = next((STREAMLIT_STATIC / "static" / "js").glob("index.*.js"))
    url = f"/static/js/{source.name}"
    answer = client.get(url, headers={"accept-encoding": "gzip"})
    assert answer.content == source.read_bytes()
    assert int(answer.headers["content-length"]) < 0.4 * source.stat().st_size
    assert client.get(url, headers={"range": "bytes=0-9"}).text == "streamlit's answer"
    assert client.request("POST", url).text == "streamlit's answer"
    assert client.get("/static/js/not-there.js").text == "streamlit's answer"


def test_streamlits_text_fonts_are_left_out_and_its_icons_stay() -> None:
    [source] = (STREAMLIT_STATIC / "static" / "css").glob("index.*.css")
    before = source.read_text(encoding="utf-8")
    after = Bundles().shelf(f"/static/css/{source.name}")
    assert isinstance(after, StoredFile)
    assert before.count("font-family:Source") > 0 == after.body.count(b"font-family:Source")
    assert b"MaterialSymbols-Rounded" in after.body
    left = re.sub(r"@font-face\{[^}]*\}", "", after.body.decode())
    assert left == re.sub(r"@font-face\{[^}]*\}", "", before), "nothing but fonts may go"


def test_first_needed_bundles_are_those_of_the_start_page() -> None:
    first = list(Bundles().first_needed())
    page = index.read_index()
    assert len(first) == len(re.findall(r'(?:src|href)="\./static/[^"]+\.(?:js|css)"', page)) >= 5


def test_start_page_is_ours_and_conditional() -> None:
    client = _client(
        Middleware(
            index.StartPage,
            pages={
                "": index.rewrite(index.read_index(), opening=index.Opening("A & B"), head="<meta name=x>")
            },
        )
    )
    answer = client.get("/")
    assert "<title>A &amp; B</title>" in answer.text
    assert "<meta name=x></head>" in answer.text
    assert 'as="font"' not in answer.text
    assert "last-modified" not in answer.headers
    assert answer.headers["etag"] != '"streamlits"'
    again = client.get("/", headers={"if-none-match": answer.headers["etag"]})
    assert again.status == 304
    assert client.get("/", headers={"if-none-match": '"streamlits"'}).status == 200
    assert int(client.request("HEAD", "/").headers["content-length"]) > 0


def test_our_script_is_evaluated_before_streamlits() -> None:
    """Listeners of the window are called in the order in which they came: Back within a page is ours."""
    page = index.rewrite(index.read_index(), opening=index.Opening("t"), script="/viz/ours.js")
    first, second, *_ = re.findall(r"<script type=[\"']module[\"'][^>]*>", page)
    assert first == "<script type='module' src='/viz/ours.js'>"
    assert "./static/js" in second


def test_errors_redirects_and_other_types_pass() -> None:
    client = _client(
        Middleware(index.StartPage, pages={"": index.rewrite(index.read_index(), opening=index.Opening("t"))})
    )
    assert (client.get("/broken").status, client.get("/broken").text) == (500, "no")
    assert client.get("/old").headers["location"] == "/"
    assert client.get("/_stcore/health").text == "ok"


def test_another_streamlit_is_noticed() -> None:
    with pytest.raises(ValueError, match="not supported"):
        index.rewrite("<html></html>", opening=index.Opening("t"))


def test_the_icon_is_in_the_page_and_no_file_is_asked_for() -> None:
    """Streamlit's script sets its own picture first, where it finds a link called "shortcut icon"."""
    page = index.rewrite(index.read_index(), opening=index.Opening("t"), icon=main.ICON)
    assert "favicon.png" not in page
    assert "shortcut icon" not in page
    (link,) = re.findall("<link rel='icon' href='(.*?)'>", page)
    assert html.unescape(link) == (
        "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 100 100'>"
        "<text y='.9em' font-size='90'>🦴</text></svg>"
    )


def test_not_modified_leaves_the_policy_that_the_browser_keeps() -> None:
    """Browsers take over the headers of a 304: the policy for files would lock up the page."""

    async def unchanged(scope: object, receive: object, send: Callable[..., Awaitable[None]]) -> None:
        await send({"type": "http.response.start", "status": 304, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    answer = Client(headers.SecurityHeaders(unchanged, policy="default-src 'self'")).request("GET", "/")
    assert answer.status == 304
    assert "content-security-policy" not in answer.headers


def test_headers_on_everything_and_websockets_untouched() -> None:
    preload = [headers.Preload("/viz/plotly.1.js", "script"), headers.Preload("/viz/figure.2.js", "module")]
    client = _client(Middleware(headers.SecurityHeaders, policy="default-src 'none'", preload=preload))
    for path in ("/", "/broken", "/_stcore/health", "/nowhere"):
        answer = client.get(path)
        assert answer.headers["content-security-policy"] == "default-src 'none'"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert ("link" in answer.headers) == answer.headers["content-type"].startswith("text/html")
    assert client.get("/").headers["link"] == (
        "</viz/plotly.1.js>; rel=preload; as=script, </viz/figure.2.js>; rel=modulepreload"
    )
    assert client.websocket("/_stcore/stream")[1] == {"type": "websocket.send", "text": "hello"}


def test_policy_names_no_outside_origin_and_hashes_every_inline_script() -> None:
    page = index.rewrite(index.read_index(), opening=index.Opening("t"), head="<script>window.x = 1</script>")
    policy = headers.content_security_policy(page)
    assert "http" not in policy
    assert "unsafe-eval" not in policy
    scripts = dict(part.split(" ", 1) for part in policy.split("; "))["script-src"]
    assert "unsafe-inline" not in scripts
    assert scripts.count("'sha256-") == page.count("<script>") == 3
    # The empty text's hash is known from FIPS 180-4 test data.
    assert headers.script_hashes("<script></script>") == [
        "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
    ]


@pytest.mark.parametrize(
    "setting", ["", "'self'", "'none'", "https://lms.example", "'self' https://*.lms.example:8443"]
)
def test_frame_ancestors_allowed(setting: str) -> None:
    assert headers.frame_ancestors(setting) == (setting or "'self'")


@pytest.mark.parametrize(
    "setting", ["'self'; script-src *", "*", "lms.example", "https://a.example\r\nx: y", "'unsafe'"]
)
def test_frame_ancestors_refused(setting: str) -> None:
    with pytest.raises(ValueError, match=headers.FRAME_ANCESTORS):
        headers.frame_ancestors(setting)


@pytest.mark.parametrize(
    ("url", "kind"),
    [("//outside/x.js", "script"), ("http://o/x", "script"), ("/x>", "script"), ("/x", "font")],
)
def test_preload_of_anything_else_is_refused(url: str, kind: str) -> None:
    with pytest.raises(ValueError, match="preload"):
        headers.Preload(url, kind)


def test_options_read_the_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(headers.FRAME_ANCESTORS, "https://lms.example")
    made = server.options(preload=[server.Preload("/viz/a.js", "module")])
    client = _client(*made["middleware"])
    answer = client.get("/")
    assert answer.headers["content-security-policy"].endswith("frame-ancestors https://lms.example")
    assert answer.headers["link"] == "</viz/a.js>; rel=modulepreload"
    assert f"<title>{main.TITLE}</title>" in answer.text
    assert client.get("/viz/none.js").headers["x-content-type-options"] == "nosniff"


async def _start(made: dict[str, object]) -> None:
    async with made["lifespan"](None):  # type: ignore[operator]
        pass


def test_warming_compresses_what_a_first_visit_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    monkeypatch.setattr(StoredFile, "gzipped", lambda self: done.append(self.extension))
    run(_start, main.server_options())
    assert {"js", "css", "json", "svg"} <= set(done)


def test_warming_outlives_missing_files() -> None:
    def opening() -> list[str]:
        raise AssetError("the drawing is missing")

    run(_start, server.options(files=opening))


def test_plotly_is_the_installed_one() -> None:
    url = server.plotly_url()
    assert url == server.plotly_url()
    found = server.registry.file(url)
    assert isinstance(found, StoredFile)
    assert b"plotly.js v" in found.body[:200]


def test_no_outside_service_is_asked_for_our_address(monkeypatch: pytest.MonkeyPatch) -> None:
    from streamlit import net_util

    asked: list[str] = []
    monkeypatch.setattr(net_util, "_external_ip", None)
    monkeypatch.setattr(net_util, "_make_blocking_http_get", lambda *a, **k: asked.append("asked"))
    monkeypatch.setattr(net_util, "get_external_ip", net_util.get_external_ip)  # put back at the end
    server.options()
    assert net_util.get_external_ip() is None
    assert asked == []
