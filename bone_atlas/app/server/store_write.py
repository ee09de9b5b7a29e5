"""Published files (figures, shading images, scripts): any process makes any of them from its address.

An address holds the recipe of a file and a digest of what it is made of, so it is known before the file is
made. A file is made when it is first asked for, whichever process gave its address out, and kept as long as
there is room: what was dropped is made again.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from functools import cached_property
from threading import Lock

from bone_atlas.app.server.edition import digest, edition
from bone_atlas.app.server.headers import PREFIX
from bone_atlas.app.server.plotly_script import plotly_script
from bone_atlas.app.server.store_serve import MEDIA_TYPES, NOT_MINE, StoredFile, Unmade

#: All that the atlas publishes in one language is a tenth of this.
MAX_BYTES = 256 * 1024 * 1024
_PART = r"[A-Za-z0-9_~][A-Za-z0-9_.~-]{0,200}"
_KIND = re.compile(r"[a-z][a-z0-9-]{0,40}")
_ARGUMENT = re.compile(_PART)
_NAME = re.compile(
    rf"(?P<kind>{_KIND.pattern})(?P<rest>(?:/{_PART}){{0,6}})\.(?P<digest>[0-9a-f]{{16}})\.(?P<extension>\w+)",
    re.ASCII,
)

#: Tells whether there is such a value of an argument.
IsKnown = Callable[[str], bool]


@dataclass(frozen=True)
class Recipe:
    """How the files of one kind are made.

    Attributes
    ----------
    kind : str
        First part of their names.
    extension : str or callable
        One of `store_serve.MEDIA_TYPES`, or what gives it for the arguments.
    make : callable
        Makes the content of a file from its arguments; the same in every process.
    arguments : tuple of IsKnown
        For each argument whether there is such a value: what there is not is never made.
    by_content : bool
        Whether the digest is that of the content: where it is at hand anyway, and seldom changes, browsers
        keep the file from one version of the atlas to the next. It is then read once a process.
    digests : dict
        By arguments the digests worked out so far.
    """

    kind: str
    extension: str | Callable[..., str]
    make: Callable[..., bytes]
    arguments: tuple[IsKnown, ...] = ()
    by_content: bool = False
    digests: dict[tuple[str, ...], str] = field(default_factory=dict, repr=False, compare=False)

    def url(self, *arguments: str) -> str:
        """Return the address of a file, without making it.

        Raises
        ------
        KeyError
            If there is no such value of an argument.
        """
        if not self.knows(arguments):
            raise KeyError("/".join((self.kind, *arguments)))
        return PREFIX + self.name(arguments, self.digest_of(arguments))

    def knows(self, arguments: tuple[str, ...]) -> bool:
        """Return whether there is a file for some arguments."""
        return len(arguments) == len(self.arguments) and all(
            _ARGUMENT.fullmatch(value) and is_known(value)
            for value, is_known in zip(arguments, self.arguments, strict=True)
        )

    def name(self, arguments: tuple[str, ...], digest_of_it: str) -> str:
        """Return the name of a file: its recipe, its digest, its ending."""
        extension = self.extension if isinstance(self.extension, str) else self.extension(*arguments)
        return f"{'/'.join((self.kind, *arguments))}.{digest_of_it}.{extension}"

    def digest_of(self, arguments: tuple[str, ...]) -> str:
        """Return the digest of what a file is made of: the whole atlas and its recipe, or its content."""
        if arguments not in self.digests:
            self.digests[arguments] = (
                digest(self.make(*arguments))
                if self.by_content
                else digest(edition().encode(), self.kind.encode(), *(value.encode() for value in arguments))
            )
        return self.digests[arguments]


class Recipes:
    """All recipes by kind.

    Parameters
    ----------
    load : callable, optional
        Called once, when a kind is asked for that is not there yet: it imports the modules that declare them.
    """

    def __init__(self, load: Callable[[], None] | None = None) -> None:
        self.load = load
        self._by_kind: dict[str, Recipe] = {}

    def add(self, recipe: Recipe) -> Recipe:
        """Take a recipe in.

        Raises
        ------
        ValueError
            If its kind is no name, or its ending unknown.
        """
        if not _KIND.fullmatch(recipe.kind):
            raise ValueError(f"not a name to publish under: {recipe.kind!r}")
        if isinstance(recipe.extension, str) and recipe.extension not in MEDIA_TYPES:
            raise ValueError(f"unknown file type {recipe.extension!r}")
        self._by_kind[recipe.kind] = recipe
        return recipe

    def get(self, kind: str) -> Recipe | None:
        """Return the recipe of a kind; None where there is none."""
        if kind not in self._by_kind:
            self._loaded  # noqa: B018 (read for what it does, once)
        return self._by_kind.get(kind)

    @cached_property
    def _loaded(self) -> bool:
        if self.load is not None:
            self.load()
        return True

    def all(self) -> tuple[Recipe, ...]:
        """Return all recipes."""
        self._loaded  # noqa: B018
        return tuple(self._by_kind.values())


class Registry:
    """The files that this process has made.

    Parameters
    ----------
    recipes : Recipes
        How they are made.
    max_bytes : int
        Limit of the sum of the bodies; the files that were asked for longest ago go first.
    """

    def __init__(self, recipes: Recipes, max_bytes: int = MAX_BYTES) -> None:
        self.recipes = recipes
        self.max_bytes = max_bytes
        self._files: OrderedDict[str, StoredFile] = OrderedDict()
        self._coming: dict[str, Future[StoredFile]] = {}
        self._bytes = 0
        self._lock = Lock()

    def shelf(self, path: str) -> object:
        """Answer a request path at once.

        Returns
        -------
        StoredFile, Unmade, None or `NOT_MINE`
            The file, what makes it, None for what can be no name of a file, `NOT_MINE` outside ``/viz/``.
        """
        if not path.startswith(PREFIX):
            return NOT_MINE
        name = path.removeprefix(PREFIX)
        if (held := self._held(name)) is not None:
            return held
        return Unmade(lambda: self.file(path)) if _NAME.fullmatch(name) else None

    def file(self, path: str) -> StoredFile | None:
        """Return a file, made where it is not held; None for an address that no recipe gives.

        Several who ask for the same at once wait for the one who makes it.
        """
        name = path.removeprefix(PREFIX)
        wanted = self._wanted(name)
        if wanted is None:
            return None
        recipe, arguments = wanted
        with self._lock:
            coming = self._coming.get(name)
            if coming is None and name in self._files:
                self._files.move_to_end(name)
                return self._files[name]
            mine = Future[StoredFile]() if coming is None else None
            if mine is not None:
                self._coming[name] = mine
        if mine is None:
            return coming.result() if coming is not None else None
        return self._made(name, recipe, arguments, mine)

    def _made(
        self, name: str, recipe: Recipe, arguments: tuple[str, ...], coming: Future[StoredFile]
    ) -> StoredFile:
        try:
            file = StoredFile(recipe.make(*arguments), name.rpartition(".")[2])
        except BaseException as error:
            coming.set_exception(error)
            with self._lock:
                del self._coming[name]
            raise
        with self._lock:
            self._keep(name, file)
            del self._coming[name]
        coming.set_result(file)
        return file

    def _held(self, name: str) -> StoredFile | None:
        with self._lock:
            if name in self._files:
                self._files.move_to_end(name)
            return self._files.get(name)

    def _wanted(self, name: str) -> tuple[Recipe, tuple[str, ...]] | None:
        """Return recipe and arguments of a name, if it is the very name that they have here."""
        asked = _NAME.fullmatch(name)
        recipe = self.recipes.get(asked["kind"]) if asked else None
        if asked is None or recipe is None:
            return None
        arguments = tuple(asked["rest"].split("/")[1:])
        if not recipe.knows(arguments) or name != recipe.name(arguments, recipe.digest_of(arguments)):
            return None
        return recipe, arguments

    def _keep(self, name: str, file: StoredFile) -> None:
        self._files[name] = file
        self._bytes += len(file.body)
        while self._bytes > self.max_bytes and len(self._files) > 1:
            _, dropped = self._files.popitem(last=False)
            self._bytes -= len(dropped.body)

    def held(self) -> tuple[StoredFile, ...]:
        """Return the files that are held, those asked for longest ago first."""
        with self._lock:
            return tuple(self._files.values())


#: Shared by the server and by every script run: both live in one process and import this module once.
recipes = Recipes()
registry = Registry(recipes)


def published(
    kind: str,
    extension: str | Callable[..., str],
    *arguments: IsKnown,
    by_content: bool = False,
) -> Callable[[Callable[..., bytes]], Recipe]:
    """Declare how the files of a kind are made; see `Recipe`. The function becomes the recipe."""
    return lambda make: recipes.add(Recipe(kind, extension, make, arguments, by_content))


@published("plotly", "js", by_content=True)
def plotly() -> bytes:
    """Return the plotly.js of the installed plotly package, as far as the atlas needs it."""
    return plotly_script()


def plotly_url() -> str:
    """Return the address of plotly.js."""
    return plotly.url()
