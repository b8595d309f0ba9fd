"""The plan's own text as somebody supplies it: taken only if it is this plan's, refused with a sentence that helps."""

import pytest

from lib.home import DataError
from lib.store import plan_text
from lib.store.citations import CITED


@pytest.fixture(scope="module")
def about(store):
    return store.about


@pytest.fixture(scope="module")
def text(store, about) -> list[str]:
    """A text in whose lines everything stands that is cited there."""
    lines: list[set[str]] = [set() for _ in range(about.text.lines + 1)]
    frames = store.frames(CITED)
    empty = plan_text.verify(frames, [""] * about.text.lines)
    for row in empty.itertuples():
        lines[row.line].update(row.what.split("…") if row.what != "（行）" else ["此行"])
    return ["，".join(sorted(line)) or "段" for line in lines[1:]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_text_is_taken_in_the_encodings_that_offices_use(encoding, end, text, store, about):
    data = (end.join(text) + end).encode(encoding)
    lines, found = plan_text.checked(data, about, store.frames(CITED))
    assert lines == text
    assert found > 500


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"PK\x03\x04rest", "Word 文档（.docx）"),
        (b"\xd0\xcf\x11\xe0rest", "Word 97–2003"),
        (b"%PDF-1.7", "PDF"),
        (b"", "没有文字"),
        (b"\xff\xff\x00\x81\x20\xfe\xff", "读不出文字"),
        ("甲\n乙\n丙".encode(), "这个文件有3行"),
    ],
)
def test_what_is_no_text_of_this_plan_is_refused_with_the_mend(data, said, store, about):
    with pytest.raises(DataError) as error:
        plan_text.checked(data, about, store.frames(CITED))
    assert said in str(error.value)


def test_another_text_of_as_many_lines_is_refused(text, store, about):
    shifted = "\n".join([*text[3:], *text[:3]]).encode()
    with pytest.raises(DataError, match="对不上：第"):
        plan_text.checked(shifted, about, store.frames(CITED))


def test_a_folder_or_a_missing_file_is_a_sentence(tmp_path):
    with pytest.raises(DataError, match="是文件夹"):
        plan_text.load(tmp_path)
    with pytest.raises(DataError, match="读不了"):
        plan_text.load(tmp_path / "没有.txt")


def test_a_text_that_cannot_be_kept_leaves_nothing_behind(tmp_path, text):
    plan_text.keep(tmp_path / "plan_text.txt", text)
    assert plan_text.decode((tmp_path / "plan_text.txt").read_bytes()) == text
    with pytest.raises(DataError, match="写不了"):
        plan_text.keep(tmp_path / "none" / "plan_text.txt", text)
    assert [path.name for path in tmp_path.iterdir()] == ["plan_text.txt"]
