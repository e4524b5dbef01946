"""At most one sentence in three is in the passive.

A passive leaves out who does it: 'it was decided' names nobody who could be asked, and a reader of policy wants to know
who acts (ICD 203, analytic standard 6: language and syntax convey meaning clearly; the share is custom, not a
standard). A passive is taken to be a form of 'be' before a participle, with an adverb or two between them; what is
'united' or 'concerned' is an adjective, and is let pass. A brief of fewer than ten sentences is not counted, nor is
what stands in quotation marks.
"""

import re
from collections.abc import Iterator

from policybrief.case import Case, Found

CODE = "many-passives"
SEVERITY = "info"
_ACTIVE = "Two readers took each report and wrote down what they made of it. "
_PASSIVE = "Each of the reports was read twice, and was then graded. "
GOOD = (
    f"method: {_ACTIVE * 9}{_PASSIVE * 3}",
    f"method: {_ACTIVE * 6}{'A reader says “it was made” and “it was read”. ' * 9}",
    f"method: {'The readers are interested, and were concerned about what is limited or needed. ' * 9}",
)
BAD = (
    f"method: {_PASSIVE * 12}",
    f"retrospective: {'The estimate was not often enough explained. The dates were hardly ever given. ' * 6}",
)
SHARE, FEWEST = 1 / 3, 10

_IRREGULAR = """
    beaten begun bent bet bitten blown bought bound bred broadcast broken brought built burnt cast caught chosen cut
    dealt done drawn driven dug eaten fed felt flown forbidden forecast foreseen forgiven forgotten fought found frozen
    given ground grown heard held hidden hit hung hurt kept known laid learnt led left lent lit lost made meant met
    mown outdone overcome overheard overridden overseen overtaken overthrown paid proven put quit read rebuilt redrawn
    reread rewritten ridden rung said seen sent set sewn shaken shed shot shown shrunk shut slain sold sought sown
    spelt spent spilt split spoken spread sprung spun stolen strewn stricken struck stuck sung sunk swept sworn swung
    taken taught thought thrown told torn trodden undergone understood undertaken undone upheld upset withdrawn withheld
    woken won worn wound woven written
"""
_ADJECTIVES = """
    advanced aged belated biased committed complicated concerned crowded dedicated determined disappointed
    distinguished experienced exposed hundred inclined indebted indeed interested isolated limited
    mixed naked need opposed outdated pleased prepared sacred satisfied skilled speed sophisticated
    supposed surprised tired united unprecedented untried used wicked worried
"""
"""Words in -ed that mostly say how a thing is, not what is done to it; and some that are no participles at all."""
_ADVERB = (
    r"(?:\w+ly|not|never|ever|also|still|now|then|often|once|yet|even|both|all|again|soon|just|well|first|thus|too)"
)
_PASSIVE_FORM = re.compile(
    r" (?:is|are|was|were|be|been|being|(?:is|are|was|were)n['’]t) "
    rf"(?:{_ADVERB} (?:enough )?){{0,2}}"
    rf"(?!(?:{'|'.join(_ADJECTIVES.split())})\b)"
    rf"(?:\w{{2,}}ed|{'|'.join(_IRREGULAR.split())})\b(?!-)"
)


def check(case: Case) -> Iterator[Found]:
    sentences = [sentence for sentence in case.sentences if len(sentence.own.split()) > 2]
    passive = [(found, sentence) for sentence in sentences if (found := _PASSIVE_FORM.search(sentence.own))]
    if len(sentences) >= FEWEST and len(passive) > SHARE * len(sentences):
        found, first = passive[0]
        message = f"says '{found[0].strip()}', the first of {len(passive)} passives in {len(sentences)} sentences"
        hint = "say who does it: up to one sentence in three may be in the passive"
        yield Found(first.steps, message, hint, found[0].strip())
