"""What a check found as SARIF 2.1.0, which code scanning shows as alerts and editors as a list.

The format is the OASIS Standard with Errata 01. GitHub is stricter than the standard: it refuses a file in which one
result has no place, and shows as an open alert what the file calls suppressed. So a problem without a place and a
waiver that does its work are notifications of the run, which GitHub passes over and other readers show.
"""

import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from importlib.metadata import version
from inspect import cleandoc
from typing import Any
from urllib.parse import quote

from policybrief.problem import Place, Problem, dotted
from policybrief.rules import BY_CODE

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

_WAIVED = "waived"
"""The code of a waiver that does its work."""
_LEVELS: Mapping[str, str] = {"error": "error", "warning": "warning", "info": "note"}


def as_sarif(problems: Iterable[Problem]) -> str:
    """One log with one run: every rule, a result for each problem at its place, and notifications for the rest.

    Files are named from the folder in which the check ran, `%SRCROOT%`; a file that was named in full stays so.
    Columns count characters. Nothing in it depends on the hour or the machine.
    """
    told = list(problems)
    waived = [problem for problem in told if problem.code == _WAIVED]
    results = [problem for problem in told if problem.place and problem.code != _WAIVED]
    loose = [problem for problem in told if not problem.place and problem.code != _WAIVED]
    rules = list(dict.fromkeys([*BY_CODE, *(problem.code for problem in results)]))
    notices = list(dict.fromkeys(problem.code for problem in (*waived, *loose)))
    invocation = {
        "executionSuccessful": True,
        "toolConfigurationNotifications": [_notification(problem, notices) for problem in waived],
        "toolExecutionNotifications": [_notification(problem, notices) for problem in loose],
    }
    run = {
        "tool": {"driver": _driver(rules, notices)},
        "columnKind": "unicodeCodePoints",
        "invocations": [invocation],
        "results": list(_results(results, rules)),
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _driver(rules: Iterable[str], notices: Iterable[str]) -> dict[str, Any]:
    return {
        "name": "policybrief",
        "version": version("policybrief"),
        "rules": [_descriptor(code) for code in rules],
        "notifications": [_descriptor(code) for code in notices],
    }


def _descriptor(code: str) -> dict[str, Any]:
    rule = BY_CODE.get(code)
    if not rule:
        about = {"text": "No rule of the analysis: what reading the brief, its sources and its settings came upon."}
        short = {"text": code.replace("-", " ")}
        return {"id": code, "shortDescription": short, "fullDescription": about, "help": about}
    paragraphs = [" ".join(paragraph.split()) for paragraph in cleandoc(rule.__doc__ or "").split("\n\n")]
    first, *why = paragraphs
    more = f"`policybrief explain {code}` has examples; `waivers:` in the brief lets an item pass, with a reason."
    return {
        "id": code,
        "shortDescription": {"text": first},
        "fullDescription": {"text": " ".join(paragraphs)},
        "help": {"text": "\n\n".join([*paragraphs, more]), "markdown": "\n\n".join([f"**{first}**", *why, more])},
        "defaultConfiguration": {"level": _LEVELS[rule.SEVERITY]},
    }


def _results(problems: Sequence[Problem], rules: Sequence[str]) -> Iterator[dict[str, Any]]:
    for problem, fingerprint in zip(problems, _fingerprints(problems), strict=True):
        yield {
            "ruleId": problem.code,
            "ruleIndex": rules.index(problem.code),
            **_said(problem),
            "partialFingerprints": {"codeAndPath/v1": fingerprint},
        }


def _notification(problem: Problem, notices: Sequence[str]) -> dict[str, Any]:
    return {"descriptor": {"id": problem.code, "index": notices.index(problem.code)}, **_said(problem)}


def _said(problem: Problem) -> dict[str, Any]:
    logical = [{"fullyQualifiedName": dotted(problem.path)}] if problem.path else []
    location = {
        **({"physicalLocation": _physical(problem.place)} if problem.place else {}),
        **({"logicalLocations": logical} if logical else {}),
    }
    return {
        "level": _LEVELS[problem.severity],
        "message": {"text": problem.in_a_line()},
        "locations": [location] if location else [],
    }


def _physical(place: Place) -> dict[str, Any]:
    """The words that are meant, within their line; an empty region where the line ends before them."""
    end = max(place.column, min(place.column + place.length, len(place.source) + 1))
    region: dict[str, Any] = {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.line,
        "endColumn": end,
    }
    physical: dict[str, Any] = {"artifactLocation": _file(place), "region": region}
    if place.source:
        region["snippet"] = {"text": place.source[place.column - 1 : end - 1]}
        physical["contextRegion"] = {"startLine": place.line, "snippet": {"text": place.source}}
    return physical


def _file(place: Place) -> dict[str, str]:
    if place.file.is_absolute():
        return {"uri": place.file.as_uri()}
    return {"uri": quote(os.fsencode(place.file.as_posix())), "uriBaseId": "%SRCROOT%"}


def _fingerprints(problems: Iterable[Problem]) -> Iterator[str]:
    """What makes a problem the same one when lines move: code, path and file; equal ones are counted.

    GitHub tells alerts apart by `primaryLocationLineHash` alone, which its upload makes from the text of the line; with
    one of ours in its place it would warn of each.
    """
    seen: Counter[str] = Counter()
    for problem in problems:
        file = problem.place.file.as_posix() if problem.place else ""
        identity = "\0".join([problem.code, dotted(problem.path), file])
        seen[identity] += 1
        yield f"{sha256(os.fsencode(identity)).hexdigest()[:32]}:{seen[identity]}"
