"""What `dashboard fmt` changes, and that it changes nothing else."""

import os
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_docs import example

from dashboard.cli import main
from dashboard.store import ChangedOnDiskError, load, save
from dashboard.tidy import tidied, tidy
from dashboard.yamltree import parse

SOURCES = {"a": "2025-03-15", "b": "2024", "c": "unknown"}
EXAMPLE = example("docs/data-format.md")
ROWS = """\
indicators:
  - id: gdp
    observations:
      north:   # in this order
{rows}
      south: []
"""


def done(text: str, file: str = "growth.yaml") -> str | None:
    return tidy(file, text, SOURCES)


def rows(*lines: str) -> str:
    return ROWS.format(rows="\n".join(f"        {line}" if line else "" for line in lines))


def changed(name: str, old: str, new: str) -> str:
    text = EXAMPLE[name].decode()
    assert text.count(old) >= 1
    return text.replace(old, new, 1)


# --- lines ---------------------------------------------------------------------------------


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_blanks_at_line_ends_go_and_line_ends_stay(end: str) -> None:
    text = f"a: 1  {end}# c \t{end}   {end}b: {{c: 2,\t{end}  d: 3 }} {end}"
    assert done(text) == f"a: 1{end}# c{end}{end}b: {{c: 2,{end}  d: 3 }}{end}"


@pytest.mark.parametrize(
    "text",
    [
        "a: |\n  one  \n\n  two \n   \nb: 1\n",
        "a: >-   \n  one  \n  two\n",
        'a: "one  \n  two"\n',
        "a: 'one \t\n\n  two'\n",
        "a: one  \n  two\nb: 1\n",
        "a:\n  - |+\n    one \n\n  - two\n",
        "a: 字　\nb: x  # 注　释\n",
    ],
)
def test_what_is_content_stays(text: str) -> None:
    assert done(text) == text


def test_a_missing_last_line_end_is_added_of_the_kind_that_the_file_has() -> None:
    assert done("a: 1") == "a: 1\n"
    assert done("a: 1\r\nb: 2") == "a: 1\r\nb: 2\r\n"
    assert done("a: 1 # c") == "a: 1 # c\n"
    assert done("a: |\n  one") == "a: |\n  one"
    assert done("{a: 1}  ") == "{a: 1}\n"


def test_a_tab_between_a_colon_and_its_value_is_a_space() -> None:
    assert done("a:\t1\nb : \t {c:\t[1,\t2]}\n") == "a: 1\nb : {c: [1,\t2]}\n"
    assert done('a:    1\n"b\t:\tc": "d:\te"\n') == 'a:    1\n"b\t:\tc": "d:\te"\n'


@pytest.mark.parametrize("text", ["a: [1  \n", "", "# c  \n", "a: &b 1  \n", "a\t: : 1  \n"])
def test_what_is_no_yaml_is_left_alone(text: str) -> None:
    assert done(text) is None


# --- fields --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "plain", "wide"),
    [
        ("growth.yaml", "period: 2020, value: 4100", "period: ２０２０, value: ４１００"),
        ("growth.yaml", "period: 2024-Q1..Q3", "period: ２０２４－Ｑ１．．Ｑ３"),
        ("growth.yaml", "value: 5120.5,", "value: ５１２０．５,"),
        ("growth.yaml", 'value: ">=5000"', "value: ＞＝５０００"),
        ("growth.yaml", 'value: "~1000"', 'value: "～１０００"'),
        ("growth.yaml", "published: 2024-11}", "published: '２０２４-11'}"),
        ("growth.yaml", "used: yes", "used: ｙｅｓ"),
        ("growth.yaml", "status: preliminary", "status: ｐreliminary"),
        ("growth.yaml", "nature: flow ", "nature: ｆlow "),
        ("growth.yaml", "covers: [S43]", "covers: [Ｓ４３]"),
        ("growth.yaml", "source: report-2020, status", "source: report－2020, status"),
        ("growth.yaml", "      baiwei:", "      ｂaiwei:"),
        ("growth.yaml", "at_least: 5000, by: 2023", "at_least: ５０００　, by: ２０２３"),
        ("growth.yaml", "kind: target", "kind: ｔarget"),
        ("growth.yaml", "hold_periods: 3", "hold_periods: ３"),
        ("growth.yaml", "mode: reach ", "mode: ｒeach "),
        ("ecology.yaml", "between: [30, 40]", "between: [３０, 40]"),
        ("approval.yaml", "areas: [qingyu, baiwei]", "areas: [qingyu，baiwei]"),
        ("growth.yaml", "see_also: [river-tunnel]", "see_also: [\u200briver-tunnel\u00a0]"),
        ("catalog.yaml", "scale: 100000000", "scale: １００００００００"),
        ("catalog.yaml", "on_track: 0.95", "on_track: ０．９５"),
        ("sources.yaml", "published: 2019 ", "published: ２０１９ "),
        ("sources.yaml", "inferred: yes", "inferred: ｙes"),
    ],
)
def test_full_width_signs_in_fields_that_are_no_words_become_plain(
    name: str, plain: str, wide: str
) -> None:
    text = changed(name, plain, wide)
    quoted = "published: 2024-11}"
    expected = changed(name, plain, "published: '2024-11'}" if plain == quoted else plain)
    assert done(text, name) == expected


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("growth.yaml", "zh: 地区生产总值", "zh: 地区生产总值２０２４（Ａ）"),
        ("growth.yaml", "value: 5120.5,", "value: 约５１２０,"),
        ("growth.yaml", "value: 5120.5,", "value: ５１２０亿元,"),
        ("growth.yaml", "value: 5120.5,", "value: ５²,"),
        ("growth.yaml", "id: gdp", "id: ＧＤＰ"),
        ("growth.yaml", "period: 2020,", "period: ２０２０年,"),
        ("growth.yaml", "nature: flow ", "nature: ｆlows "),
        ("sources.yaml", "title: 七河地图集", "title: ７河地图集，第１版"),
    ],
)
def test_words_stay_and_so_does_what_would_still_be_wrong(name: str, old: str, new: str) -> None:
    text = changed(name, old, new)
    assert done(text, name) == text


# --- order ---------------------------------------------------------------------------------


def test_rows_are_ordered_by_period_then_publication_with_their_comments() -> None:
    first = "- {period: 2022, value: 1, source: a}"
    assert done(
        rows(
            "# of 2024",
            "# for the second time",
            "- {period: 2024, value: 3, source: a}  # late",
            "- period: 2024-Q1..Q3",
            "  # within",
            "  value: 2",
            "  source: b",
            "    # its own too",
            "# the first",
            first,
            "- {period: 2024, value: 3, source: a, published: 2025-01}",
        )
    ) == rows(
        "# the first",
        first,
        "- period: 2024-Q1..Q3",
        "  # within",
        "  value: 2",
        "  source: b",
        "    # its own too",
        "- {period: 2024, value: 3, source: a, published: 2025-01}",
        "# of 2024",
        "# for the second time",
        "- {period: 2024, value: 3, source: a}  # late",
    )


def test_empty_lines_stay_where_they_are_and_line_ends_what_they_are() -> None:
    text = rows(
        "- {period: 2024, value: 1, source: c}", "", "# b", "- {period: 2023, value: 2, source: c}"
    )
    wanted = rows(
        "# b", "- {period: 2023, value: 2, source: c}", "", "- {period: 2024, value: 1, source: c}"
    )
    assert done(text) == wanted
    assert done(text.replace("\n", "\r\n")) == wanted.replace("\n", "\r\n")


def test_rows_between_brackets_change_places() -> None:
    one, two = "{period: 2024, source: a}", "{period: 2023, source: b}"
    around = "indicators: [{{observations: {{n: [{},  {} ]}}}}]\n"
    assert done(around.format(one, two)) == around.format(two, one)


def test_rows_that_are_equal_in_time_keep_their_order() -> None:
    text = rows("- {period: 2024, value: 2, source: a}", "- {period: 2024, value: 1, source: a}")
    assert done(text) == text


@pytest.mark.parametrize(
    "lines",
    [
        ("- {period: 2024, source: a}", "# for all below", "", "- {period: 2023, source: a}"),
        ("- {period: 2024, source: a}", "- {period: soon, source: a}", "- {period: 2022}"),
        ("- {period: 2024, source: a}", "- {period: 2023, source: unheard-of}"),
        ("- {period: 2024, source: a}", "- 2023"),
        ("- {period: 2024, source: a}", "-", "  {period: 2023, source: a}"),
        ("- {period: 2024, source: a}", "- period: 2023", "  source: a", "  note: |", "    text"),
        ("- [{period: 2024, source: a}]", "- {period: 2023, source: a}"),
        ("[{period: 2024, source: a}, # c", "{period: 2023, source: a}]"),
    ],
)  # fmt: skip
def test_a_list_stays_as_it_is_where_moving_is_not_safe(lines: tuple[str, ...]) -> None:
    assert done(rows(*lines)) == rows(*lines)


# --- nothing else --------------------------------------------------------------------------


def test_the_examples_are_tidy_and_the_shipped_data_only_needs_order(data: Path) -> None:
    assert [one.file for one in tidied(EXAMPLE) if one.before != one.after] == []
    for one in tidied(load(data)):
        assert one.after is not None
        assert sorted(one.before.splitlines()) == sorted(one.after.splitlines())


ODD = [*" \t\n\r#:：，,－１２Ａ０．～＞＝’'\"|>[]{}-　", "\r\n", " # c ", "  \n"]
GAPS = ["", "        # c", "          # d", "    "]


@given(st.sampled_from(sorted(EXAMPLE)), st.data())
def test_only_the_intended_bytes_differ_whatever_is_typed(name: str, data: st.DataObject) -> None:
    text = EXAMPLE[name].decode()
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(text)))
        gone = data.draw(st.sampled_from([0, 0, 0, 1, 3]))
        odd = data.draw(st.sampled_from(ODD))
        text = text[:at] + odd + text[at + gone :]
    assert_safe(name, text)


@given(st.permutations(range(6)), st.lists(st.sampled_from(GAPS), min_size=7, max_size=7))
def test_rows_in_any_order_with_any_comments_lose_none(
    order: list[int], between: list[str]
) -> None:
    found = [
        "{period: 2020, value: 1, source: a}",
        "{period: 2021, value: 2, source: b} # e",
        "{period: 2021, value: 3, source: a}",
        "{period: 2022-H1, value: 4, source: c}",
        "{period: 2022, value: 5,\n           source: c}",
        "{period: 2024, value: 6, source: c}",
    ]
    lines = [f"{gap}\n        - {found[index]}" for gap, index in zip(between, order, strict=False)]
    text = ROWS.format(rows="\n".join([*lines, between[-1]]))
    assert_safe("growth.yaml", text)
    after = done(text)
    assert after is not None
    assert sorted(line.rstrip() for line in text.splitlines()) == sorted(after.splitlines())
    if not any("#" in gap for gap in between):
        assert re.findall(r"value: (\d)", after) == list("123456")


def assert_safe(name: str, text: str) -> None:
    """Assert that a text comes out as meant, the same when done again."""
    after = tidy(name, text, SOURCES)
    before_tree = parse(name, text)[0]
    if after is None:
        assert before_tree is None
        return
    assert tidy(name, after, SOURCES) == after
    after_tree = parse(name, after)[0]
    assert before_tree is not None
    assert after_tree is not None
    assert leaves(before_tree.root) == leaves(after_tree.root)
    assert comments(text) == comments(after)


WIDE = {0xFF01 + n: 0x21 + n for n in range(94)}


def leaves(node: object) -> list[str]:
    """Return all texts of a tree in any order, as they would be typed with plain signs."""
    if isinstance(node, dict):
        return sorted(leaf for pair in node.items() for part in pair for leaf in leaves(part))
    if isinstance(node, list):
        return sorted(leaf for part in node for leaf in leaves(part))
    plain = re.split(r"[,，]\s*", str(node))
    return [part.translate(WIDE).strip(" \t\u3000") for part in plain]


def comments(text: str) -> list[str]:
    return sorted(line.strip(" \t\r") for line in text.split("\n") if line.lstrip().startswith("#"))


# --- the command ---------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in EXAMPLE.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(text)
    return tmp_path


def files_in(folder: Path) -> list[str]:
    """Return the names of all files of a folder, hidden ones too."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_the_files_are_changed_in_place_and_named(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder / "growth.yaml"
    text = b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n")
    path.write_bytes(text.replace(b"value: 5120.5", "value: ５１２０.５".encode()))
    path.chmod(0o640)
    assert main(["fmt", str(folder)]) == 0
    assert path.read_bytes() == text
    assert path.stat().st_mode & 0o777 == 0o640
    assert capsys.readouterr().out == f"{path}\n"
    assert main(["fmt", str(folder)]) == 0
    assert capsys.readouterr().out == ""
    assert files_in(folder) == sorted(EXAMPLE)


def test_the_difference_is_shown_and_nothing_changed(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["fmt", "--diff", str(folder)]) == 0
    assert capsys.readouterr().out == ""
    path = folder / "growth.yaml"
    path.write_bytes(path.read_bytes().rstrip().replace(b"kind: target", b"kind: target  "))
    before = path.read_bytes()
    assert main(["fmt", "--diff", str(folder)]) == 1
    out = capsys.readouterr().out
    assert out.startswith("--- a/growth.yaml\n+++ b/growth.yaml\n@@ ")
    assert "\n-    kind: target  \n+    kind: target\n" in out
    assert "\n\\ No newline at end of file\n" in out
    assert path.read_bytes() == before


def test_what_cannot_be_read_is_left_alone_and_named(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    outside = tmp_path_factory.mktemp("outside") / "x.yaml"
    outside.write_bytes(b"a: 1  \n")
    (folder / "growth.yaml").write_bytes(b"a: [1  \n")
    (folder / "ecology.yaml").write_bytes("a: 中文  \n".encode("gb18030"))
    (folder / "port.yaml").symlink_to(outside)
    assert main(["fmt", "--lang", "en", str(folder)]) == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert "growth.yaml is no YAML yet" in said.err
    assert "ecology.yaml" in said.err
    assert "port.yaml" in said.err
    assert outside.read_bytes() == b"a: 1  \n"
    for name in EXAMPLE:
        (folder / name).write_bytes(b"a: [")
    assert main(["fmt", str(folder)]) == 1


def test_a_link_within_the_folder_stays_one(folder: Path) -> None:
    (folder / "real.txt").write_bytes(b"commitments: []  \n")
    (folder / "port.yaml").symlink_to("real.txt")
    assert main(["fmt", str(folder)]) == 0
    assert (folder / "port.yaml").is_symlink()
    assert (folder / "real.txt").read_bytes() == b"commitments: []\n"


def test_a_file_that_was_changed_meanwhile_is_not_overwritten(folder: Path) -> None:
    path = folder / "growth.yaml"
    with pytest.raises(ChangedOnDiskError):
        save(folder, path.name, b"new", was=b"old")
    with pytest.raises(ChangedOnDiskError):
        save(folder / "sub", "../growth.yaml", b"new", was=path.read_bytes())
    assert path.read_bytes() == EXAMPLE["growth.yaml"]


def test_an_interrupted_write_leaves_the_old_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder / "growth.yaml"
    path.write_bytes(EXAMPLE["growth.yaml"] + b"  \n")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert main(["fmt", str(folder)]) == 1
    assert "No space left on device" in capsys.readouterr().err
    assert path.read_bytes() == EXAMPLE["growth.yaml"] + b"  \n"
    assert files_in(folder) == sorted(EXAMPLE)
