"""What is kept is what was made, and never anything else."""

from pathlib import Path

from policybrief.cache import kept


class Maker:
    """Makes bytes, and counts how often it was asked."""

    def __init__(self, made: bytes = b"made") -> None:
        self.made, self.asked = made, 0

    def __call__(self) -> bytes:
        self.asked += 1
        return self.made


def test_a_thing_is_made_once(tmp_path: Path) -> None:
    make = Maker()
    assert [kept(tmp_path, "things", ["a", "b"], make) for _ in range(3)] == [b"made"] * 3
    assert make.asked == 1


def test_another_recipe_makes_another_thing(tmp_path: Path) -> None:
    kept(tmp_path, "things", ["a", "b"], Maker())
    assert kept(tmp_path, "things", ["ab"], Maker(b"other")) == b"other"
    assert kept(tmp_path, "others", ["a", "b"], Maker(b"third")) == b"third"


def test_a_file_that_was_cut_short_is_made_anew(tmp_path: Path) -> None:
    make = Maker(b"x" * 1000)
    kept(tmp_path, "things", ["a"], make)
    (file,) = (tmp_path / "things").iterdir()
    for length in (0, 20, 500):
        file.write_bytes(file.read_bytes()[:length])
        assert kept(tmp_path, "things", ["a"], make) == b"x" * 1000
    assert make.asked == 4


def test_without_a_cache_it_is_made_each_time() -> None:
    make = Maker()
    assert [kept(None, "things", ["a"], make) for _ in range(2)] == [b"made"] * 2
    assert make.asked == 2


def test_a_cache_that_cannot_be_written_costs_time_only(tmp_path: Path) -> None:
    (tmp_path / "things").write_text("a file where a folder should be")
    assert kept(tmp_path, "things", ["a"], Maker()) == b"made"
