"""Which papers does a procedure ask for, case by case, by the portal's record?

The source shuffles the papers of a case, so a heading among them says nothing about the lines behind it and is left
out; a case that is only called "Giấy tờ phải xuất trình" keeps its papers together and does say it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from knowledge.portal.cleaning import clean_line, clean_title
from knowledge.portal.form_names import form_number, named_document
from knowledge.portal.raw_record import Part, note, number_of, part_text, parts_of
from knowledge.procedure import RequiredDocument, SubmissionCase

MOST_COPIES = 20
_GLUED_YEAR = re.compile(r"(?P<year>(?:19|20)\d\d)(?P<count>\d)?")
_DATE_WITHOUT_YEAR = re.compile(r"\d{1,2}/\d{1,2}/$|\bnăm$")
_NUMBERING = re.compile(
    r"^(?:\d{1,2}(?:\.\d{1,2}){0,4}\.\s*(?=[^\W\d])|(?:\d{1,2}|[a-zđ])(?:\.\d{1,2}){0,3}\)\s*|[a-zđ]\.\s+)(?=[\w“\"])"
)
_HEADING = re.compile(
    r"(?:[a-zđ]\)\s*)?(?:(?:về |các )?(?:giấy tờ|thành phần(?:, số lượng)?(?: hồ sơ)?|hồ sơ|tài liệu)"
    r"(?: phải| cần)?(?: nộp| xuất trình| gồm| bao gồm| gồm có|,|/| và| hoặc| sau| đây| các| loại| giấy tờ)*"
    r"|bao gồm|gồm|đối với giấy tờ (?:nộp, xuất trình|gửi kèm theo)(?: nếu người yêu cầu nộp hồ sơ theo hình thức "
    r"(?:trực tiếp|trực tuyến))?)",
    re.IGNORECASE,
)
_TO_SHOW_CASE = re.compile(r"(?:các )?giấy tờ phải xuất trình(?: \(bản chính\))?(?:,? (?:bao )?gồm)?", re.IGNORECASE)
_TO_SHOW = re.compile(
    r"(?:giấy tờ (?:phải )?)?xuất trình\b(?! hoặc)(?!.*hoặc (?:nộp|gửi))|.*\(xuất trình\)$", re.IGNORECASE
)
_CONTINUES = re.compile(r"(?:,\s*)?(?:hoặc|và)?|\)")


def cases_of(record: Part, notes: list[str]) -> tuple[SubmissionCase, ...]:
    """The cases with at least one paper: the general one first, the others in the order of the source."""
    papers: dict[str, list[RequiredDocument]] = {"": list(_documents(record, notes, to_show=False))}
    for case in parts_of(record, "executionCases", notes):
        name = clean_title(part_text(case, "name", "executionCases", notes))
        to_show = _TO_SHOW_CASE.fullmatch(name) is not None
        if _HEADING.fullmatch(name):
            notes.append(note("trường hợp: tên chỉ là tiêu đề, xếp vào hồ sơ chung", name))
            name = ""
        papers.setdefault(name, []).extend(_documents(case, notes, to_show=to_show))
    return tuple(
        SubmissionCase(name=name, documents=tuple(_without_repetition(found, notes)))
        for name, found in papers.items()
        if found
    )


def _documents(part: Part, notes: list[str], *, to_show: bool) -> Iterator[RequiredDocument]:
    for component in _whole_components(parts_of(part, "profileComponents", notes), notes):
        component = _with_its_year(component, notes)
        named = named_document(component, notes)
        name = _NUMBERING.sub("", named.name)
        if not name or _HEADING.fullmatch(name):
            kind = "giấy tờ: bỏ dòng chỉ là tiêu đề" if name else "giấy tờ: bỏ dòng không có tên"
            notes.append(note(kind, name or part_text(component, "name", "profileComponents", notes)))
            continue
        yield RequiredDocument(
            name=name,
            originals=_count(component.get("originalQty"), name, notes),
            copies=_count(component.get("copyQty"), name, notes),
            form=form_number(name),
            to_show=to_show or _TO_SHOW.match(name) is not None,
            files=named.files,
        )


def _whole_components(components: Iterable[Part], notes: list[str]) -> Iterator[Part]:
    """Components whose pieces are together again.

    The source cuts a paper where its text gives a number of copies: the piece behind it holds only "," or "hoặc".
    """
    whole: dict[str, object] = {}
    for component in components:
        name = clean_line(part_text(component, "name", "profileComponents", notes))
        before = str(whole.get("name", ""))
        if whole and not component.get("attachments") and _belongs_to(before, name):
            whole = _put_together(whole, before, name, component, notes)
            continue
        if whole:
            yield whole
        whole = {**component, "name": name}
    if whole:
        yield whole


def _belongs_to(before: str, name: str) -> bool:
    if name in (",", ")") or (name and _CONTINUES.fullmatch(name)):
        return True
    return bool(name) and (
        before.endswith(("(", "… hoặc", "… và")) or (before.endswith(":") and name[:2] in (". ", ", "))
    )


def _put_together(whole: Part, before: str, name: str, piece: Part, notes: list[str]) -> dict[str, object]:
    counts = {"originalQty": whole.get("originalQty"), "copyQty": piece.get("copyQty") or whole.get("copyQty")}
    if name == ",":
        return {**whole, **counts}
    notes.append(note("giấy tờ: nối lại tên bị cắt", f"{before[-30:]} … {name}"))
    if before.endswith(":"):
        return {**whole, **counts, "name": before.rstrip(" :") + name}
    return {
        **whole,
        "originalQty": 0,
        "copyQty": 0,
        "name": f"{before}… {name}" if before.endswith("(") else f"{before} … {name}",
    }


def _with_its_year(component: Part, notes: list[str]) -> Part:
    """A component whose name has its last year again, where that slipped into the count behind it."""
    name, raw = str(component.get("name", "")), component.get("originalQty")
    glued = _GLUED_YEAR.fullmatch(str(raw)) if name.endswith(("/", "năm")) else None
    if not glued or not _DATE_WITHOUT_YEAR.search(name):
        return component
    notes.append(note("giấy tờ: năm dính vào số bản, trả lại tên", f"{name[-30:]}{raw}"))
    separator = "" if name.endswith("/") else " "
    return {**component, "name": f"{name}{separator}{glued['year']}", "originalQty": int(glued["count"] or 0)}


def _count(raw: object, name: str, notes: list[str]) -> int:
    number = 0 if raw is None else raw if type(raw) is int else number_of(raw)
    if number is not None and number == int(number) and 0 <= number <= MOST_COPIES:
        return int(number)
    notes.append(note("giấy tờ: số bản không dùng được", f"{raw}: {name}"))
    return 0


def _without_repetition(documents: Iterable[RequiredDocument], notes: list[str]) -> Iterator[RequiredDocument]:
    seen: dict[tuple[str, int, int, bool], RequiredDocument] = {}
    for document in documents:
        key = (document.name, document.originals, document.copies, document.to_show)
        if key in seen:
            notes.append(note("giấy tờ: bỏ dòng lặp", document.name))
            files = tuple(dict.fromkeys((*seen[key].files, *document.files)))
            seen[key] = document.model_copy(update={"files": files})
        else:
            seen[key] = document
    yield from seen.values()
