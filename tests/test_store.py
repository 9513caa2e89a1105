"""The data folder: what is read, what is refused, and where the first bad byte stands."""

import os
from pathlib import Path

import pytest

from dashboard.problems import Code, Problem
from dashboard.store import MAX_BYTES, decode, load, stamp


def codes(files: dict[str, bytes | Problem]) -> dict[str, Code | None]:
    return {name: data.code if isinstance(data, Problem) else None for name, data in files.items()}


def test_yaml_files_are_read_in_order_and_others_are_not(tmp_path: Path) -> None:
    for name in ("b.yaml", "a.yaml", ".hidden.yaml", "notes.txt", "c.yml"):
        (tmp_path / name).write_bytes(b"x: 1\n")
    files = load(tmp_path)
    assert codes(dict(files)) == {"a.yaml": None, "b.yaml": None, "c.yml": Code.OTHER_ENDING}
    assert files["a.yaml"] == b"x: 1\n"


def test_what_cannot_be_read_is_a_problem_of_its_file(tmp_path: Path) -> None:
    outside = tmp_path / "outside.yaml"
    outside.write_bytes(b"secret: 1\n")
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "good.yaml").write_bytes(b"x: 1\n")
    (folder / "inside.yaml").symlink_to(folder / "good.yaml")
    (folder / "link.yaml").symlink_to(outside)
    (folder / "loop.yaml").symlink_to(folder / "loop.yaml")
    (folder / "nowhere.yaml").symlink_to(folder / "missing")
    (folder / "folder.yaml").mkdir()
    (folder / "big.yaml").write_bytes(b"#" * (MAX_BYTES + 1))
    os.mkfifo(folder / "pipe.yaml")
    assert codes(dict(load(folder))) == {
        "big.yaml": Code.TOO_BIG,
        "folder.yaml": Code.UNREADABLE,
        "good.yaml": None,
        "inside.yaml": None,
        "link.yaml": Code.LINK,
        "loop.yaml": Code.UNREADABLE,
        "nowhere.yaml": Code.UNREADABLE,
        "pipe.yaml": Code.UNREADABLE,
    }


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_the_right_to_read_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"x: 1\n")
    (tmp_path / "a.yaml").chmod(0)
    assert codes(dict(load(tmp_path))) == {"a.yaml": Code.UNREADABLE}


def test_a_folder_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    assert load(tmp_path / "none") == {}
    assert stamp(tmp_path / "none") == ()


def test_the_stamp_changes_with_a_file(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"x: 1\n")
    before = stamp(tmp_path)
    assert before == stamp(tmp_path)
    (tmp_path / "a.yaml").write_bytes(b"x: 10\n")
    assert stamp(tmp_path) != before


def test_a_byte_order_mark_is_dropped() -> None:
    assert decode("f.yaml", b"\xef\xbb\xbfa: 1\r\n") == "a: 1\r\n"


@pytest.mark.parametrize(
    ("data", "line", "column", "code", "fact"),
    [
        ("a: 1\n名称: 江阴\n".encode("gb18030"), 2, 1, Code.NOT_UTF8, ("guess", "GB18030")),
        ("a: 江".encode("utf-16"), 1, 1, Code.NOT_UTF8, ("guess", "UTF-16")),
        ("a: bc".encode("utf-16-le"), 1, 1, Code.NOT_UTF8, ("guess", "UTF-16")),
        ("a: 江\nb: 阴".encode() + b"\xff!", 2, 5, Code.NOT_UTF8, ("byte", "FF")),
        (b"a: \xed\xa0\x80", 1, 4, Code.NOT_UTF8, ("byte", "ED")),
        ("a: 江\x07".encode(), 1, 5, Code.BAD_CHARACTER, ("character", "U+0007")),
        (b"a: \0", 1, 4, Code.BAD_CHARACTER, ("character", "U+0000")),
        ("a: 1\r\nb: x\u2028y".encode(), 2, 5, Code.BAD_CHARACTER, ("character", "U+2028")),
        ("a: \x85".encode(), 1, 4, Code.BAD_CHARACTER, ("character", "U+0085")),
        ("a: \uffff".encode(), 1, 4, Code.BAD_CHARACTER, ("character", "U+FFFF")),
    ],
)
def test_what_is_no_text_is_said_where_it_stands(
    data: bytes, line: int, column: int, code: Code, fact: tuple[str, str]
) -> None:
    problem = decode("f.yaml", data)
    assert isinstance(problem, Problem)
    assert (problem.place.line, problem.place.column, problem.code) == (line, column, code)
    assert fact in problem.facts
