from __future__ import annotations

import pytest

from knowledge.checking import check_links
from knowledge.checks.sources import link
from tests.knowledge.checks.sound import another, only, sound

LINK = sound().source


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("https://dichvucong.gov.vn/thu-tuc/1", []),
        ("https://thutuc.dichvucong.gov.vn/p/home/dvc-tthc-thu-tuc-hanh-chinh-chi-tiet.html?ma_thu_tuc=1", []),
        ("https://VBPL.GOV.VN/1", []),
        ("http://dichvucong.gov.vn/1", ["insecure_link"]),
        ("https://example.com/1", ["off_site_link"]),
        ("https://dichvucong.gov.vn.example.com/1", ["off_site_link"]),
        ("https://dichvucong-gov.vn/1", ["off_site_link"]),
        ("http://example.com", ["insecure_link", "off_site_link"]),
        ("dichvucong.gov.vn/1", ["malformed_link"]),
        ("https://", ["malformed_link"]),
        ("https:///thu-tuc", ["malformed_link"]),
        ("https://dichvucong.gov.vn/thu tuc", ["malformed_link"]),
        ("https://dichvucong.gov.vn:cong/1", ["malformed_link"]),
        ("https://[gov.vn/1", ["malformed_link"]),
        ("ftp://dichvucong.gov.vn/1", ["malformed_link"]),
        ("Quyết định 12/QĐ-UBND", ["malformed_link"]),
    ],
)
def test_a_source_is_the_https_page_of_a_state_agency(source: str, found: list[str]) -> None:
    assert [each.kind for each in link(sound(source=source))] == found


@pytest.mark.parametrize(
    ("answer", "kind", "told"),
    [
        (404, "dead_link", f"Trang “{LINK}” không còn (HTTP 404)."),
        (410, "dead_link", f"Trang “{LINK}” không còn (HTTP 410)."),
        (400, "unreachable_link", f"Chưa mở được “{LINK}”: HTTP 400."),
        (503, "unreachable_link", f"Chưa mở được “{LINK}”: HTTP 503."),
        (OSError("không kết nối được"), "unreachable_link", f"Chưa mở được “{LINK}”: không kết nối được."),
    ],
)
def test_a_link_that_does_not_open_is_told_with_its_answer(answer: int | Exception, kind: str, told: str) -> None:
    found = only(check_links([sound()], lambda _: answer))

    assert (found.code, found.kind, found.says) == ("1.000001", kind, told)


def test_a_page_that_is_gone_is_an_error_and_one_that_may_come_back_a_warning() -> None:
    severities = {answer: only(check_links([sound()], lambda _, a=answer: a)).severity for answer in (404, 500)}  # type: ignore[misc]

    assert severities == {404: "error", 500: "warning"}


@pytest.mark.parametrize("answer", [200, 204, 301, 399])
def test_a_link_that_opens_is_no_finding(answer: int) -> None:
    assert check_links([sound()], lambda _: answer) == []


def test_each_link_is_fetched_once_and_malformed_ones_never() -> None:
    fetched: list[str] = []
    told: list[None] = []

    def fetch(link: str) -> int:
        fetched.append(link)
        return 404

    shared = [sound(), another(), another(code="1.000003", source="không có")]
    found = check_links(shared, fetch, lambda: told.append(None))

    assert fetched == [LINK]
    assert len(told) == 1
    assert [each.code for each in found] == ["1.000001", "1.000002"]
