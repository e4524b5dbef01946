"""What a brief rests on: a source, in the names of CSL-JSON, with what the desk makes of it."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import ConfigDict, Field, StringConstraints, model_validator

from policybrief.date import PartialDate
from policybrief.part import Many, Part, Plain, TlpLabel, Url, pattern, refuse
from policybrief.prose import Fault

Grade = Annotated[
    str,
    pattern(
        r"[A-F][1-6]", "grade", "which is no grade", "a letter A to F and a digit 1 to 6, as in B2", fold=str.upper
    ),
]
Sha256 = Annotated[
    str, pattern(r"[0-9a-f]{64}", "sha256", "which is no SHA-256", "64 digits 0-9 and a-f", fold=str.lower)
]

SourceType = Literal[
    "article", "article-journal", "article-magazine", "article-newspaper", "bill", "book", "broadcast", "chapter",
    "classic", "collection", "dataset", "document", "entry", "entry-dictionary", "entry-encyclopedia", "event",
    "figure", "graphic", "hearing", "interview", "legal_case", "legislation", "manuscript", "map", "motion_picture",
    "musical_score", "pamphlet", "paper-conference", "patent", "performance", "periodical",
    "personal_communication", "post", "post-weblog", "regulation", "report", "review", "review-book", "software",
    "song", "speech", "standard", "thesis", "treaty", "webpage",
]  # fmt: skip
"""The item types of CSL 1.0.2."""


class Name(Part):
    """A person is {family, given}; a text alone is an organisation."""

    main = "literal"
    literal: Plain | None = Field(None, description="the name of an organisation, or of a person as it is to stand")
    family: Plain | None = Field(None, description="the family name")
    given: Plain | None = Field(None, description="the given names")
    dropping_particle: Plain | None = Field(
        None, alias="dropping-particle", description="a particle that falls away before the family name alone: von"
    )
    non_dropping_particle: Plain | None = Field(
        None, alias="non-dropping-particle", description="a particle that stays: van der"
    )
    suffix: Plain | None = Field(None, description="what follows the name: Jr, III")

    @model_validator(mode="after")
    def _names_someone(self) -> Self:
        if not self.shown:
            refuse([Fault("empty", "names nobody", "write {family: ..., given: ...}, or a name alone")])
        return self

    @property
    def surname(self) -> str:
        """The family name with its particles: `von Berg`."""
        parts = (self.dropping_particle, self.non_dropping_particle, self.family)
        return " ".join(part for part in parts if part) or self.shown

    @property
    def shown(self) -> str:
        """The name in reading order."""
        particles = (self.dropping_particle, self.non_dropping_particle)
        return self.literal or " ".join(
            str(part) for part in (self.given, *particles, self.family, self.suffix) if part
        )


Names = Many[Name] | None
Word = Plain | None
AsGiven = Annotated[str, StringConstraints(strip_whitespace=False)]
Passage = AsGiven | None
"""Words in lines and paragraphs, kept to the letter."""
When = PartialDate | None


class Source(Part):
    """One source. Null in any field says: known to be missing, and is printed as such."""

    # Built once here, so that the library and every brief share it.
    model_config = ConfigDict(defer_build=False)

    title: Word = Field(None, description="its title, as printed")
    type: SourceType | None = Field(None, description="its kind, a type of CSL: report, webpage, legislation, ...")
    author: Names = Field(None, description="who wrote it: {family, given} for a person, a text for an organisation")
    publisher: Word = Field(None, description="who published it")
    issued: When = Field(None, description="when it was published")
    URL: Url | None = Field(None, description="its web address")
    language: Word = Field(None, description="its language, as a tag: en, lt, be")
    genre: Word = Field(None, description="what it calls itself: Analytical review, PhD thesis")
    DOI: Word = Field(None, description="its digital object identifier")
    accessed: When = Field(None, description="when the web page was read")

    grade: Grade | None = Field(None, description="the desk's grade: reliability A-F, credibility 1-6")
    read: Literal["full", "extract", "abstract", "secondary"] | None = Field(
        None, description="how much of it was read"
    )
    descriptor: Word = Field(None, description="what the source is worth, in a sentence or two")
    origin: Many[str] | None = Field(None, description="what it itself relies on: keys of sources, or words")
    archive_url: Url | None = Field(None, description="the address of an archived copy")
    archived: When = Field(None, description="when the archived copy was made")
    sha256: Sha256 | None = Field(None, description="the SHA-256 of the file that was read")
    tlp: TlpLabel | None = Field(None, description="its own marking")
    updated: When = Field(None, description="when it was last changed")

    container_title: Word = Field(
        None, alias="container-title", description="the journal, book or site that it is part of"
    )
    container_title_short: Word = Field(None, alias="container-title-short", description="its title in short")
    title_short: Word = Field(None, alias="title-short", description="its title in short")
    collection_title: Word = Field(None, alias="collection-title", description="its series")
    collection_number: Word = Field(None, alias="collection-number", description="its number in the series")
    volume_title: Word = Field(None, alias="volume-title", description="the title of the volume")
    part_title: Word = Field(None, alias="part-title", description="the title of the part")
    original_title: Word = Field(
        None, alias="original-title", description="its title in the language in which it was written"
    )
    reviewed_title: Word = Field(None, alias="reviewed-title", description="the title of the work that it reviews")
    editor: Names = Field(None, description="who edited it")
    translator: Names = Field(None, description="who translated it")
    container_author: Names = Field(None, alias="container-author", description="who wrote the work that it is part of")
    collection_editor: Names = Field(None, alias="collection-editor", description="who edits its series")
    reviewed_author: Names = Field(None, alias="reviewed-author", description="who wrote the work that it reviews")
    original_author: Names = Field(None, alias="original-author", description="who wrote the work that it is made from")
    contributor: Names = Field(None, description="who contributed to it")
    chair: Names = Field(None, description="who chaired it")
    compiler: Names = Field(None, description="who compiled it")
    director: Names = Field(None, description="who directed it")
    guest: Names = Field(None, description="who was the guest")
    host: Names = Field(None, description="who was the host")
    interviewer: Names = Field(None, description="who asked the questions")
    organizer: Names = Field(None, description="who organised the event")
    producer: Names = Field(None, description="who produced it")
    recipient: Names = Field(None, description="to whom it was written")
    publisher_place: Word = Field(None, alias="publisher-place", description="where the publisher sits")
    original_publisher: Word = Field(None, alias="original-publisher", description="who published it first")
    original_publisher_place: Word = Field(
        None, alias="original-publisher-place", description="where it was published first"
    )
    original_date: When = Field(None, alias="original-date", description="when it was published first")
    event_title: Word = Field(None, alias="event-title", description="the conference or hearing that it comes from")
    event_place: Word = Field(None, alias="event-place", description="where that was held")
    event_date: When = Field(None, alias="event-date", description="when that was held")
    available_date: When = Field(
        None, alias="available-date", description="when it was put online before it was printed"
    )
    submitted: When = Field(None, description="when it was handed in")
    volume: Word = Field(None, description="its volume")
    issue: Word = Field(None, description="its issue")
    page: Word = Field(None, description="its pages: 12-19")
    number: Word = Field(None, description="its number, as a report or a law bears one")
    edition: Word = Field(None, description="its edition: 2")
    section: Word = Field(None, description="the section of the newspaper or the law")
    version: Word = Field(None, description="its version")
    supplement_number: Word = Field(None, alias="supplement-number", description="the number of the supplement")
    chapter_number: Word = Field(None, alias="chapter-number", description="the number of the chapter")
    number_of_pages: Word = Field(None, alias="number-of-pages", description="how many pages it has")
    number_of_volumes: Word = Field(None, alias="number-of-volumes", description="how many volumes it has")
    authority: Word = Field(None, description="the court or parliament that it comes from")
    jurisdiction: Word = Field(None, description="where it is law")
    division: Word = Field(None, description="the division of that court")
    archive: Word = Field(None, description="the archive that keeps it")
    archive_collection: Word = Field(None, description="the collection there")
    archive_location: Word = Field(None, description="where in the archive it lies")
    archive_place: Word = Field(None, alias="archive-place", description="where the archive is")
    call_number: Word = Field(None, alias="call-number", description="its shelf mark")
    medium: Word = Field(None, description="its medium: film, podcast")
    dimensions: Word = Field(None, description="how large or how long it is")
    scale: Word = Field(None, description="the scale of a map")
    source: Word = Field(None, description="where it was found: a database")
    status: Word = Field(None, description="its state: forthcoming, in press")
    references: Word = Field(None, description="what it refers to, as a law does")
    abstract: Passage = Field(None, description="its summary")
    annote: Passage = Field(None, description="what the desk remarks on it")
    keyword: Word = Field(None, description="its keywords")
    note: Passage = Field(None, description="a note to the editors, never printed")
    ISBN: Word = Field(None, description="its ISBN")
    ISSN: Word = Field(None, description="its ISSN")
    PMID: Word = Field(None, description="its number in PubMed")
    PMCID: Word = Field(None, description="its number in PubMed Central")

    custom: Mapping[AsGiven, Any] | None = Field(None, description="what other programs keep with it; never printed")

    def csl(self) -> dict[str, Any]:
        """The source as an item of CSL-JSON, without an id and without the desk's own fields.

        Its note stays behind: pandoc takes a line such as `issued: 1999` in it for a field.
        """
        item: dict[str, Any] = {"type": self.type or "document"}
        for name, field in type(self).model_fields.items():
            value = getattr(self, name)
            if value is None or name in _UNCITED:
                continue
            item[field.alias or name] = _csl_value(value)
        return item

    def digest(self) -> str:
        """SHA-256 of the record, in hex: it changes when the source says anything else, and only then.

        It covers every field that is given, under the name that an editor writes (`container-title`), the desk's grade
        and descriptor among them, as JSON with sorted keys, in ASCII and without blanks; dates as in `2022-09/2022-11`.
        The order of the fields, their layout in YAML, comments, and a null in place of a field left out make no
        difference. `note` and `custom` are not covered: they are never printed.
        """
        # Few briefs have a finding with a digest to compare: the others need not load them.
        import json
        from hashlib import sha256

        record = _canonical(self)
        covered = {name: value for name, value in record.items() if name not in ("note", "custom")}
        text = json.dumps(covered, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
        return sha256(text.encode("ascii")).hexdigest()


DESK = ("grade", "read", "descriptor", "origin", "archive_url", "archived", "sha256", "tlp", "updated")
"""The fields that are the desk's own: CSL-JSON has none of them."""
_UNCITED = {*DESK, "type", "note", "custom"}


def _csl_value(value: Any) -> Any:
    if isinstance(value, PartialDate):
        return value.csl()
    if isinstance(value, tuple):
        return [name.model_dump(by_alias=True, exclude_none=True) for name in value]
    return str(value)


def _canonical(value: Any) -> Any:
    """A record and all that it holds in the plain types of JSON, without what is null."""
    if isinstance(value, PartialDate):
        return value.iso()
    if isinstance(value, Part):
        fields = {field.alias or name: getattr(value, name) for name, field in type(value).model_fields.items()}
        return {name: _canonical(held) for name, held in fields.items() if held is not None}
    if isinstance(value, tuple):
        return [_canonical(held) for held in value]
    return value if isinstance(value, bool | int) else str(value)
