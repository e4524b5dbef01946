"""The house has floors: a module imports only from the floors below it, so there is one direction to read in.

FLOORS begins at the ground. A new module gets a place here on the day it appears.
"""

import ast
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "src" / "policybrief"
PACKAGES = {f"policybrief{name}" for name in ("", ".exchange", ".drawings", ".figures", ".preview", ".rules")}

FLOORS = """
problem home disk crew manifest preview.watch headers linkwords media pieces shortcuts theme
cache folder made structure
logo typefaces
fetch fingerprint fonts yamlfile
declarations instances look
vocabulary prose pandoc csl
locators cslfaults
part
date estimate brand
source words
items citeproc sourcing
brief
numbering validate
review
trace
drawable
project
sentences schemaforms
load case
length
rules.*
rules.__init__
lint sarif schema
report
figures.svg figures.letters figures.sheets
figures.grid
figures.ruler figures.timeaxis
figures.bars figures.board figures.cone figures.evidence figures.matrix figures.mix figures.roadmap figures.timeline
figures.__init__
citations shown
document views
annex drawings.pair entries metadata register
drawings.bars drawings.board drawings.cone drawings.evidence drawings.matrix drawings.mix drawings.roadmap
drawings.timeline
drawings.__init__
compose
render
paper
tagging
pdf picture webpage
build
batch
again doctor preview.server lengthtext scaletext start tracetext splice
accept buildreport preview.hand
preview.desk
preview.__init__
exchange.custom exchange.dates exchange.latex exchange.ristags yamltext
exchange.item exchange.keys exchange.bibfile
exchange.bibfields exchange.rislines exchange.csljson
exchange.bibpandoc
exchange.bibtex exchange.ris exchange.__init__ library
cli.console
cli.build cli.check cli.figure cli.length cli.preview cli.sources cli.start cli.reference cli.trace
cli.__init__
__init__ __main__
"""

MODEL = {"part", "brand", "items", "brief", "date", "estimate", "source", "project", "validate"}
ONE_FILE_EACH = {
    "click": {
        "cli.__init__",
        "cli.build",
        "cli.check",
        "cli.console",
        "cli.figure",
        "cli.length",
        "cli.preview",
        "cli.reference",
        "cli.sources",
        "cli.start",
        "cli.trace",
    },
    "cffi": {"declarations"},
    "fontTools": {"webpage"},
    "jinja2": {"render"},
    "PIL": {"figures.letters"},
    "markdown_it": {"prose"},
    "pikepdf": {"tagging"},
    "uharfbuzz": {"instances"},
    "pydantic": MODEL,
    "pydantic_core": MODEL,
    "weasyprint": {"pdf"},
    "yaml": {"yamlfile"},
}

modules = sorted(".".join(path.relative_to(PACKAGE).with_suffix("").parts) for path in PACKAGE.rglob("*.py"))
rules = [module for module in modules if module.startswith("rules.") and module != "rules.__init__"]
_lines = enumerate(FLOORS.replace("rules.*", " ".join(rules)).split("\n"))
floor_of = {module: floor for floor, line in _lines for module in line.split()}


@cache
def imported_by(module: str) -> set[str]:
    """Every module that it names in an import, wherever in the file: of ours `problem`, of others `jinja2.sandbox`."""
    names = set()
    for node in ast.walk(ast.parse((PACKAGE / f"{module.replace('.', '/')}.py").read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module in PACKAGES:
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add(str(node.module))
    return {name.removeprefix("policybrief.") for name in names}


def test_every_module_stands_on_a_floor():
    assert sorted(floor_of) == sorted(modules)


@pytest.mark.parametrize("module", modules)
def test_a_module_imports_only_from_floors_below_its_own(module):
    ours = {name for name in imported_by(module) if name in floor_of}
    assert not {name for name in ours if floor_of[name] >= floor_of[module]}


@pytest.mark.parametrize("library", ONE_FILE_EACH)
def test_a_heavy_library_is_imported_where_it_belongs(library):
    users = {module for module in modules if any(name.split(".")[0] == library for name in imported_by(module))}
    assert users <= ONE_FILE_EACH[library]


def test_to_print_neither_the_model_nor_the_templates_are_loaded():
    code = "import sys, policybrief.pdf; print(*{'pydantic', 'jinja2', 'yaml'} & {*sys.modules})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert not done.stdout.split()
