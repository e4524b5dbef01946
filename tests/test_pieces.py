"""The private parts of WeasyPrint that pieces.py relies on are those that it was made for."""

import inspect
from types import ModuleType

import pytest
from private import digest_of, part

from policybrief.pieces import recorded

VERSION = "70.0"
READ = {
    "pdf.tags": "fae488b77368",
    "pdf.stream.Stream.marked": "3fa3acacbbf6",
    "pdf.stream.Stream.artifact": "be61e4218680",
    "pdf.anchors.add_links": "262e8b9b2998",
    "draw.draw_inline_level": "068162a401d0",
    "draw.draw_block_level": "3de9ec3ad4aa",
}
"""The beginning of the SHA-256 of each part's source."""

WHAT_TO_DO = """{part} is not what src/policybrief/pieces.py was made for: WeasyPrint {version}. To take over another:
 1. Read what changed in that part: does a box still hold `element`, `element_tag`, `link_annotation` and its place,
    does `Stream._tags` still hold the mark of each box, and does `generate_pdf` still call `add_tags` at the end?
 2. Mend pieces.py, until tests/test_tagging.py and the test with veraPDF in it pass.
 3. See whether WeasyPrint now does by itself what structure.py and tagging.py do, and take that out of them.
 4. Write the version into pyproject.toml, pieces.py and this file, and this file's digests: {digests}
"""


def test_weasyprint_is_the_version_whose_private_parts_were_read(weasyprint: ModuleType) -> None:
    told = WHAT_TO_DO.format(part=f"WeasyPrint {weasyprint.__version__}", version=VERSION, digests="see the next test")
    assert weasyprint.__version__ == VERSION, told


def test_the_private_parts_are_as_they_were_read(weasyprint: ModuleType) -> None:
    now = {name: digest_of(part(weasyprint, name)) for name in READ}
    changed = ", ".join(name for name, digest in READ.items() if now[name] != digest)
    assert not changed, WHAT_TO_DO.format(part=changed, version=VERSION, digests=now)


def test_weasyprint_calls_its_tagging_where_ours_takes_its_place(weasyprint: ModuleType) -> None:
    call = "add_tags(pdf, document, options['pdf_version'], page_streams)"
    told = WHAT_TO_DO.format(part="pdf.generate_pdf", version=VERSION, digests="as they are")
    assert inspect.getsource(weasyprint.pdf.generate_pdf).count(call) == 1, told


def test_its_own_tagging_is_back_when_the_file_is_written(weasyprint: ModuleType) -> None:
    own = weasyprint.pdf.add_tags
    with pytest.raises(ZeroDivisionError), recorded(weasyprint):
        assert weasyprint.pdf.add_tags is not own
        raise ZeroDivisionError
    assert weasyprint.pdf.add_tags is own
