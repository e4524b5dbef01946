"""A source that is cited has an author, a publisher, a date and a web address, or says that they are not known.

These let a reader find the source and weigh who speaks (ICD 206: source reference citations). `null` says: looked for
and not known, and is printed so; a field that is left out says nothing. What a kind of source does not have is not
asked for: a law or treaty has no author, a book or chapter no address, an interview neither publisher nor address.
"""

from collections.abc import Iterator

from policybrief import words
from policybrief.case import Case, Found
from policybrief.sourcing import ASKED, lacking

CODE = "unnamed-source"
SEVERITY = "warning"
GOOD = (
    "sources.registry.author: null\nsources.registry.publisher: null",
    "sources.registry.type: treaty\n-sources.registry.author:\n-sources.registry.publisher:",
    "sources.registry.type: book\n-sources.registry.URL:\n-sources.registry.archive_url:",
    "-sources.registry.publisher:\nsources.registry.container-title: Sea Journal",
)
BAD = (
    "-sources.registry.author:",
    "-sources.operators.issued:\n-sources.operators.publisher:",
    "-sources.operators.URL:\n-sources.operators.archive_url:",
)


def check(case: Case) -> Iterator[Found]:
    for source in case.cited:
        given = source.record.model_fields_set
        missing = [field for field in lacking(source.record) if field not in given]
        if missing:
            names = words.listed(ASKED[field] for field in missing)
            wanted = words.listed(f"{field}:" for field in missing)
            yield case.about(source, f"is given without {names}", f"add {wanted}; null says that it is not known")
