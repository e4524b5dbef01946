"""A brief of any number of items with long names, in one of three alphabets: every figure is drawn of it."""

import json
from typing import Any

KINDS = ("timeline", "matrix", "cone", "board", "probability", "roadmap", "evidence", "mix")
TEXTS = {
    "en": (
        "Snap exercises without notice move two brigades of the Western Military District to the Suwałki corridor "
        "before any consultation under the Vienna Document can begin",
        "Counterintelligence and cyber-defence capability development programme until 2030",
        "WWW MAP OF THE MAIN COMMAND POSTS, WITH ALL THEIR NUMBERS, MMXXVI",
        "Short",
    ),
    "lt": (
        "Žvalgybos ir kibernetinio saugumo pajėgumų plėtros programa įgyvendinama ne anksčiau kaip iki 2030 m., "
        "todėl ąčęėįšųūž raidės turi būti įskaitomos kiekviename paveiksle",
        "Nepaprastosios padėties įvedimas ir tarpinstitucinis bendradarbiavimas Šiaulių apskrityje",
        "Nebeprisikiškiakopūsteliaujančiaisiaisnepaprastosiosvalstybinėssaugumotarnybos",
        "Ąžuolų ūžesys",
    ),
    "uk": (
        "Спільні навчання, маневри та перекидання військ через Сувалкський коридор: її ґрунтовні наслідки "
        "для оборони є очевидними; сумесныя вучэнні ўзброеных сіл ідуць ва ўсіх абласцях",
        "Дзяржаўныя ўстановы ацэньваюць, што міжведамаснае супрацоўніцтва ўзмацніла б устойлівасць",
        "Ґанок і їжак: є ще ў",
        "Електроенергопостачальногідророзподільновиробниче об’єднання",
    ),
}
OWNERS = {
    "en": "Ministry of National Defence, jointly with the State Security Department and the National Crisis Management "
    "Centre under the Government",
    "lt": "Nacionalinis krizių valdymo centras prie Lietuvos Respublikos Vyriausybės kanceliarijos ir Valstybės "
    "saugumo departamentas",
    "uk": "Міністерство оборони України спільно з Державною прикордонною службою та Службою безпеки, м. Київ; "
    "Міністэрства абароны Рэспублікі Беларусь",
}
WORDS = ("likely", "likely", "unlikely", "likely", "very likely", "almost no chance", "roughly even chance")
DATES = ("2022-{m:02}-{d:02}", "2023-{m:02}", "{y}", "2021-{m:02}-{d:02}/2021-12-31", "2024-01")


def brief(language: str, count: int, *, register: bool = False) -> str:
    """As JSON, which is YAML; with `register` threats stand on its levels instead of the words of the scale."""
    texts, owner = TEXTS[language], OWNERS[language]

    def says(number: int) -> str:
        return texts[number % len(texts)]

    def cites(number: int) -> str:
        return "".join(f" [@s{(number * step) % count}]" for step in (1, 3, 7)[: 1 + number % 3])

    every = range(count)
    held: dict[str, Any] = {
        "title": f"{count} of each: {texts[1]}",
        "date": "2024-01-31",
        "language": language,
        "authors": ["Desk"],
        "risk": "uk-nrr" if register else "words",
        "bottom_line": texts[0],
        "key_judgements": [_judged(says(n), n, count) for n in every],
        "findings": [{"title": says(n)[:80], "text": f"{says(n + 1)}{cites(n)}."} for n in every],
        "timeline": [{"date": _date(n), "text": f"{says(n)} {n}, {says(n + 1)}"} for n in every],
        "threats": [_threat(says(n), n, count, register=register) for n in every],
        "scenario_set": {"exclusive": True, "horizon": "2026-12-31"},
        "scenarios": [_scenario(says(n), n, count) for n in every],
        "indicators": [_sign(f"{says(n)} {n}, {says(n + 1)}", n) for n in every],
        "recommendations": {
            term: [_measure(says(n), owner, n, count) for n in every if (n % 2 == 0) == (term == "short_term")]
            for term in ("short_term", "long_term")
        },
        "figures": [{"kind": kind} for kind in KINDS],
        "sources": {f"s{n}": _source(says(n), n) for n in every},
    }
    return json.dumps(held, ensure_ascii=False, indent=1)


def _date(number: int) -> str:
    form = DATES[number % len(DATES)]
    return form.format(y=2014 + number % 9, m=number % 12 + 1, d=number % 28 + 1)


def _judged(text: str, number: int, count: int) -> dict[str, Any]:
    odds = {"word": WORDS[number % len(WORDS)]} if number % 2 else {"point": number * 37 % 101}
    rests = [f"F{(number + step) % count + 1}" for step in (0, 2)]
    return {"text": f"{text} {number}.", "probability": odds, "confidence": "moderate", "rests_on": rests}


def _threat(text: str, number: int, count: int, *, register: bool) -> dict[str, Any]:
    word = WORDS[number % len(WORDS)]
    likelihood: Any = str(number % 2 + 3) if register else {"word": "likely", "point": 66, "range": "60-75"}
    if not register and number % 3:
        likelihood = word
    impact = 4 if number % 3 == 0 else number % 5 + 1
    return {"title": text, "likelihood": likelihood, "impact": impact, "rests_on": [f"F{number % count + 1}"]}


def _scenario(text: str, number: int, count: int) -> dict[str, Any]:
    """The first leads; each of the others has one percent at the least."""
    others = count - 1
    share = max(1, 34 // max(1, others))
    point = share if number else 100 - share * others
    signs = [f"I{(number * step) % count + 1}" for step in (1, 2, 3)]
    return {"title": text, "probability": point, "text": text, "indicators": list(dict.fromkeys(signs))}


def _sign(text: str, number: int) -> dict[str, Any]:
    lights, trends = ("red", "amber", "green", None), ("up", "down", "steady", None)
    held = {"text": text, "level": lights[number % 4], "trend": trends[number % 3], "as_of": "2023-11/2023-12"}
    return {key: value for key, value in held.items() if value}


def _measure(text: str, owner: str, number: int, count: int) -> dict[str, Any]:
    start, due = f"2024-{number % 12 + 1:02}", f"{2025 + number % 3}-{number % 12 + 1:02}-28"
    return {
        "do": f"{text} {number}",
        "owner": f"{owner}, {number % 5}" if number % 4 else "Defence",
        "priority": ("high", "medium", "low")[number % 3],
        "because": [f"F{number % count + 1}", f"T{number % count + 1}"],
        **({"start": start} if number % 3 else {}),
        **({"due": due} if number % 5 != 1 else {}),
    }


def _source(text: str, number: int) -> dict[str, Any]:
    types = ("report", "article-newspaper", "book", "webpage", "legislation")
    return {
        "title": f"{text} {number}",
        "type": types[number % len(types)],
        "grade": f"{'ABCDEF'[number % 6]}{number % 6 + 1}",
        "language": ("en", "lt", "uk", "be", "ru")[number % 5],
        "issued": str(2010 + number % 14),
        "read": ("full", "extract", "abstract", "secondary")[number % 4],
        **({"origin": ["interviews"]} if number % 3 == 0 else {}),
    }
