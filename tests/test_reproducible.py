"""The same briefs make the same bytes, whoever builds them, where and how."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import BRIEFS, ROOT

WAYS = (
    {"jobs": "1", "PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C.UTF-8"},
    {"jobs": "2", "PYTHONHASHSEED": "4711", "TZ": "Pacific/Kiritimati", "LC_ALL": "lt_LT.UTF-8"},
)


@pytest.mark.slow
def test_nothing_of_the_place_is_in_what_is_built(tmp_path: Path) -> None:
    built = []
    for number, way in enumerate(WAYS):
        out, cache = tmp_path / f"output{number}", tmp_path / f"cache{number}"
        command = [sys.executable, "-m", "policybrief", "build", "--out", str(out), "--jobs", way["jobs"]]
        environ = {**os.environ, **way, "XDG_CACHE_HOME": str(cache)}
        subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, timeout=600, check=True)
        built.append({path.name: path.read_bytes() for path in out.iterdir() if path.suffix in (".html", ".pdf")})
    one, other = built
    assert sorted(one) == sorted(f"{name}.{form}" for name in BRIEFS for form in ("html", "pdf"))
    assert [name for name in one if one[name] != other[name]] == []
