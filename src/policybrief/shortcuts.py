"""Shortcuts through WeasyPrint: the same bytes in less time, but for one that is seen. Each can be left out.

Made for WeasyPrint 70.0 and tinyhtml5 2.1. tests/test_shortcuts.py compares the bytes with and
without them, and says what to do when what they stand in for has changed.
"""

import ctypes.util
import sys
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from copy import copy
from functools import cached_property, lru_cache
from importlib import import_module
from math import inf
from operator import itemgetter
from pathlib import Path
from re import ASCII
from re import compile as pattern
from types import ModuleType
from typing import Any

Put = Callable[[Any, str, Any], None]
"""Puts something in the place of what a module or class calls by a name, wherever that was imported to."""


@contextmanager
def shortened(weasyprint: ModuleType, left_out: Collection[str] = ()) -> Iterator[None]:
    """Within, WeasyPrint takes the SHORTCUTS but those that are left out, by their names."""
    held: list[tuple[Any, str, Any]] = []
    modules = [module for key, module in sys.modules.items() if key.startswith("weasyprint.")]

    def put(owner: Any, name: str, new: Any) -> None:
        old = vars(owner)[name]
        for place in (owner, *(module for module in modules if vars(module).get(name) is old and module is not owner)):
            held.append((place, name, old))
            setattr(place, name, new)

    try:
        for shortcut in SHORTCUTS:
            if shortcut.__name__ not in left_out:
                shortcut(weasyprint, put)
        yield
    finally:
        for owner, name, old in reversed(held):
            setattr(owner, name, old)


@contextmanager
def loaded_lightly() -> Iterator[None]:
    """Within, WeasyPrint is imported in half the time: without what few pages need, and without asking a compiler.

    Linux finds a library by the last of the names that WeasyPrint tries; for the others Python would start `ldconfig`,
    `gcc` and `ld`, two hundred times.
    """
    found, modules = ctypes.util.find_library, {name: _Later(name) for name in _SELDOM if name not in sys.modules}
    if sys.platform == "linux":
        ctypes.util.find_library = lambda name: None
    sys.modules.update(modules)
    try:
        yield
    finally:
        ctypes.util.find_library = found
        for name in modules:
            del sys.modules[name]


_SELDOM = ("fontTools.subset", "fontTools.varLib.instancer")
"""What WeasyPrint calls only where HarfBuzz is missing, and for a variable typeface."""


class _Later(ModuleType):
    """Stands for a module: whatever it has is a function that imports the module when it is called."""

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("__"):
            raise AttributeError(name)

        def called(*given: Any, **named: Any) -> Any:
            return getattr(import_module(self.__name__), name)(*given, **named)

        return called


def least_width_where_it_matters(weasyprint: Any, put: Put) -> None:
    """What shrinks to fit and has room for all is as wide as all: nobody asks for its least width."""
    preferred = weasyprint.layout.preferred

    def shrink_to_fit(context: Any, box: Any, available: float) -> Any:
        most = preferred.max_content_width(context, box, outer=False)
        if most <= available:
            return most
        return min(max(preferred.min_content_width(context, box, outer=False), available), most)

    put(preferred, "shrink_to_fit", shrink_to_fit)


_LINE = (
    "direction", "font_language_override", "font_stretch", "font_style", "font_weight", "font_size", "font_kerning",
    "font_variant_caps", "font_variant_ligatures", "font_variant_position", "font_variant_numeric",
    "font_variant_alternates", "font_variant_east_asian", "font_feature_settings", "font_variation_settings",
    "hyphenate_character", "hyphenate_limit_chars", "hyphenate_limit_zone", "hyphens", "lang", "letter_spacing",
    "overflow_wrap", "tab_size", "text_decoration_line", "white_space", "word_break", "word_spacing",
)  # fmt: skip
"""What of a style has a say in where a line breaks and in how it looks."""


def lines_set_once(weasyprint: Any, put: Put) -> None:
    """A text of one style breaks in one width as it did before: in another try of a page, in a running head.

    What fits on one line is the same line wherever there is room for it: a cell is measured before it is set.
    """
    breaks = weasyprint.text.line_break
    split, layouts, traits = breaks.split_first_line, breaks.Layout, itemgetter(*_LINE)

    def split_first_line(
        text: str, style: Any, context: Any, width: float | None, spacing: float, is_line_start: bool = True,
        minimum: bool = False,
    ) -> Any:  # fmt: skip
        line = text, tuple(style["font_family"]), traits(style), spacing
        known = vars(style.font_config).setdefault("lines", {})
        try:
            found = known.get(line)
        except TypeError:
            return split(text, style, context, width, spacing, is_line_start, minimum)
        if found is None or (width is not None and found[3] > width):
            here = line, width, is_line_start, minimum
            found = known.get(here)
            if found is None:
                found = split(text, style, context, width, spacing, is_line_start, minimum)
                is_whole = found[2] is None and found[0].text == text and (width is None or found[3] <= width)
                known[line if is_whole else here] = found
                return found
        layout = layouts.__new__(layouts)
        vars(layout).update(vars(found[0]), max_width=width)
        return layout, *found[1:]

    put(breaks, "split_first_line", split_first_line)


def patterns_kept(weasyprint: Any, put: Put) -> None:
    """The parser of HTML keeps the patterns that it makes of letters, but never finds them again."""
    from tinyhtml5 import inputstream

    class Patterns(dict[Any, Any]):
        def __missing__(self, key: tuple[Collection[str], bool]) -> Any:
            letters = "".join(f"\\x{ord(letter):02x}" for letter in key[0])
            made = self[key] = pattern(f"[{'' if key[1] else '^'}{letters}]+")
            return made

    put(inputstream, "characters_until_regex", Patterns())


def breaks_found_once(weasyprint: Any, put: Put) -> None:
    """Where a text may be broken is asked of the same words in several widths."""
    breaks = weasyprint.text.line_break
    put(breaks, "get_log_attrs", lru_cache(4096)(breaks.get_log_attrs))


def lines_drawn_as_they_were_set(weasyprint: Any, put: Put) -> None:
    """What Pango set for measuring is drawn, where it is neither justified nor shortened, and not set once more."""
    layouts, text = weasyprint.text.line_break.Layout, weasyprint.draw.text
    set_up, draw = layouts.setup, text.draw_first_line

    def deactivate(layout: Any) -> None:
        pass

    def reactivate(layout: Any, style: Any) -> None:
        if layout.justification_spacing:
            anew(layout, style)

    def anew(layout: Any, style: Any) -> None:
        set_up(layout, style)
        layout.set_text(layout.text, justify=True)

    def draw_first_line(stream: Any, box: Any, overflow: str, ellipsis: Any, matrix: Any) -> Any:
        if overflow == "ellipsis" or ellipsis != "none":
            anew(box.pango_layout, box.style)
        return draw(stream, box, overflow, ellipsis, matrix)

    put(layouts, "deactivate", deactivate)
    put(layouts, "reactivate", reactivate)
    put(text, "draw_first_line", draw_first_line)


def plain_values_at_once(weasyprint: Any, put: Put) -> None:
    """Most values are inherited, initial, or a word or a length: no variable, function or list has a say in them."""
    css = weasyprint.css
    initial_values, computers = css.INITIAL_VALUES, css.COMPUTER_FUNCTIONS
    missing, missing_of_none = css.ComputedStyle.__missing__, css.AnonymousStyle.__missing__
    # What a style does not say of these is that of its parent, though they do not inherit.
    passed_on = {"page", *(f"text_decoration_{part}" for part in ("color", "line", "style", "thickness"))}
    special = {"float", "display", "position"} | {key for key in initial_values if key[:16] == "text_decoration_"}
    logical = {
        key: {name(block="ttb", inline=inline) for inline in ("ltr", "rtl")}
        for key, name in css.PHYSICAL_FUNCTIONS.items()
    }
    inherited = (css.INHERITED - special) | passed_on
    initial = initial_values.keys() - special - inherited
    computed = initial & css.INITIAL_NOT_COMPUTED & computers.keys()
    initial -= css.INITIAL_NOT_COMPUTED
    ordinary = (initial | computed | inherited) - passed_on
    tokens = css.tinycss2.ast
    plain = {str, float, int, type(initial_values["margin_left"]), tokens.HashToken, tokens.IdentToken}

    def found(style: Any, key: str) -> Any:
        cascaded = style.cascaded
        if key in logical and not logical[key].isdisjoint(cascaded):
            return missing(style, key)
        if key in cascaded:
            value = cascaded[key][0]
            if key not in ordinary or value.__class__ not in plain or value in ("inherit", "initial"):
                return missing(style, key)
            if key in computers:
                value = computers[key](style, key, value)
        elif key in initial:
            value = initial_values[key]
        elif key in inherited and style.parent_style is not None:
            value = style.parent_style[key]
        elif key in computed:
            value = computers[key](style, key, initial_values[key])
        else:
            return missing(style, key)
        style[key] = value
        return value

    def found_of_none(style: Any, key: str) -> Any:
        if key in initial:
            value = style[key] = initial_values[key]
            return value
        if key in inherited:
            value = style[key] = style.parent_style[key]
            return value
        return missing_of_none(style, key)

    put(css.ComputedStyle, "__missing__", found)
    put(css.AnonymousStyle, "__missing__", found_of_none)


def marks_styled_where_they_stand(weasyprint: Any, put: Put) -> None:
    """Each element may have a marker, a note and its call, six in all: those that are asked for are styled."""
    matcher, styles = weasyprint.html.UA_STYLESHEET.matcher, weasyprint.css.StyleFor
    set_now, style_for = styles.set_computed_styles, styles.__call__
    common: dict[str, dict[str, Any]] = {}
    others = []
    for selector in matcher.other_selectors:
        _, specificity, _, pseudo_type, (declarations, _) = selector
        if pseudo_type and specificity == (0, 0, 1):
            weight = weasyprint.css.declaration_precedence("user agent", importance=False), inf, specificity
            common.setdefault(pseudo_type, {}).update((name, (value, weight)) for name, value, _ in declarations)
        else:
            others.append(selector)

    def set_computed_styles(
        self: Any, element: Any, parent: Any, root: Any = None, pseudo_type: str | None = None, *rest: Any, **named: Any
    ) -> None:
        if pseudo_type in common:
            self.get_cascaded_styles()[element, pseudo_type] = {
                **common[pseudo_type],
                **self.get_cascaded_styles()[element, pseudo_type],
            }
        set_now(self, element, parent, root, pseudo_type, *rest, **named)

    def styled(self: Any, element: Any, pseudo_type: str | None = None) -> Any:
        computed = self.get_computed_styles()
        if pseudo_type in common and (element, pseudo_type) not in computed:
            parent = computed[element, None]
            computed[element, pseudo_type] = weasyprint.css.ComputedStyle(
                parent, common[pseudo_type], pseudo_type, parent if parent.is_root_element else parent.root_style,
                parent.base_url, self.font_config, self.initial_page_sizes,
            )  # fmt: skip
        return style_for(self, element, pseudo_type)

    put(matcher, "other_selectors", others)
    put(styles, "set_computed_styles", set_computed_styles)
    put(styles, "__call__", styled)


_AROUND = (
    "margin_left", "margin_right", "padding_left", "padding_right", "margin_top", "margin_bottom", "padding_top",
    "padding_bottom",
)  # fmt: skip
_WITHIN = ("width", "min_width", "max_width", "height", "min_height", "max_height")


def lengths_kept_with_their_style(weasyprint: Any, put: Put) -> None:
    """Where all lengths of a style are pixels or `auto`, they are the same for all of its boxes, wherever."""
    percent, page = weasyprint.layout.percent, weasyprint.formatting_structure.boxes.PageBox
    resolve, dimension = percent.resolve_percentages, type(weasyprint.css.INITIAL_VALUES["margin_left"])
    around, within = itemgetter(*_AROUND), itemgetter(*_WITHIN)
    used = [*_AROUND, *_WITHIN, *(f"border_{side}_width" for side in ("top", "right", "bottom", "left"))]

    def resolve_percentages(box: Any, containing_block: Any) -> None:
        style = box.style
        # Boxes in a grid are told their size by their style.
        sizes, known = within(style), vars(style).get("lengths")
        if known and known[0] == sizes:
            vars(box).update(known[1])
            return
        resolve(box, containing_block)
        lengths = (*around(style), *sizes)
        if style["border_collapse"] != "collapse" and not isinstance(box, page) and all(map(is_fixed, lengths)):
            vars(style)["lengths"] = sizes, {name: vars(box)[name] for name in used}

    def is_fixed(length: Any) -> bool:
        return length == "auto" or (length.__class__ is dimension and length.unit == "px")

    put(percent, "resolve_percentages", resolve_percentages)


def flow_told_at_once(weasyprint: Any, put: Put) -> None:
    """Whether a box stands in the flow is asked twenty times of each: two looks instead of five questions."""
    boxes = weasyprint.formatting_structure.boxes

    def is_in_normal_flow(box: Any) -> bool:
        style = box.style
        return style["float"] == "none" and style["position"] in ("static", "relative")

    put(boxes.Box, "is_in_normal_flow", is_in_normal_flow)


def struts_known_by_their_style(weasyprint: Any, put: Put) -> None:
    """The strut of a line is kept by its style: as it is, not written out as a text each time."""
    breaks = weasyprint.text.line_break
    measured, traits = breaks.strut, itemgetter(*_STRUT)
    sizes = itemgetter(*_STRUT, "font_size", "line_height")

    def _font_style_cache_key(style: Any, include_size: bool = False) -> Any:
        return sizes(style) if include_size else traits(style)

    def strut(style: Any) -> Any:
        return style.font_config.strut_layouts.get(sizes(style)) or measured(style)

    put(breaks, "_font_style_cache_key", _font_style_cache_key)
    put(breaks, "strut", strut)


_STRUT = (
    "font_family", "font_style", "font_stretch", "font_weight", "font_variant_ligatures", "font_variant_position",
    "font_variant_caps", "font_variant_numeric", "font_variant_alternates", "font_variant_east_asian",
    "font_feature_settings", "font_variation_settings", "font_language_override", "lang",
)  # fmt: skip


def drawings_read_once(weasyprint: Any, put: Put) -> None:
    """What drawings say of themselves are texts that come again and again. A colour is changed where it is used."""
    utils = weasyprint.svg.utils
    read = lru_cache(1024)(utils.color)
    put(utils, "color", lambda text: copy(read(text)))
    for name in ("size", "normalize", "parse_url"):
        put(utils, name, lru_cache(4096)(getattr(utils, name)))


def words_of_drawings_set_whole(weasyprint: Any, put: Put) -> None:
    """A text of a drawing is set letter by letter. What begins at one point is set as all other text: with kerning.

    This one is seen: the letters stand a hair nearer to each other.
    """
    svg = weasyprint.svg
    letter_by_letter, normalize = svg.text, svg.utils.normalize

    def text(drawing: Any, node: Any, font_size: float) -> None:
        is_placed = any(len(normalize(node.get(name, "")).split()) > 1 for name in ("x", "y", "dx", "dy", "rotate"))
        if node.text and not is_placed and not node.get("letter-spacing") and not node.get("textLength"):
            node._etree_node.text = _Whole(node.text)
        letter_by_letter(drawing, node, font_size)

    put(svg, "TAGS", {tag: text if draw is letter_by_letter else draw for tag, draw in svg.TAGS.items()})
    put(svg, "text", text)


class _Whole(str):
    """A text that has itself as its only letter."""

    __slots__ = ()

    def __iter__(self) -> Iterator[str]:
        yield str(self)


def facts_kept_without_a_lock(weasyprint: Any, put: Put) -> None:
    """What is known of an element is kept when it is first asked for, as Python 3.12 does it."""

    class Kept:
        def __init__(self, name: str, find: Callable[[Any], Any]) -> None:
            self.name, self.find = name, find

        def __get__(self, owner: Any, _kind: type) -> Any:
            found = vars(owner)[self.name] = self.find(owner)
            return found

    for owner in (weasyprint.css.cssselect2.ElementWrapper, weasyprint.css.Style):
        for name, fact in list(vars(owner).items()):
            if isinstance(fact, cached_property):
                put(owner, name, Kept(name, fact.func))


_TAG = pattern(r"(/?)([a-z][a-z0-9]*)((?:\s+[A-Za-z][\w:-]*=\"[^\"&\0]*\")*)\s*(/?)>", ASCII)
_ATTRIBUTE = pattern(r"([A-Za-z][\w:-]*)=\"([^\"]*)\"", ASCII)


def tags_read_whole(weasyprint: Any, put: Put) -> None:
    """A tag as templates write them is read by one pattern, and not letter by letter."""
    from tinyhtml5 import tokenizer

    kinds: Any = vars(tokenizer)["Token"]
    letter_by_letter: Callable[[Any], bool] = tokenizer.HTMLTokenizer.tag_open_state

    def tag_open_state(self: Any) -> bool:
        stream = self.stream
        found = _TAG.match(stream.chunk, stream.chunk_offset)
        if not found or (found[1] and (found[3] or found[4])):
            return letter_by_letter(self)
        data = [[name.lower(), value] for name, value in _ATTRIBUTE.findall(found[3])]
        token = {"type": kinds.START_TAG, "name": found[2], "data": data, "selfClosing": bool(found[4])}
        if found[1]:
            token["type"] = kinds.END_TAG
        else:
            token["selfClosingAcknowledged"] = False
        stream.chunk_offset = found.end()
        self.current_token = token
        self.emit_current_token()
        return True

    put(tokenizer.HTMLTokenizer, "tag_open_state", tag_open_state)


def paragraphs_told_apart(weasyprint: Any, put: Put) -> None:
    """A text without a break is one paragraph from the beginning: to say so when it is drawn is to set it anew."""
    breaks = weasyprint.text.line_break
    pango, set_text, several = breaks.pango, breaks.Layout.set_text, pattern("[\n\r\u2029]")

    def set_text_of_one(layout: Any, text: str, justify: bool = False) -> None:
        pango.pango_layout_set_single_paragraph_mode(layout.layout, not several.search(text))
        set_text(layout, text, justify)

    put(breaks.Layout, "set_text", set_text_of_one)


_DIGITS = dict.fromkeys(map(ord, "0123456789"))


class _Hyphens(dict[str, Any]):
    """The patterns of a language by their letters, each read when it is first met."""

    def get(self, letters: str, default: Any = None) -> Any:
        written = dict.get(self, letters)
        if isinstance(written, str):
            # A digit stands before each letter, or none, and one may stand at the end.
            levels = [int(level or "0") for level, _ in _LEVELS(written)]
            used = [place for place, level in enumerate(levels) if level]
            written = self[letters] = (used[0], tuple(levels[used[0] : used[-1] + 1])) if used else default
        return written


_LEVELS = pattern(r"(\d?)(\D?)").findall


def hyphens_read_when_met(weasyprint: Any, put: Put) -> None:
    """Of the thousands of patterns of a language, a brief meets a few hundred: 0.97 of a first print."""
    import pyphen

    read_whole: Callable[[Any, Path], None] = pyphen.HyphDict.__init__
    no_pattern = pyphen.ignored

    def read(self: Any, path: Path) -> None:
        head, _, text = path.read_bytes().partition(b"\n")
        if b"^^" in text or b"/" in text or head.lower().startswith(b"microsoft"):
            read_whole(self, path)
            return
        lines = [line.strip() for line in text.decode(head.decode().strip()).split("\n")]
        self.patterns = _Hyphens((line.translate(_DIGITS), line) for line in lines if not line.startswith(no_pattern))
        self.patterns.pop("", None)
        self.cache, self.maxlen = {}, max(map(len, self.patterns))

    put(pyphen.HyphDict, "__init__", read)


SHORTCUTS = (
    least_width_where_it_matters,
    lines_set_once,
    breaks_found_once,
    lines_drawn_as_they_were_set,
    plain_values_at_once,
    marks_styled_where_they_stand,
    lengths_kept_with_their_style,
    flow_told_at_once,
    struts_known_by_their_style,
    drawings_read_once,
    words_of_drawings_set_whole,
    facts_kept_without_a_lock,
    patterns_kept,
    tags_read_whole,
    paragraphs_told_apart,
    hyphens_read_when_met,
)
