"""The command line: the only folder that prints, reads the clock or the environment, and exits.

Exit codes: 0 fine, 1 the content has errors, 2 wrong usage, 3 the environment or the rendering failed.
"""

import atexit
import gc
import os

import click

from policybrief.cli.build import build
from policybrief.cli.check import check, explain, rules
from policybrief.cli.figure import figure
from policybrief.cli.length import length
from policybrief.cli.preview import preview
from policybrief.cli.reference import doctor, scales
from policybrief.cli.sources import sources
from policybrief.cli.start import init, new, schema
from policybrief.cli.trace import trace


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Start with:  policybrief init my-briefs && cd my-briefs && policybrief build",
)
@click.version_option(package_name="policybrief", message="policybrief %(version)s")
def main() -> None:
    """Policy briefs written in YAML, checked, and printed as PDF and web page."""
    # A short run leaves little rubbish and many objects that stay: with rare collections `check` takes 0.93 of the
    # time, and 0.90 of that without a last one over everything at the end; a build of ten pages, without any, 0.98.
    gc.set_threshold(1_000_000, 20, 20)
    atexit.register(gc.freeze)
    # Pydantic would look through every installed package for plug-ins, and let them in: 0.96 without.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")


for command in (
    build,
    preview,
    check,
    length,
    figure,
    init,
    new,
    trace,
    sources,
    rules,
    explain,
    scales,
    schema,
    doctor,
):
    main.add_command(command)
