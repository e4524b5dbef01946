"""The rules on a brief: what they find, with its place, as loud as the project wants it, without what is waived."""

from collections.abc import Collection, Iterator
from difflib import get_close_matches

from policybrief.case import Case, Found
from policybrief.part import either
from policybrief.problem import Problem, Steps, in_order
from policybrief.project import Project
from policybrief.rules import BY_CODE, RULES, Rule
from policybrief.yamlfile import YamlFile


def lint(case: Case, file: YamlFile, select: Collection[str] = (), ignore: Collection[str] = ()) -> tuple[Problem, ...]:
    """Every problem that a rule finds, in the order of the file. `select` and `ignore` hold codes; none selects all.

    A waiver takes away the problems of its rule on its item, and is told itself: as an info with its reason, or as a
    warning where it waives nothing.
    """
    chosen = [rule for rule in RULES if (not select or rule.CODE in select) and rule.CODE not in ignore]
    found = [(problem, item) for rule in chosen for problem, item in _problems(rule, case, file)]
    waived = {
        number: [problem for problem, item in found if problem.code == waiver.rule and waiver.item in (None, item)]
        for number, waiver in enumerate(case.brief.waivers)
    }
    gone = {problem for problems in waived.values() for problem in problems}
    kept = [problem for problem, _ in found if problem not in gone]
    told = _waiver_problems(case, file, waived, {rule.CODE for rule in chosen})
    return in_order([*kept, *told])


def settings_problems(project: Project) -> Iterator[Problem]:
    """What a project says of rules that there are none of: what it wants louder or off stays as it was."""
    file = project.settings_file
    for code in project.settings.rules if file else ():
        if code not in BY_CODE:
            assert file, "settings come from a file"
            place = file.place(("rules", code), on_key=True)
            yield Problem("unknown-rule", "is no rule", ("rules", code), unknown_code(code), "warning", place)


def _problems(rule: Rule, case: Case, file: YamlFile) -> Iterator[tuple[Problem, str]]:
    """With the id of the item that each is about, "" for the brief itself."""
    severity = case.settings.rules.get(rule.CODE, rule.SEVERITY)
    if severity == "off":
        return
    for found in rule.check(case):
        place = file.place(found.steps, word=found.word)
        yield Problem(rule.CODE, found.message, found.steps, found.hint, severity, place), _item_at(found, case)


def _item_at(found: Found, case: Case) -> str:
    return next((item for item, steps in case.paths.items() if found.steps[: len(steps)] == steps), "")


def _waiver_problems(
    case: Case, file: YamlFile, waived: dict[int, list[Problem]], active: Collection[str]
) -> Iterator[Problem]:
    for number, waiver in enumerate(case.brief.waivers):
        steps: Steps = ("waivers", number)
        where = f" on {waiver.item}" if waiver.item else ""
        if waiver.rule not in BY_CODE:
            message, hint = f"waives '{waiver.rule}', which is no rule", unknown_code(waiver.rule)
            yield Problem("unknown-rule", message, steps, hint, "warning", file.place((*steps, "rule")))
        elif waived[number]:
            message = f"waives {waiver.rule}{where}: {waiver.because}"
            yield Problem("waived", message, steps, "", "info", file.place(steps))
        elif waiver.rule in active and case.settings.rules.get(waiver.rule) != "off":
            message = f"waives {waiver.rule}{where}, which finds nothing there"
            yield Problem("unused-waiver", message, steps, "delete it", "warning", file.place(steps))


def unknown_code(code: str) -> str:
    """The hint for a code that no rule has."""
    near = get_close_matches(code, BY_CODE, 3, 0.6)
    return f"did you mean {either(near)}?" if near else "`policybrief rules` lists them"
