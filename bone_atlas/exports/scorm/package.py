"""The package: a manifest and one page.

The form is that of the SCORM 1.2 Content Aggregation Model (ADL, 2001): an IMS Content Packaging 1.1.2
manifest with one organization of one item, its metadata after IMS Learning Resource Meta-Data 1.2.1. What is
told to the platform while the lesson is taken, `assets/component/static/scorm.js` tells.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement, indent, register_namespace, tostring

from bone_atlas.exports.drawn.last import about
from bone_atlas.exports.drawn.shapes import clean

PAGE, MANIFEST = "index.html", "imsmanifest.xml"
#: What is told of the file to whoever makes it.
LEFT_OUT = (
    "The platform is told score, completion and where the learner stands, not each answer by itself. "
    "Left out: the other pages of the atlas."
)
LANGUAGE = "en"
_CP, _ADL, _MD, _XSI = (
    "http://www.imsproject.org/xsd/imscp_rootv1p1p2",
    "http://www.adlnet.org/xsd/adlcp_rootv1p2",
    "http://www.imsglobal.org/xsd/imsmd_rootv1p2p1",
    "http://www.w3.org/2001/XMLSchema-instance",
)
_SCHEMAS = {
    _CP: "imscp_rootv1p1p2.xsd",
    _ADL: "adlcp_rootv1p2.xsd",
    _MD: "imsmd_rootv1p2p1.xsd",
}
#: Zip files hold times; one that never changes makes the same lesson the same bytes.
_EPOCH = (1980, 1, 1, 0, 0, 0)
#: The longest text that a platform must keep of a title, and of a description.
_TITLE, _DESCRIPTION = 200, 2000


@dataclass(frozen=True)
class Course:
    """What a platform is told of a lesson.

    Attributes
    ----------
    identifier : str
        Letters, digits and hyphens: the same for the same lesson.
    title : str
        Any text.
    goals : tuple of str
        What a learner can do after it.
    questions : int
        How many of its slides ask something.
    minutes : int
        How long it takes.
    """

    identifier: str
    title: str
    goals: tuple[str, ...]
    questions: int
    minutes: int


def package(course: Course, page: bytes) -> bytes:
    """Return a lesson as a SCORM 1.2 package.

    Parameters
    ----------
    course : Course
        What the manifest tells of it.
    page : bytes
        The lesson as one HTML file.

    Returns
    -------
    bytes
        A zip; the same for the same lesson.
    """
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in ((MANIFEST, manifest(course)), (PAGE, page)):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, body)
    return content.getvalue()


def manifest(course: Course) -> bytes:
    """Return the manifest of a package: one organization, one item, one page.

    It asks for no mastery score: most questions ask for a guess before the data are shown, and what is enough
    the teacher says on the platform.
    """
    for prefix, space in (("", _CP), ("adlcp", _ADL), ("imsmd", _MD), ("xsi", _XSI)):
        register_namespace(prefix, space)
    schemas = " ".join(f"{space} {place}" for space, place in _SCHEMAS.items())
    root = Element(
        f"{{{_CP}}}manifest",
        {
            "identifier": f"bone-atlas-{course.identifier}",
            "version": "1.0",
            f"{{{_XSI}}}schemaLocation": schemas,
        },
    )
    data = _cp(root, "metadata")
    _cp(data, "schema").text = "ADL SCORM"
    _cp(data, "schemaversion").text = "1.2"
    _describe(data, course)
    organizations = _cp(root, "organizations", default="organization")
    organization = _cp(organizations, "organization", identifier="organization")
    _cp(organization, "title").text = _cut(course.title, _TITLE)
    item = _cp(organization, "item", identifier="lesson", identifierref="page", isvisible="true")
    _cp(item, "title").text = _cut(course.title, _TITLE)
    resource = _cp(_cp(root, "resources"), "resource", identifier="page", type="webcontent", href=PAGE)
    resource.set(f"{{{_ADL}}}scormtype", "sco")
    _cp(resource, "file", href=PAGE)
    indent(root)
    written: bytes = tostring(root, encoding="UTF-8", xml_declaration=True)
    return written + b"\n"


def _describe(data: Element, course: Course) -> None:
    """Add title, language, description, version and rights."""
    lom = _md(data, "lom")
    general = _md(lom, "general")
    _said(_md(general, "title"), _cut(course.title, _TITLE))
    _md(general, "language").text = LANGUAGE
    _said(_md(general, "description"), _cut(_description(course), _DESCRIPTION))
    for word in ("breast cancer", "bone metastasis", "skeleton"):
        _said(_md(general, "keyword"), word)
    lifecycle = _md(lom, "lifecycle")
    _said(_md(lifecycle, "version"), about("")[0])
    technical = _md(lom, "technical")
    _md(technical, "format").text = "text/html"
    rights = _md(lom, "rights")
    for name, value in (("cost", "no"), ("copyrightandotherrestrictions", "yes")):
        vocabulary = _md(rights, name)
        _said(_md(vocabulary, "source"), "LOMv1.0", "x-none")
        _said(_md(vocabulary, "value"), value, "x-none")
    _said(_md(rights, "description"), f"{about('')[1]} Code: MIT licence.")


def _description(course: Course) -> str:
    many = course.questions
    asked = (
        f"{many} {'question' if many == 1 else 'questions'}: the first answer to each counts, and the "
        "score is the share of right ones"
        if many
        else "No questions: the lesson is complete once each slide was seen"
    )
    goals = " ".join(goal if goal.endswith((".", "!", "?")) else f"{goal}." for goal in course.goals)
    return " ".join((goals, f"About {course.minutes} minutes. {asked}.", *about(LEFT_OUT))).strip()


def _cut(text: str, most: int) -> str:
    plain = " ".join(clean(text).split())
    return plain if len(plain) <= most else f"{plain[: most - 1].rstrip()}…"


def _cp(parent: Element, name: str, **attributes: str) -> Element:
    return SubElement(parent, f"{{{_CP}}}{name}", attributes)


def _md(parent: Element, name: str) -> Element:
    return SubElement(parent, f"{{{_MD}}}{name}")


def _said(parent: Element, text: str, language: str = LANGUAGE) -> None:
    said = _md(parent, "langstring")
    said.set("{http://www.w3.org/XML/1998/namespace}lang", language)
    said.text = text
