"""What a build did, for programs: which files it wrote and why, what it left, and what is wrong with what."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from policybrief.batch import Batch, Outcome
from policybrief.problem import Problem
from policybrief.report import record


def as_json(
    batch: Batch,
    outcomes: Iterable[Outcome],
    began: datetime,
    seconds: float,
    refused: Sequence[Problem],
    differing: Sequence[Path],
) -> bytes:
    """One object: `version` 1, `began`, `seconds` in all, `made_with`, `problems`, `briefs`, `left` and `differing`.

    `problems` are those of the project or of the system, which keep all of it from being done. Each of `briefs` has
    brief, state (built, unchanged, failed), why (new, changed, missing, forced, or "" of what is unchanged), seconds,
    outputs (file, sha256, bytes, and whether it was written now), warnings, and of one that failed error and problems,
    as `check` tells them. `left` are the files that no brief makes any more, `differing` those that `--verify` found to
    come out otherwise. All names are always there.
    """
    told = {
        "version": 1,
        "began": began.isoformat(timespec="seconds"),
        "seconds": round(seconds, 3),
        "made_with": {**batch.manifest.made_with},
        "problems": [record(problem) for problem in refused],
        "briefs": [_brief(batch, outcome) for outcome in outcomes],
        "left": [file.as_posix() for file in batch.left()],
        "differing": [file.as_posix() for file in differing],
    }
    return json.dumps(told, ensure_ascii=False, indent=2).encode(errors="backslashreplace") + b"\n"


def _brief(batch: Batch, outcome: Outcome) -> Mapping[str, object]:
    refused = outcome.refused
    return {
        "brief": outcome.path.as_posix(),
        "state": outcome.state,
        "why": outcome.why,
        "seconds": round(outcome.seconds, 3),
        "outputs": [
            {
                "file": file.as_posix(),
                "sha256": output.sha256,
                "bytes": output.size,
                "written": file in outcome.files,
            }
            for file, output in batch.outputs(outcome.path)
        ],
        "warnings": [*outcome.warnings],
        "error": refused.told if refused else "",
        "problems": [record(problem) for problem in refused.problems] if refused else [],
    }
