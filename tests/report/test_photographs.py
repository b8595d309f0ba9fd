"""Photographs of the year's key projects in slides and document."""

import base64
import io

import pytest
from docx import Document
from PIL import Image
from pptx import Presentation

from lib.ledger import attachments, photograph
from lib.ledger.fold import EMPTY
from lib.ledger.record import entry
from lib.plan.opened import Plan
from lib.plan.source import Source
from lib.report.deck.material import material
from lib.report.deck.projects import photographs
from lib.report.dispatch import PHOTOS, SIDE
from lib.report.document.dossier import dossier
from lib.report.document.paper import Paper
from lib.report.document.works import chapter
from lib.report.powerpoint import file as pptx
from tests.cycle.test_duties import told
from tests.homes import HOME

ASKED = {"kind": "midterm", "year": 2018, "area": None}


def shot(colour) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (1200, 900), colour).save(file, "PNG")
    return photograph.anew(file.getvalue()).data


def attach(place, project, date, colour) -> dict:
    data = shot(colour)
    digest = attachments.digest_of(data)
    attachments.keep(place, data)
    named = {"name": "现场.png", "size": len(data), "type": "png", "note": ""}
    return {"matter": "project", "about": project, "sha256": digest, "date": date} | named


@pytest.fixture(scope="module")
def photographed(store, tmp_path_factory) -> Plan:
    """A plan with a list of two projects, eight photographs of them, one later, one of a project not in the list, and
    one whose file is gone."""
    place = tmp_path_factory.mktemp("files")
    first, second, other = store.frame("project")["id"].head(3)
    days = [(first, f"2018-0{n}-15") for n in range(1, 7)] + [
        (second, "2017-05-01"),
        (first, "2019-02-01"),
        (other, None),
    ]
    rows = [attach(place, key, day, (20 * n, 90, 90)) for n, (key, day) in enumerate(days)]
    gone = rows[0] | {"sha256": "ab" * 32, "about": second, "date": "2018-12-01"}
    listed = [entry("project_listed", {"project": key, "year": 2018, "planned": 1.0}) for key in (first, second)]
    event = entry("project_event", {"project": first, "date": "2018-06-30", "stage": "在建"})
    state = told(*listed, event, *(entry("evidence_attached", row) for row in [*rows, gone]), state=EMPTY)
    return Plan(Source(store.store, HOME.geo, place), state)


def test_one_of_each_project_comes_before_a_second_one_and_nothing_that_is_not_of_the_year(photographed):
    found = material(photographed, mapped=False, **ASKED).photos
    names = photographed.catalogue["name"].head(2).tolist()
    assert len(found) == PHOTOS, "the one whose file is gone takes no place"
    assert [(photo.name, photo.told) for photo in found[:2]] == [
        (names[0], "在建　2018-06-15"),
        (names[0], "在建　2018-05-15"),
    ]
    assert {photo.name for photo in found} == set(names)
    assert max(found[0].shot.width, found[0].shot.height) == SIDE


def test_slide_and_document_hold_the_photographs_with_their_words(photographed):
    made = material(photographed, mapped=False, **ASKED)
    slide, *more = photographs(made)
    drawn = Presentation(io.BytesIO(pptx.write([slide], "甲", "乙"))).slides[0].shapes
    pictures = [shape for shape in drawn if shape.shape_type == 13]
    assert not more and len(pictures) == len(made.photos)
    assert pictures[0].image.blob == made.photos[0].shot.data == base64.b64decode(slide.blocks[0].items[0].data)
    words = [shape.text_frame.text for shape in drawn if shape.name == "照片说明"]
    assert words[0].split("\n")[1] == "在建　2018-06-15"
    paper = Paper(("甲",), "乙")
    chapter(paper, dossier(photographed, **ASKED))
    document = Document(io.BytesIO(paper.bytes()))
    assert len(document.inline_shapes) >= len(made.photos)
    assert sum(part.blob == made.photos[0].shot.data for part in document.part.package.image_parts) == 1


def test_without_photographs_there_is_no_slide_and_no_figure(plan):
    assert photographs(material(plan, mapped=False, **ASKED)) == []
