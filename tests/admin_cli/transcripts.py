"""How is a document checked whose examples are what a terminal printed?

A ``console`` block holds commands after `$ ` and what they print; `[…]` stands for lines left out. A ``diff`` block is
what is changed in the text editor that the next command opens, an ``excel`` block what is changed in a workbook.
"""

from __future__ import annotations

import io
import json
import re
import shlex
import sys
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path

import openpyxl
import pytest

from admin_cli import main

LEFT_OUT = "[…]"
TERMINAL = {"COLUMNS": "100", "LINES": "40", "TERM": "dumb", "TTY_COMPATIBLE": "1"}
"""A window of 100 columns that knows no colours."""
_BLOCK = re.compile(r"^```(console|diff|excel)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_ANSWER = re.compile(r"(?:\[[cC]/[kK]\]|Lý do): (\S.*)$", re.MULTILINE)
_CELL = re.compile(r"(?P<file>\S+), trang “(?P<page>.+)”, ô (?P<cell>[A-Z]+\d+): .*? → (?P<value>.*)")
_EDIT = """
import json, sys
changes, text = (open(name, encoding="utf-8").read() for name in sys.argv[1:])
first, *others = json.loads(changes) or [[]]
for before, after in first:
    assert text.count(before) == 1, before
    text = text.replace(before, after)
open(sys.argv[1], "w", encoding="utf-8").write(json.dumps(others))
open(sys.argv[2], "w", encoding="utf-8").write(text)
"""


@dataclass
class Screen:
    """What one command printed, as somebody at the terminal sees it with what they type."""

    line: str
    shown: str = ""
    answers: list[str] = field(default_factory=list)
    blank: str = ""
    """The empty lines behind it."""


class Block:
    """One block of the document: its kind, its text, where it stands."""

    def __init__(self, found: re.Match[str]) -> None:
        self.kind, self.text = found.groups()
        self.span = found.span(2)

    def screens(self) -> Iterator[Screen]:
        """The commands of a ``console`` block with what the document says they print."""
        for part in re.split(r"^\$ ", self.text, flags=re.MULTILINE)[1:]:
            line, _, shown = part.partition("\n")
            while line.endswith("\\"):
                more, _, shown = shown.partition("\n")
                line = f"{line}\n{more}"
            said = shown.rstrip("\n")
            yield Screen(line, said, _ANSWER.findall(shown), shown[len(said) :].removeprefix("\n" if said else ""))


def blocks_of(text: str) -> list[Block]:
    """The blocks of a document that are run, in their order."""
    return [Block(found) for found in _BLOCK.finditer(text)]


class Terminal:
    """A terminal in a folder of its own, with a text editor that makes the changes it is told."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self.folder, self._patch = folder, patch
        self._changes = folder / ".changes.json"
        self._changes.write_text("[]", encoding="utf-8")
        (folder / ".edit.py").write_text(_EDIT, encoding="utf-8")
        patch.chdir(folder)
        editor = shlex.join([sys.executable, str(folder / ".edit.py"), str(self._changes)])
        for name, value in {**TERMINAL, "EDITOR": editor, "VISUAL": editor}.items():
            patch.setenv(name, value)

    def edit_next(self, block: Block) -> None:
        """Let the editor make the changes of a ``diff`` block when it is opened next."""
        change = [
            ["".join(_side(part, sign)) for sign in "-+"] for part in re.split(r"^\n", block.text, flags=re.MULTILINE)
        ]
        waiting = json.loads(self._changes.read_text(encoding="utf-8"))
        self._changes.write_text(json.dumps([*waiting, change]), encoding="utf-8")

    def fill_in(self, block: Block) -> None:
        """Change the cells that an ``excel`` block names."""
        for line in block.text.splitlines():
            change = _CELL.fullmatch(line)
            assert change, line
            workbook = openpyxl.load_workbook(self.folder / change["file"])
            workbook[change["page"]][change["cell"]] = change["value"] if change["value"] != "(trống)" else None
            workbook.save(self.folder / change["file"])

    def run(self, screen: Screen) -> str:
        """What a command prints, standard output and errors as they come, with the answers typed."""
        words = shlex.split(screen.line.replace("\\\n", " "))
        if words[0] == "export":
            name, _, value = words[1].partition("=")
            self._patch.setenv(name, value)
            return ""
        assert words[0] == "tthc", screen.line
        written = io.BytesIO()
        shown = io.TextIOWrapper(written, encoding="utf-8", write_through=True)
        with redirect_stdout(shown), redirect_stderr(shown):
            self._patch.setattr("sys.argv", words)
            self._patch.setattr("sys.stdin", _Keyboard(screen.answers, shown))
            with pytest.raises(SystemExit):
                main.run()
        text = written.getvalue().decode()
        return "\n".join(line.rstrip() for line in text.strip("\n").splitlines())


class _Keyboard:
    """Types the answers, each seen on the screen as it is typed."""

    def __init__(self, answers: list[str], screen: io.TextIOWrapper) -> None:
        self._answers, self._screen = iter(answers), screen

    def isatty(self) -> bool:
        return True

    def readline(self, _size: int = -1) -> str:
        line = next((f"{answer}\n" for answer in self._answers), "")
        self._screen.write(line)
        return line


def _side(part: str, sign: str) -> list[str]:
    return [line[1:] for line in part.splitlines(keepends=True) if line[0] in (" ", sign)]


def same(shown: str, documented: str) -> bool:
    """Whether a document shows what was printed: word for word, whatever the width, the minute and the seals."""
    parts = [re.escape(_words(part)) for part in documented.split(LEFT_OUT)]
    return re.fullmatch(r".*".join(parts), _words(shown), re.DOTALL) is not None


def _words(text: str) -> str:
    text = re.sub(r"\b[0-9a-f]{12,}…?", "DẤU", text)
    text = re.sub(r"\b\d\d:\d\d (?=\d\d/\d\d/\d{4})", "", text)
    return " ".join(re.sub(r"[─-╿]", " ", text).split())
