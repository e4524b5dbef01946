"""A web page or post that is cited has an archived copy.

Pages change and go: without a copy nobody can look up in two years what the brief read, or show that it read it
(ICD 206: what is cited can be retrieved). `archive_url: null` says that no copy can be made.
"""

from collections.abc import Iterator

from policybrief.case import Case, Found

CODE = "unarchived-source"
SEVERITY = "info"
GOOD = (
    "sources.registry.type: webpage",
    "-sources.registry.archive_url:",
    "sources.registry.type: post\nsources.registry.archive_url: null",
)
BAD = (
    "sources.registry.type: webpage\n-sources.registry.archive_url:",
    "sources.operators.type: post-weblog\n-sources.operators.archive_url:\n-sources.operators.archived:",
)


def check(case: Case) -> Iterator[Found]:
    for source in case.cited:
        record = source.record
        is_page = record.type in ("webpage", "post", "post-weblog") and record.URL
        if is_page and "archive_url" not in record.model_fields_set:
            hint = "save a copy, at web.archive.org for one, and add archive_url: and archived:"
            yield case.about(source, "has no archived copy", hint, "URL")
