"""How a brief is recognised and cited by programs."""

import json
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from building import build_brief

from policybrief.document import Document
from policybrief.load import load_brief
from policybrief.metadata import address, meta, own_citation
from policybrief.project import Project

Compose = Callable[[str], Document]

BRIEF = """title: Cables in the Baltic
subtitle: What the next winter may bring
date: 2026-03-02
authors: [{family: Berg, given: Ludwig, non-dropping-particle: von, suffix: Jr}, Baltic desk]
bottom_line: An outage is **likely** [@a]; see [](#F1).
series: Baltic watch
edition: 7/2026
doi: 10.5555/example
issn: 2669-0000
topics: [cables, Baltic Sea]
licence: CC BY 4.0
findings: [It is so.]
sources:
  a: {title: "A <script>alert(1)</script> & more", issued: 2021-09, note: private, annote: private too, grade: B2,
      author: [{family: Žukas, given: J.}, Litgrid], URL: https://example.org/a}
"""


def tags(document: Document) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for tag in document.meta:
        found.setdefault(tag.name, []).append(tag.value)
    return found


def test_what_zotero_reads_makes_it_a_report(composed: Compose) -> None:
    found = tags(composed(BRIEF))
    assert found["citation_title"] == ["Cables in the Baltic: What the next winter may bring"]
    assert found["citation_technical_report_institution"] == ["Baltic desk"]
    assert found["citation_technical_report_number"] == ["7/2026"]
    assert found["citation_publication_date"] == ["2026/03/02"]
    assert found["citation_keywords"] == ["cables", "Baltic Sea"]
    assert found["dc.type"] == ["report"]


def test_only_persons_are_authors_as_the_name_of_an_organisation_would_be_split(composed: Compose) -> None:
    found = tags(composed(BRIEF))
    assert found["citation_author"] == found["dc.creator"] == ["von Berg, Ludwig, Jr"]
    assert "citation_author" not in tags(composed(re.sub("authors: .*", "authors: [Baltic desk]", BRIEF)))


def test_what_is_not_known_has_no_tag(composed: Compose) -> None:
    found = tags(composed("title: T\ndate: 2024-01-31\nauthors: [Desk]\nfindings: [x]\n"))
    assert all(value for values in found.values() for value in values)
    assert not {"citation_doi", "citation_issn", "citation_pdf_url", "og:url", "dc.rights"} & set(found)


def test_the_site_of_the_project_gives_addresses(make_project: Callable[..., Project]) -> None:
    project = make_project(project="site: https://example.org/briefs/\n", cables=BRIEF)
    brief = load_brief(project.briefs / "cables.yaml", project).brief
    found = {tag.name: tag.value for tag in meta(brief, project.settings)}
    assert found["citation_pdf_url"] == "https://example.org/briefs/cables.pdf"
    assert found["citation_public_url"] == found["og:url"] == "https://example.org/briefs/cables.html"


def test_a_search_engine_finds_a_report_of_schema_org(composed: Compose) -> None:
    data = composed(BRIEF).linked_data
    assert (data["@type"], data["datePublished"], data["reportNumber"]) == ("Report", "2026-03-02", "7/2026")
    assert data["author"] == [
        {"@type": "Person", "name": "Ludwig von Berg Jr", "familyName": "Berg", "givenName": "Ludwig"},
        {"@type": "Organization", "name": "Baltic desk"},
    ]
    assert data["abstract"] == "An outage is likely; see F1."
    assert data["isPartOf"] == {"@type": "CreativeWorkSeries", "name": "Baltic watch", "issn": "2669-0000"}
    (work,) = data["citation"]
    assert (work["datePublished"], work["url"]) == ("2021-09", "https://example.org/a")


def test_notes_of_the_desk_are_not_published_with_the_sources(composed: Compose) -> None:
    (item,) = composed(BRIEF).sources_data
    assert item["id"] == "a"
    assert item["author"] == [{"family": "Žukas", "given": "J."}, {"literal": "Litgrid"}]
    assert not {"note", "annote", "grade", "custom"} & set(item)


@pytest.fixture
def page(make_project: Callable[..., Project], cache: Path, tmp_path: Path) -> str:
    project = make_project(cables=BRIEF)
    (file,) = build_brief(project.briefs / "cables.yaml", project, ["html"], tmp_path / "out", cache).files
    return file.read_text("utf-8")


def script(page: str, kind: str) -> Any:
    found = re.search(rf'<script type="{re.escape(kind)}"[^>]*>(.*?)</script>', page)
    assert found
    return json.loads(found[1])


def test_the_page_carries_its_data_and_no_script_that_runs(page: str) -> None:
    assert script(page, "application/ld+json")["name"] == "Cables in the Baltic"
    (item,) = script(page, "application/vnd.citationstyles.csl+json")
    assert item["title"] == "A <script>alert(1)</script> & more"
    assert "<script>alert" not in page
    kinds = re.findall("<script([^>]*)>", page)
    assert len(kinds) == 2
    assert all("json" in kind for kind in kinds)


def test_the_box_holds_the_citation_for_bibtex_and_ris(page: str) -> None:
    bibtex, ris = (unescape(text) for text in re.findall("<pre>(.*?)</pre>", page, re.DOTALL))
    assert "Cables in the Baltic: What the next winter may bring" in bibtex
    assert "10.5555/example" in bibtex
    assert ris.startswith("TY  - RPRT")
    assert "AU  - von Berg, Ludwig, Jr" in ris
    assert 'download="cables.bib" href="data:application/x-bibtex;charset=utf-8,%40' in page


def test_a_suggested_citation_leaves_out_what_is_not_known(make_project: Callable[..., Project]) -> None:
    project = make_project(
        project="organisation: An Institute\n", b="title: Why?\ndate: 2024-01-31\nauthors: [Desk]\nfindings: [x]\n"
    )
    brief = load_brief(project.briefs / "b.yaml", project).brief
    assert own_citation(brief, project.settings).text == "Desk (2024). <i>Why?</i> An Institute, 31 January 2024."


def test_an_address_holds_no_blank_whatever_the_brief_is_called(make_project: Callable[..., Project]) -> None:
    project = make_project(project="site: https://example.org/\n", **{"a brief ąč": BRIEF})
    brief = load_brief(project.briefs / "a brief ąč.yaml", project).brief
    assert address(brief, project.settings).page == "https://example.org/a%20brief%20%C4%85%C4%8D.html"
    assert own_citation(brief, project.settings).files[0].text.startswith("@report{a-brief,")


def test_persons_alone_make_no_institution(composed: Compose) -> None:
    found = tags(composed(re.sub("authors: .*", "authors: {family: Solo, given: Ana}", BRIEF)))
    assert not {"citation_technical_report_institution", "dc.publisher", "og:site_name"} & set(found)
    assert found["dc.type"] == ["report"]


def test_all_organisations_among_the_authors_are_named(composed: Compose) -> None:
    found = tags(composed(re.sub("authors: .*", "authors: [Desk One, Desk Two]", BRIEF)))
    assert found["citation_technical_report_institution"] == ["Desk One; Desk Two"]


@pytest.mark.parametrize("doi", ["https://doi.org/10.5555/example", "doi:10.5555/example", "10.5555/example"])
def test_a_doi_is_kept_without_its_address(doi: str, composed: Compose) -> None:
    assert tags(composed(re.sub("doi: .*", f"doi: {doi}", BRIEF)))["citation_doi"] == ["10.5555/example"]


def test_the_day_of_the_brief_is_that_of_the_pdf(composed: Compose) -> None:
    assert tags(composed(BRIEF))["dcterms.created"] == ["2026-03-02"]
