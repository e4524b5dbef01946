"""What a link is called for those who hear it."""

from xml.etree.ElementTree import fromstring

import pytest

from policybrief.linkwords import Leads, words

PAGE = """<html><body><main id="brief">
<section id="findings" aria-labelledby="findings-title"><h2 id="findings-title">Two <i>forces</i></h2>
<article id="F1" aria-labelledby="F1-title"><p class="id">F1 <span class="desk">desk</span></p>
<h3 id="F1-title">They fit<span class="own-cites"> (2)</span></h3>
<p>Text<span class="cite" id="cite-1"><a href="#note-1">1</a></span>.</p></article>
<ul><li id="G2"><p class="row-id">G2</p><p>Who decides.</p></li></ul>
<figure id="figure-1"><p class="figure-title">Figure 1. Odds</p></figure></section>
<ol><li id="note-1"><a class="note-number" href="#cite-1">1</a> Smith, <i>Acts</i>.</li></ol>
<table><tr id="source-a"><td><span class="id">3</span></td><td><p class="entry">Smith, <i>Arms</i>.
<a href="https://example.org/a">https://example.org/a</a></p></td></tr></table></main></body></html>"""


@pytest.mark.parametrize(
    ("link", "told"),
    [
        ('<a href="#findings">Findings</a>', "Two forces"),
        ('<a href="#F1">F1</a>', "F1: They fit"),
        ('<a href="#G2">G2</a>', "G2: Who decides."),
        ('<a href="#figure-1">there</a>', "Figure 1. Odds"),
        ('<a href="#source-a">3</a>', "Source 3: Smith, Arms. https://example.org/a"),
        ('<a href="#note-1">1</a>', "Note 1: Smith, Acts."),
        ('<a href="#cite-1">1</a>', "Cited in F1: They fit"),
        ('<a href="#nowhere">see there</a>', "see there"),
        ('<a href="#nowhere"></a>', "Within this brief"),
        ('<a href="https://example.org/x">The act</a>', "The act: web page at example.org"),
        ('<a href="https://example.org/x">https://example.org/x</a>', "Web page at example.org"),
        ('<a href="mailto:desk@example.org">us</a>', "Mail to desk@example.org"),
    ],
)
def test_a_link_is_told_by_what_it_leads_to(link: str, told: str) -> None:
    root = fromstring(PAGE.replace("<main", f"<p class='here'>{link}</p><main"))
    (made,) = root.iterfind("body/p/a")
    assert Leads(root).words(made) == told


def test_a_bare_address_is_told_by_the_source_that_it_stands_in() -> None:
    root = fromstring(PAGE)
    (link,) = [link for link in root.iter("a") if link.get("href", "").startswith("https")]
    assert Leads(root).words(link) == "Source 3: web page at example.org"


def test_a_long_name_is_cut_between_words() -> None:
    root = fromstring(PAGE.replace("Who decides.", "Who decides on " + "exercises " * 30))
    (told,) = {Leads(root).words(fromstring('<a href="#G2">G2</a>'))}
    assert len(told) <= 120
    assert told.endswith("exercises …")


def test_words_leave_out_the_marks_in_a_text() -> None:
    assert words(fromstring("<p>One<span class='cite'>1</span> word<!-- two --> more</p>")) == "One word more"
