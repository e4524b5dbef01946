"""The tags and types of RIS in the variables and types of CSL: tables that Zotero, EndNote and Mendeley agree on most.

RIS has no standard: the specification of Reference Manager (2001, 2011), and what these programs write.
"""

CSL_TYPE = {
    "ABST": "article-journal", "ADVS": "motion_picture", "AGGR": "dataset", "ANCIENT": "classic", "ART": "graphic",
    "BILL": "bill", "BLOG": "post-weblog", "BOOK": "book", "CASE": "legal_case", "CHAP": "chapter",
    "CHART": "graphic", "CLSWK": "classic", "COMP": "software", "CONF": "paper-conference",
    "CPAPER": "paper-conference", "CTLG": "book", "DATA": "dataset", "DBASE": "dataset", "DICT": "entry-dictionary",
    "EBOOK": "book", "ECHAP": "chapter", "EDBOOK": "book", "EJOUR": "article-journal", "ELEC": "webpage",
    "ENCYC": "entry-encyclopedia", "EQUA": "figure", "FIGURE": "figure", "GEN": "document", "GOVDOC": "report",
    "GRANT": "document", "HEAR": "hearing", "ICOMM": "personal_communication", "INPR": "article-journal",
    "JFULL": "periodical", "JOUR": "article-journal", "LEGAL": "regulation", "MANSCPT": "manuscript", "MAP": "map",
    "MGZN": "article-magazine", "MPCT": "motion_picture", "MULTI": "webpage", "MUSIC": "musical_score",
    "NEWS": "article-newspaper", "PAMP": "pamphlet", "PAT": "patent", "PCOMM": "personal_communication",
    "RPRT": "report", "SER": "periodical", "SLIDE": "speech", "SOUND": "song", "STAND": "standard",
    "STAT": "legislation", "THES": "thesis", "UNBILL": "bill", "UNPB": "manuscript", "UNPD": "manuscript",
    "VIDEO": "motion_picture", "WEB": "webpage",
}  # fmt: skip

RIS_TYPE = {
    "article": "JOUR", "article-journal": "JOUR", "article-magazine": "MGZN", "article-newspaper": "NEWS",
    "bill": "BILL", "book": "BOOK", "broadcast": "MULTI", "chapter": "CHAP", "classic": "CLSWK", "dataset": "DATA",
    "entry": "ENCYC", "entry-dictionary": "DICT", "entry-encyclopedia": "ENCYC", "figure": "FIGURE",
    "graphic": "ART", "hearing": "HEAR", "legal_case": "CASE", "legislation": "STAT", "manuscript": "UNPB",
    "map": "MAP", "motion_picture": "MPCT", "musical_score": "MUSIC", "pamphlet": "PAMP",
    "paper-conference": "CPAPER", "patent": "PAT", "periodical": "JFULL", "personal_communication": "PCOMM",
    "post": "ELEC", "post-weblog": "BLOG", "regulation": "LEGAL", "report": "RPRT", "review": "JOUR",
    "review-book": "JOUR", "software": "COMP", "song": "SOUND", "speech": "SLIDE", "standard": "STAND",
    "thesis": "THES", "webpage": "ELEC",
}  # fmt: skip
"""Anything else is GEN."""

SERIAL = {"article", "article-journal", "article-magazine", "article-newspaper", "periodical", "review", "review-book"}
WHOLE = {"book", "report", "thesis", "map", "software", "dataset", "standard", "pamphlet", "manuscript"}
"""Types of a work of its own: its second title is that of a series."""

NAMES = {
    "AU": "author", "A1": "author", "A2": "editor", "ED": "editor", "A3": "collection-editor", "A4": "translator",
    "TA": "translator",
}  # fmt: skip
NAME_TAG = {"author": "AU", "editor": "A2", "collection-editor": "A3", "translator": "A4"}

TITLES = ("TI", "T1", "CT")
BOOK_TITLE = "BT"
CONTAINERS = ("T2", "JF", "JO")
SHORT_CONTAINERS = ("J2", "JA", "J1", "JO")

TEXTS = {
    "PB": "publisher", "CY": "publisher-place", "PP": "publisher-place", "VL": "volume", "ET": "edition",
    "ST": "title-short", "SE": "section", "LA": "language", "DO": "DOI", "NV": "number-of-volumes",
    "CN": "call-number", "DB": "source", "M3": "genre", "RI": "reviewed-title", "T3": "collection-title",
}  # fmt: skip
TEXT_TAG = {
    "title": "TI", "title-short": "ST", "publisher": "PB", "publisher-place": "CY", "volume": "VL", "edition": "ET",
    "section": "SE", "language": "LA", "DOI": "DO", "number-of-volumes": "NV", "call-number": "CN", "source": "DB",
    "genre": "M3", "URL": "UR", "ISBN": "SN", "ISSN": "SN", "reviewed-title": "RI", "collection-title": "T3",
    "container-title-short": "J2", "number": "IS", "issue": "IS", "annote": "RN", "container-title": "T2",
}  # fmt: skip
PASSAGES = {"AB": "abstract", "N2": "abstract", "N1": "note", "RN": "annote"}
PASSAGE_TAG = {"abstract": "AB", "note": "N1"}
