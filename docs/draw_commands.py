"""How is `docs/lenh.md` made? `python docs/draw_commands.py` asks the command line itself; a test compares the two."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, get_args

import typer
from typer.core import TyperArgument, TyperGroup

from admin_cli import main, options
from admin_cli.vietnamese_help import speak_vietnamese

PAGE = Path(__file__).with_name("lenh.md")
EXAMPLE = "Ví dụ: "
SHARED = (options.AsJson, options.Actor, options.Reason, options.DryRun, options.Yes, options.DatabaseUrl)
"""Options that mean the same in many commands; explained once."""
OPENING = """# Các lệnh của tthc

Trang này do `python docs/draw_commands.py` viết ra từ chính các lệnh; bộ kiểm thử soát để hai bên luôn khớp nhau.
Mới dùng thì đọc [hướng dẫn cho cán bộ](huong-dan-can-bo.md) trước. Xem nhanh: `tthc --help`, `tthc LỆNH --help`.

## Cách đọc

Chữ HOA là chỗ để điền; trong ngoặc vuông thì điền hay không cũng được; `…` là điền được nhiều.
Câu có dấu cách đặt trong ngoặc kép. Ngày viết `2027-01-01` hoặc `01/01/2027`.

| tùy chọn chung | ý nghĩa |
| --- | --- |
{shared}

Phím Tab gõ nốt lệnh, tùy chọn và mã thủ tục: chạy `tthc --install-completion` một lần rồi mở lại cửa sổ lệnh
(bash, zsh, fish, PowerShell). `tthc --show-completion` chỉ in đoạn cài đặt ra.

## Kết thúc thế nào

| mã kết thúc | nghĩa là |
| --- | --- |
| 0 | xong |
| 1 | bị từ chối, có lý do: câu trên màn hình nói sai ở đâu và làm tiếp thế nào |
| 2 | gõ lệnh sai; hoặc chưa ghi gì sau tên một nhóm lệnh |
| 3 | chỉ với `tthc procedure check --strict`: không có lỗi, nhưng có cảnh báo |
| 130 | bấm Ctrl-C |

Kết quả ra luồng chuẩn (stdout); lời nhắn, câu hỏi lại và thanh tiến độ ra luồng lỗi (stderr).
Đưa vào tệp hay lệnh khác thì không có màu, bảng không bị cắt, và lệnh nào cần hỏi thì phải có `--yes`.
`tthc chat` và `tthc bot` chạy tới khi anh/chị dừng.
"""


def page() -> str:
    """The whole page."""
    commands = dict(commands_of(speak_vietnamese(typer.main.get_command(main.app))))
    parts = [OPENING.format(shared="\n".join(_shared(commands.values())))]
    for name, command in commands.items():
        parts += [f"## tthc {name}\n\n{command.help}\n"] if isinstance(command, TyperGroup) else _told(name, command)
    return "\n".join(parts)


def commands_of(group: Any, above: str = "") -> Iterator[tuple[str, Any]]:
    """Every command and group below a group, with its whole name; single commands before groups."""
    for name, command in sorted(group.commands.items(), key=lambda item: isinstance(item[1], TyperGroup)):
        yield f"{above}{name}", command
        if isinstance(command, TyperGroup):
            yield from commands_of(command, f"{name} ")


def example_of(command: Any) -> str:
    """The example that a command's help gives, as it is typed."""
    lines = (command.help or "").splitlines()
    return next((line.strip().removeprefix(EXAMPLE) for line in lines if line.strip().startswith(EXAMPLE)), "")


def _told(name: str, command: Any) -> Iterator[str]:
    about = (command.help or "").partition(EXAMPLE)[0].split()
    level = "###" if " " in name else "##"
    yield f"{level} tthc {name}\n\n{' '.join(about)}\n\n```sh\n{example_of(command)}\n```\n"
    if own := [each for each in command.params if not _is_shared(each)]:
        yield "| tham số, tùy chọn | ý nghĩa |\n| --- | --- |"
        yield from (f"| `{_written(each)}` | {_explained(each)} |" for each in own)
        yield ""
    if shared := [f"`{each.opts[0]}`" for each in command.params if _is_shared(each)]:
        yield f"Chung: {', '.join(shared)}.\n"


def _written(parameter: Any) -> str:
    if isinstance(parameter, TyperArgument):
        name = f"{parameter.metavar}{'…' if parameter.nargs != 1 else ''}"
        return name if parameter.required else f"[{name}]"
    descriptor = parameter.type_descriptor
    value = " hoặc ".join(map(str, descriptor.choices)) if descriptor.is_choice else parameter.metavar
    return f"{', '.join(parameter.opts)} {value}".strip()


def _explained(parameter: Any) -> str:
    usual = parameter.default
    known = usual not in (None, "", False, ()) and parameter.show_default
    return f"{parameter.help}{f' Mặc định: {usual}.' if known else ''}".replace("|", "\\|")


def _shared(commands: Iterable[Any]) -> Iterator[str]:
    found = {each.opts[0]: each for command in commands for each in command.params if _is_shared(each)}
    yield from (f"| `{_written(found[name])}` | {_explained(found[name])} |" for name in _SHARED)


def _is_shared(parameter: Any) -> bool:
    return parameter.opts[0] in _SHARED and _SHARED[parameter.opts[0]] == str(parameter.help)


_SHARED: dict[str, str] = {option.default: option.help for option in (get_args(each)[1] for each in SHARED)}
"""The help of each, by its name."""


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
