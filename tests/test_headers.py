"""Which header cells speak for which cell of a table."""

from xml.etree.ElementTree import fromstring

from policybrief.headers import cells_of, headers


def spoken(table: str) -> dict[str, str]:
    """For each cell the headers that speak for it, all by their words."""
    found = headers(cells_of(fromstring(f"<table>{table}</table>")))
    return {str(cell.text): " ".join(str(header.text) for header in own) for cell, own in found.items()}


def test_a_cell_has_the_header_of_its_column_and_that_of_its_row() -> None:
    table = """<thead><tr><th>Id</th><th>Owner</th></tr></thead>
    <tbody><tr><th>R1</th><td>ministry</td></tr></tbody>"""
    assert spoken(table) == {"R1": "Id", "ministry": "Owner R1"}


def test_a_header_over_several_columns_speaks_for_each_of_them() -> None:
    table = """<thead><tr><th rowspan="2">Threat</th><th colspan="2">2023</th><th>2024</th></tr>
    <tr><th>odds</th><th>impact</th><th>all</th></tr></thead>
    <tbody><tr><th>T1</th><td>a</td><td>b</td><td>c</td></tr></tbody>"""
    assert spoken(table) == {
        "odds": "2023",
        "impact": "2023",
        "all": "2024",
        "T1": "Threat",
        "a": "2023 odds T1",
        "b": "2023 impact T1",
        "c": "2024 all T1",
    }


def test_a_header_of_several_rows_speaks_for_each_of_them() -> None:
    table = """<tbody><tr><th rowspan="2">North</th><th>2023</th><td>a</td></tr><tr><th>2024</th><td>b</td></tr>
    <tr><th>South</th><th>2023s</th><td>c</td></tr></tbody>"""
    told = spoken(table)
    assert (told["a"], told["b"], told["c"]) == ("North 2023", "North 2024", "South 2023s")


def test_a_cell_over_two_columns_has_the_headers_of_both() -> None:
    table = "<thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td colspan='2'>a</td></tr></tbody>"
    assert spoken(table) == {"a": "A B"}


def test_the_nearer_of_two_like_headers_speaks() -> None:
    table = "<tbody><tr><th>A</th><td>a</td><th>1</th><td>b</td></tr></tbody>"
    assert spoken(table)["b"] == "1"
    table = """<tbody><tr><th scope="col">North</th></tr><tr><td>a</td></tr>
    <tr><th scope="col">South</th></tr><tr><td>b</td></tr></tbody>"""
    assert spoken(table) == {"a": "North", "b": "South"}


def test_a_row_span_ends_with_its_group_and_a_wild_one_costs_nothing() -> None:
    table = """<thead><tr><th rowspan="9">A</th><th colspan="9999999">B</th></tr></thead>
    <tbody><tr><td rowspan="0">a</td><td>b</td></tr><tr><td>c</td></tr></tbody>"""
    assert spoken(table) == {"a": "A", "b": "B", "c": "B"}


def test_a_span_that_is_no_number_is_one() -> None:
    cells = cells_of(fromstring("<table><tbody><tr><td colspan='-2'>a</td><td rowspan='x'>b</td></tr></tbody></table>"))
    assert [(cell.column, cell.rows, cell.columns) for cell in cells] == [(0, 1, 1), (1, 1, 1)]
