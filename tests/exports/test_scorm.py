"""The manifest of a SCORM package, against what the SCORM 1.2 Content Aggregation Model asks of one.

Order and number of elements were read in the published schemas: IMS Content Packaging 1.1.2, ADL's
extension 1.2, and IMS Learning Resource Meta-Data 1.2.1, which has the elements of each category in order.
"""

from __future__ import annotations

import io
import re
import zipfile
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from bone_atlas.exports.scorm import PAGE, Course, package

CP = "{http://www.imsproject.org/xsd/imscp_rootv1p1p2}"
ADL = "{http://www.adlnet.org/xsd/adlcp_rootv1p2}"
MD = "{http://www.imsglobal.org/xsd/imsmd_rootv1p2p1}"
XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
COURSE = Course("lesson-where", "Where it goes", ("Name the bones", "Read a share."), 4, 14)
HOSTILE = "</title><script>alert(1)</script> & \"q\" 'a' ]]> \U0001f9b4 \u202e\x0b\ud800"


def opened(content: bytes) -> tuple[zipfile.ZipFile, Element]:
    archive = zipfile.ZipFile(io.BytesIO(content))
    return archive, ElementTree.fromstring(archive.read("imsmanifest.xml"))  # noqa: S314 -- ours


def manifest(course: Course = COURSE) -> Element:
    return opened(package(course, b"<!doctype html>"))[1]


def names(element: Element) -> list[str]:
    return [child.tag.rpartition("}")[2] for child in element]


def words(root: Element, path: str) -> str:
    return " ".join("".join(element.itertext()).strip() for element in root.iterfind(f".//{MD}{path}"))


def test_the_manifest_is_one_of_scorm_1_2_and_names_its_schemas() -> None:
    root = manifest()
    assert root.tag == f"{CP}manifest"
    assert names(root) == ["metadata", "organizations", "resources"]
    metadata = root.find(f"{CP}metadata")
    assert metadata is not None
    assert [child.text for child in metadata[:2]] == ["ADL SCORM", "1.2"]
    places = root.attrib[f"{XSI}schemaLocation"].split()
    assert dict(zip(places[::2], places[1::2], strict=True)) == {
        CP[1:-1]: "imscp_rootv1p1p2.xsd",
        ADL[1:-1]: "adlcp_rootv1p2.xsd",
        MD[1:-1]: "imsmd_rootv1p2p1.xsd",
    }
    used = {element.tag.partition("}")[0] + "}" for element in root.iter()}
    assert used == {CP, MD}
    # Of the second edition of 2004 nothing: a platform of 1.2 would lose the score.
    assert "adlseq" not in ElementTree.tostring(root).decode()


def test_there_is_one_item_and_one_sco_and_every_file_is_there() -> None:
    archive, root = opened(package(COURSE, b"<!doctype html>"))
    (organization,) = root.findall(f"{CP}organizations/{CP}organization")
    assert root.find(f"{CP}organizations").attrib["default"] == organization.attrib["identifier"]  # type: ignore[union-attr]
    assert names(organization) == ["title", "item"]
    (item,) = organization.findall(f"{CP}item")
    assert names(item) == ["title"]
    (resource,) = root.findall(f"{CP}resources/{CP}resource")
    assert item.attrib["identifierref"] == resource.attrib["identifier"]
    assert resource.attrib[f"{ADL}scormtype"] == "sco"
    assert (resource.attrib["type"], resource.attrib["href"]) == ("webcontent", PAGE)
    listed = [file.attrib["href"] for file in resource.findall(f"{CP}file")]
    assert sorted(archive.namelist()) == sorted(["imsmanifest.xml", *listed])
    ids = [element.attrib["identifier"] for element in root.iter() if "identifier" in element.attrib]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[A-Za-z_][\w.-]*", name) for name in ids)


def test_it_says_what_it_is_in_which_language_version_and_licence() -> None:
    root = manifest()
    lom = root.find(f"{CP}metadata/{MD}lom")
    assert lom is not None
    assert names(lom) == ["general", "lifecycle", "technical", "rights"]
    assert names(lom[0]) == ["title", "language", "description", *["keyword"] * 3]
    assert words(root, "general/{*}title") == "Where it goes"
    assert words(root, "general/{*}language") == "en"
    assert "data version" in words(root, "lifecycle/{*}version")
    described = words(root, "general/{*}description")
    assert "Name the bones. Read a share. About 14 minutes. 4 questions:" in described
    for said in ("data version", "CC BY 4.0", "Left out:", "no medical advice"):
        assert said in described
    assert "MIT" in words(root, "rights/{*}description")
    none = words(manifest(Course("x", "T", (), 0, 3)), "general/{*}description")
    assert none.startswith("About 3 minutes. No questions:")


def test_what_a_teacher_typed_is_text() -> None:
    root = manifest(Course("own-1", HOSTILE, (HOSTILE,), 1, 1))
    told = "</title><script>alert(1)</script> & \"q\" 'a' ]]> \U0001f9b4"
    assert {title.text for title in root.iter(f"{CP}title")} == {told}
    assert told in words(root, "general/{*}description")
    assert not list(root.iter("script"))
    long = manifest(Course("own-2", "word " * 100, ("goal " * 1000,), 1, 1))
    assert len(words(long, "general/{*}title")) <= 200
    assert len(words(long, "general/{*}description")) <= 2000


def test_the_same_lesson_gives_the_same_bytes_without_a_time() -> None:
    content = package(COURSE, b"<!doctype html>")
    assert content == package(COURSE, b"<!doctype html>")
    assert {entry.date_time for entry in opened(content)[0].infolist()} == {(1980, 1, 1, 0, 0, 0)}
