"""What somebody might bring who means no good, by name, and the words that it is refused with.

A brief stands in briefs/ as it is. What stands in a page is put there by a template of the project's own.
"""

import base64
import struct
import zlib

NAME, PORT = "%NAME%", "%PORT%"
"""What a brief is called, and where the test listens on the addresses of this machine."""
GOOD = f"title: {NAME}\ndate: 2024-01-31\nauthors: [Desk]\nfindings: [{{text: Something is so., basis: editorial}}]\n"
OUT_OF_IT = "is no file in media/, styles/ or templates/"
TOO_LONG = "of processor time|ended before its time|it took more than"


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, line: bytes) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    squeezed = zlib.compressobj()
    data = b"".join(squeezed.compress(line) for _ in range(height)) + squeezed.flush()
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def data_of(kind: str, content: bytes) -> str:
    return f"data:{kind};base64,{base64.b64encode(content).decode()}"


HUGE = png(9000, 9000, bytes(1 + 9000 // 8))
"""Ten kilobytes that unfold to 81 megapixels."""
LAUGHS = "".join(f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(9))
USES = "".join(f'<g id="u{n}">{f"<use href=%s#u{n - 1}%s/>" % (chr(34), chr(34)) * 10}</g>' for n in range(1, 9))
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" viewBox="0 0 9 9">{}</svg>'
USE_BOMB = SVG.format(f'<g id="u0"><path d="M0 0h9"/></g>{USES}<use href="#u8"/>')
PATTERNS = "".join(
    f'<pattern id="p{n}" width="1" height="1">{f"<path d=%sM0 0h9%s fill=%surl(#p{n - 1})%s/>" % ((chr(34),) * 4) * 10}'
    "</pattern>"
    for n in range(1, 9)
)
PATTERN_BOMB = SVG.format(f'<pattern id="p0"/>{PATTERNS}<path d="M0 0h9v9z" fill="url(#p8)"/>')

MEDIA = {
    "huge.png": HUGE,
    "use.svg": USE_BOMB.encode(),
    "patterns.svg": PATTERN_BOMB.encode(),
    "laughs.svg": f"<!DOCTYPE svg [<!ENTITY a 'ha'>{LAUGHS}]>{SVG.format('<text>&j;</text>')}".encode(),
    "hidden.svg": f"<!DOCTYPE svg [<!ENTITY a 'ha'>]>{SVG.format('')}".encode("utf-16"),
    "script.svg": SVG.format("<script>alert(1)</script>").encode(),
    "outside.svg": SVG.format('<image href="file:///etc/passwd"/>').encode(),
    "paint.svg": SVG.format(f'<path fill="url(http://127.0.0.1:{PORT}/x)"/>').encode(),
    "great.svg": SVG.format(" " * 6_000_000).encode(),
    "page.png": b"<html><body onload='alert(1)'>",
    "text.png": b"root:x:0:0",
}
"""The files of briefs/media/."""


def image(address: str) -> str:
    return f'<p><img src="{address}" alt="A picture"></p>'


def style(css: str) -> str:
    return f"<style>{css}</style>"


NESTED_FLEX = "<div style='display: flex'>" * 60 + "x" + "</div>" * 60

IN_A_PAGE = {
    # Addresses that lead out of the project.
    "system-file": (image("file:///etc/passwd"), OUT_OF_IT),
    "absolute-path": (image("/etc/passwd"), OUT_OF_IT),
    "loopback": (image(f"http://127.0.0.1:{PORT}/x.png"), OUT_OF_IT),
    "loopback-v6": (image(f"http://[::1]:{PORT}/x.png"), OUT_OF_IT),
    "loopback-by-name": (image(f"//localhost:{PORT}/x.png"), OUT_OF_IT),
    "link-local": (image("http://169.254.169.254/latest/meta-data/"), OUT_OF_IT),
    "ftp": (image(f"ftp://127.0.0.1:{PORT}/x.png"), OUT_OF_IT),
    "no-address": (image("http://[::1"), "is no address"),
    "up-and-out": (image("media/../../secret.png"), "leads out of its folder"),
    "up-and-out-in-percent": (image("media/%2e%2e/%2e%2e/secret.png"), "leads out of its folder"),
    "zero-byte": (image("media/a%00.png"), "is not there"),
    "link-out": (image("media/link.png"), "leads out of its folder"),
    "link-in-a-circle": (image("media/circle.png"), "is not there"),
    "folder-out": (image("media/folder/secret.png"), "leads out of its folder"),
    "the-settings": (image("media/../project.yaml"), "leads out of its folder"),
    "style-address": (style(f"p {{ background: url(http://127.0.0.1:{PORT}/x.png) }}"), OUT_OF_IT),
    "style-import": (style(f"@import url('http://127.0.0.1:{PORT}/x.css');"), OUT_OF_IT),
    "style-import-bare": (style(f"@import 'http://127.0.0.1:{PORT}/x.css';"), "is not fetched"),
    "style-escaped": (style(rf"p {{ background: u\72l(http://127.0.0.1:{PORT}/x.png) }}"), "is not fetched"),
    "style-typeface": (style("@font-face { font-family: x; src: url('file:///etc/passwd') }"), OUT_OF_IT),
    "sheet": (f'<link rel="stylesheet" href="http://127.0.0.1:{PORT}/x.css">', "is not fetched"),
    "attachment": ('<link rel="attachment" href="file:///etc/passwd">', "is not fetched"),
    "object": (f'<object data="http://[::1]:{PORT}/x.png">x</object>', "is not fetched"),
    "embed": ('<embed src="file:///etc/passwd">', "is not fetched"),
    "drawing": (f'<svg><image href="http://127.0.0.1:{PORT}/x" width="9" height="9"/></svg>', OUT_OF_IT),
    # Pictures that unfold, run or fetch.
    **{
        name.replace(".", "-"): (image(f"media/{name}"), told)
        for name, told in {
            "huge.png": "is 9000 by 9000 pixels, over 4000",
            "use.svg": "holds <use>",
            "patterns.svg": "holds a <pattern> that draws another one",
            "laughs.svg": "declares a document type",
            "hidden.svg": "is none of PNG, JPEG, SVG",
            "script.svg": "holds <script>",
            "outside.svg": "holds <image>",
            "paint.svg": "has fill=",
            "great.svg": "holds over 5,000,000 bytes",
            "page.png": "is XML, but no SVG|is no SVG",
            "text.png": "is none of PNG, JPEG, SVG",
        }.items()
    },
    "huge-in-the-page": (image(data_of("image/png", HUGE)), "is 9000 by 9000 pixels"),
    "huge-in-a-style": (style(f"p {{ background: url({data_of('text/plain', HUGE)}) }}"), "is 9000 by 9000 pixels"),
    "huge-unseen": (f'<object data="{data_of("x/y", HUGE)}">x</object>', "is 9000 by 9000 pixels"),
    "uses-in-the-page": (image(data_of("image/svg+xml", USE_BOMB.encode())), "holds <use>"),
    "uses-as-they-are": (USE_BOMB, TOO_LONG),
    # What takes time or memory without end.
    "var-bomb": (
        style(
            ":root { --a: x x x x x x x x x x;"
            + "".join(f"--{chr(98 + n)}: {f'var(--{chr(97 + n)}) ' * 10};" for n in range(9))
            + "} p { font-family: var(--j) }"
        ),
        TOO_LONG,
    ),
    "tiny-sheet": (style("@page { size: 1mm !important; margin: 0 !important }"), f"{TOO_LONG}|cannot set the page"),
    "wide-cell": ('<table><tr><td colspan="1000000">x</td></tr></table>', TOO_LONG),
    "nested-flex": (NESTED_FLEX, TOO_LONG),
    "endless-loop": (
        "{% for a in range(99999) %}{% for b in range(99999) %}{% for c in range(99999) %}{% endfor %}{% endfor %}"
        "{% endfor %}",
        TOO_LONG,
    ),
    "long-range": ("{{ range(10**9)|list }}", "Range too big"),
    "long-text": ("{{ 'x' * 10**10 }}", TOO_LONG),
    "doubled-text": (
        "{% set ns = namespace(t='x') %}{% for _ in range(60) %}{% set ns.t = ns.t ~ ns.t %}{% endfor %}",
        TOO_LONG,
    ),
    "itself": ("{% include 'page/itself.j2' %}", "recursion"),
    # Ways out of the sandbox of the templates.
    "classes": ("{{ ''.__class__.__mro__[1].__subclasses__() }}", "unsafe|no attribute|is undefined"),
    "globals": ("{{ cycler.__init__.__globals__.os.popen('id').read() }}", "unsafe|no attribute|is undefined"),
    "format": ("{{ '{0.__class__.__init__}'.format(document) }}", "unsafe|no attribute|is undefined"),
    "change": ("{{ document.findings.append(1) }}", "unsafe|no attribute|is undefined"),
    "other-template": ("{% include '../../secret.png' %}", "leads out of its folder"),
    "linked-template": ("{% include 'link.j2' %}", "leads out of its folder"),
}
"""What a template puts into a page."""

IN_A_BRIEF = {
    "aliases": (
        "a: &a [x, x, x, x, x, x, x, x, x]\n"
        + "".join(f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join([f'*{chr(97 + n)}'] * 9)}]\n" for n in range(9)),
        "more than 200,000 values",
    ),
    "merged": (
        "a: &a {x: 1, y: 2}\n"
        + "".join(f"{chr(98 + n)}: &{chr(98 + n)} {{<<: [{', '.join([f'*{chr(97 + n)}'] * 9)}]}}\n" for n in range(9)),
        "more than 200,000 values",
    ),
    "brackets": ("[" * 100_000, "nested deeper than 60 levels"),
    "inside-itself": ("title: &a [*a]\n", "stands inside itself"),
    "python": ("title: !!python/object/apply:os.system [id]\n", "the tag !!python/object/apply:os.system"),
    "great": (GOOD + "# " + "x" * 6_000_000, "the limit is 5,000,000"),
    "bell": (GOOD + "subtitle: \a\n", "U\\+0007"),
    "id-up": (GOOD + "id: ../escape\n", "error\\[.*\\] id"),
    "id-absolute": (GOOD + "id: /tmp/escape\n", "error\\[.*\\] id"),
    "id-hidden": (GOOD + "id: .lock\n", "error\\[.*\\] id"),
    "id-of-the-settings": (GOOD + "id: a/../../escape\n", "error\\[.*\\] id"),
    "theme-up": (GOOD + "theme: ../../secret\n", "error\\[.*\\] theme"),
    "style-up": (GOOD + "citation_style: ../../secret\n", "error\\[.*\\] citation_style"),
    "script-link": (GOOD + "bottom_line: '[x](javascript:alert(1))'\n", "links to 'javascript:alert"),
    "file-link": (GOOD + "bottom_line: '[x](file:///etc/passwd)'\n", "links to 'file:///etc/passwd'"),
    "markdown-picture": (GOOD + f"bottom_line: '![x](http://127.0.0.1:{PORT}/x.png)'\n", "holds a picture"),
    "markdown-brackets": (GOOD + f"bottom_line: '{'[' * 100_000}'\n", "letters, over 50,000"),
    "long-word": (GOOD + f"bottom_line: {'x' * 50_000}\n", "a word of 50,000 letters, over 2,000"),
    "markdown-quotes": (
        GOOD + f"bottom_line: x\nsections: [{{heading: x, text: '{'> ' * 5000} x'}}]\n",
        "nests deeper",
    ),
    "markdown-stars": (GOOD + f"bottom_line: '{'*a **a ' * 20_000}'\n", "letters, over 50,000"),
}
"""Briefs."""

BUILT = {
    "many-words": GOOD + f"bottom_line: {'x ' * 9_000}\n",
    "deep": GOOD + f"bottom_line: '{'*' * 19}x{'*' * 19}'\n",
    "html": GOOD + f"bottom_line: '<img src=\"http://127.0.0.1:{PORT}/x.png\">'\n",
    "good": GOOD,
}
"""What is harmless, and is built beside them."""


CSL = (
    '<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info><title>x</title><id>x</id>'
    "<updated>2024-01-31T00:00:00Z</updated></info>{}</style>"
)
DEEP = "<group>" * 30_000 + "</group>" * 30_000
ALIASES = IN_A_BRIEF["aliases"][0]

SHARED = {
    "aliases": ({"briefs/project.yaml": ALIASES}, "more than 200,000 values"),
    "aliases-of-sources": ({"briefs/sources.yaml": ALIASES}, "more than 200,000 values"),
    "brackets": ({"briefs/project.yaml": "[" * 100_000}, "nested deeper than 60 levels"),
    "braces": ({"briefs/sources.yaml": "{a: " * 100_000}, "nested deeper than 60 levels"),
    "great": ({"briefs/sources.yaml": "#" * 6_000_000}, "the limit is 5,000,000"),
    "zero-bytes": ({"briefs/project.yaml": "a\0"}, "U\\+0000|is not UTF-8"),
    "endless-address": ({"briefs/project.yaml": f"site: https://{'a' * 400_000}?\n"}, "error\\[url\\] site"),
    "logo-out": (
        {"briefs/project.yaml": "brand: {name: x, logo: ../../../secret.png}\n"},
        "leads out of briefs/media/",
    ),
    "logo-linked": ({"briefs/project.yaml": "brand: {name: x, logo: link.png}\n"}, "leads out of briefs/media/"),
    "logo-huge": (
        {"briefs/project.yaml": "brand: {name: x, logo: a.png}\n", "briefs/media/a.png": HUGE},
        "is 9000 by 9000 pixels",
    ),
    "typeface-great": (
        {"briefs/project.yaml": "brand: {typefaces: {serif: X}}\n", "briefs/media/fonts/x.ttf": bytes(6_000_000)},
        "holds over 5,000,000 bytes",
    ),
    "theme-of-blanks": (
        {
            "briefs/project.yaml": "theme: own\nbrand: {colours: {accent: '#123456'}}\n",
            "styles/themes/own.css": f":root {{ {'-' * 200_000} --a:{' ' * 200_000} }}",
        },
        "is no colour of the theme",
    ),
    "style-in-style": (
        {
            "briefs/project.yaml": "citation_style: own\n",
            "styles/citation/own.csl": CSL.format(f"<citation><layout>{DEEP}</layout></citation>"),
        },
        "nests deeper than 100 levels",
    ),
    "theme-of-openings": (
        {
            "briefs/project.yaml": "theme: own\nbrand: {colours: {accent: '#123456'}}\n",
            "styles/themes/own.css": ":root {" * 100_000,
        },
        "is no colour of the theme",
    ),
    "style-of-macros": (
        {
            "briefs/project.yaml": "citation_style: own\n",
            "styles/citation/own.csl": CSL.format(
                "".join(f'<macro name="m{n}"><text macro="m{n + 1}"/></macro>' for n in range(15_000))
            ),
        },
        "has over 1,000 macros",
    ),
    "style-that-laughs": (
        {
            "briefs/project.yaml": "citation_style: own\n",
            "styles/citation/own.csl": f"<!DOCTYPE s [<!ENTITY a 'ha'>{LAUGHS}]>{CSL.format('&j;')}",
        },
        "is not XML",
    ),
    "style-of-the-system": (
        {
            "briefs/project.yaml": "citation_style: own\n",
            "styles/citation/own.csl": f"<!DOCTYPE s [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>{CSL.format('&a;')}",
        },
        "is not XML",
    ),
    "style-great": (
        {"briefs/project.yaml": "citation_style: own\n", "styles/citation/own.csl": " " * 2_000_000},
        "holds over 1,000,000 bytes",
    ),
}
"""What all briefs of a project share, which is read before any of them."""
