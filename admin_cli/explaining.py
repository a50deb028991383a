"""Why does the bot answer so? The reading, the candidates with what counted for and against each, and the rule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console

from knowledge.answering import without_matching
from knowledge.answers import Answer, Answered, AskedBack, Context, SmallTalk, Unanswered
from knowledge.catalogue import Catalogue, learned_weights
from knowledge.deciding import Costs
from knowledge.looking_forward import looked_forward
from knowledge.wording.procedure_parts import TITLES
from nlp.rankings import FEATURES, Match, Ranking
from nlp.reading import Reading

SHOWN = 4
"""So many candidates are explained."""
TELLING = 0.3
"""From this difference in the logit on, a sign is told."""
TWINS = 0.5
"""From this probability on it is told that a candidate is right too where the first one is."""
SIGN_NAMES = {
    "classifier": "từ ngữ thường gặp của thủ tục này",
    "taught": "từ ngữ thường gặp của thủ tục này",
    "neighbours": "có câu đã lưu giống câu hỏi",
    "nearest": "có câu đã lưu giống câu hỏi",
    "covers": "có câu đã lưu giống câu hỏi",
    "text_order": "có câu đã lưu giống câu hỏi",
    "verbatim": "trùng nguyên văn một câu đã lưu",
    "covered": "thủ tục có các từ của câu hỏi",
    "name_both": "tên thủ tục",
    "name_order": "tên thủ tục",
    "meant": "nghĩa",
    "less_meant": "nghĩa",
    "near_text": "nghĩa",
    "near_texts": "nghĩa",
    "called": "tên thủ tục",
    "less_called": "tên thủ tục",
    "used_words": "cách người ta hay hỏi thủ tục này",
    "used_pairs": "cách người ta hay hỏi thủ tục này",
    "pairs_heard": "cách người ta hay hỏi thủ tục này",
    "discerned": "từ phân biệt với thủ tục gần giống",
    "conflict": "hoàn cảnh",
    "agrees": "hoàn cảnh",
    "outdone": "hoàn cảnh",
    "foreign": "chỉ cho trường hợp có nước ngoài",
    "again": "chỉ cho trường hợp làm lại",
}
"""What each of `FEATURES` tells, in an officer's words; those of one name are added up."""
CIRCUMSTANCE_NAMES = {
    "lost": "bị mất",
    "damaged": "bị hỏng",
    "expired": "hết hạn",
    "overdue": "quá hạn",
    "extend": "gia hạn",
    "first": "lần đầu",
    "again": "làm lại",
    "exchange": "đổi",
    "change": "thay đổi",
    "correct": "sửa sai",
    "add": "bổ sung",
    "withdraw": "thu hồi, trả lại",
    "remove": "xóa",
    "end": "chấm dứt",
    "pause": "tạm ngừng",
    "resume": "tiếp tục",
    "organisation": "tổ chức",
    "household_business": "hộ kinh doanh",
    "child": "trẻ em",
    "dead": "có người mất",
    "border": "biên giới",
    "mobile": "lưu động",
    "proxy": "làm thay",
    "inheritance": "thừa kế",
    "gift": "tặng cho",
    "sale": "mua bán",
    "foreign": "nước ngoài",
}


def explain(question: str, given: Answer, catalogue: Catalogue, console: Console) -> None:
    """Write why `given` is the answer to a question that stands alone."""
    reading = catalogue.matcher.read(question)
    lines = [*_read(reading), *_rule(reading, given, catalogue)]
    for line in lines:
        console.print(line, markup=False, soft_wrap=True)


def _read(reading: Reading) -> Iterator[str]:
    yield f"Đọc là: {reading.understood}"
    if reading.repairs:
        yield "Đã sửa: " + ", ".join(f"{typed} → {meant}" for typed, meant in reading.repairs)
    asked = ", ".join(TITLES[aspect] for aspect in reading.aspects) or "–"
    told = ", ".join(sorted(CIRCUMSTANCE_NAMES.get(name, name) for name in reading.circumstances)) or "–"
    yield f"Hỏi về: {asked}; hoàn cảnh: {told}"


def _rule(reading: Reading, given: Answer, catalogue: Catalogue) -> Iterator[str]:
    """The rule that decided; where it was a comparison, the candidates too."""
    if without_matching(reading, catalogue, Context()):
        match given:
            case SmallTalk():
                yield "Quy tắc: câu xã giao, không so với thủ tục nào."
            case AskedBack(options=()) | Unanswered(reason="no_match"):
                yield "Quy tắc: câu chưa nói về việc gì."
            case _:
                yield "Quy tắc: trong câu có mã thủ tục."
        return
    ranking = catalogue.matcher.rank(reading)
    yield from _candidates(ranking, catalogue)
    if isinstance(given, AskedBack) and given.event:
        yield "Quy tắc: câu kể một sự kiện trong đời, nên đưa các việc cần làm theo thứ tự."
    elif isinstance(given, Answered) and len(given.codes) > 1:
        yield "Quy tắc: hai vế của câu hỏi hai thủ tục khác nhau, vế nào cũng rõ."
    else:
        yield from _by_cost(reading, ranking, catalogue)


def _candidates(ranking: Ranking, catalogue: Catalogue) -> Iterator[str]:
    matches = ranking.matches[:SHOWN]
    for match in matches:
        label = catalogue.procedures[match.key].label
        yield f'{match.probability:.2f}  {match.key}  {label}  (câu gần nhất: "{match.text}")'
        for word, signs in _counted(match, [other for other in ranking.matches if other is not match]):
            yield f"      {word}: {signs}"
        if match is not matches[0] and (share := catalogue.matcher.twins.chance(matches[0].key, match.key)) >= TWINS:
            yield f"      dùng thay thủ tục đầu cũng được: {share:.2f}"
    yield f"{ranking.none:.2f}  không phải thủ tục nào"


def _counted(match: Match, others: Sequence[Match]) -> Iterator[tuple[str, str]]:
    """What speaks for a candidate and what against it, compared with the others, the strongest first."""
    told: dict[str, float] = {}
    for place, (name, weight) in enumerate(zip(FEATURES, learned_weights().entry, strict=True)):
        usual = sum([other.features[place] for other in others]) / (len(others) or 1)
        told[SIGN_NAMES[name]] = told.get(SIGN_NAMES[name], 0.0) + weight * (match.features[place] - usual)
    ordered = sorted(told.items(), key=lambda each: -abs(each[1]))
    for word, sign in (("hợp vì", 1), ("trừ vì", -1)):
        strong = [f"{name} ({value:+.1f})" for name, value in ordered if value * sign >= TELLING][:3]
        if strong:
            yield word, ", ".join(strong)


def _by_cost(reading: Reading, ranking: Ranking, catalogue: Catalogue) -> Iterator[str]:
    likely, sentence = looked_forward(reading, ranking, catalogue)
    if sentence:
        yield f'Riêng câu này nói rõ hơn cả tin nhắn: "{sentence}"'
    yield (
        f"Nếu trả lời thủ tục đầu: đúng {likely.first:.2f} · lẽ ra phải hỏi lại {likely.unclear:.2f} · "
        f"thủ tục khác trong bốn cái đầu {likely.other:.2f} · không có cái nào {likely.none:.2f}"
    )
    if reading.not_ours:
        yield f"Quy tắc: có từ của việc ngoài danh mục ({reading.not_ours}), nên phải rất chắc mới trả lời."
        return
    costs = Costs.of(likely)
    ways = sorted(zip(costs, ("trả lời", "hỏi lại", "nói chưa biết"), strict=True))
    yield "Quy tắc: chọn cách đỡ thiệt nhất cho người hỏi: " + " < ".join(f"{way} {cost:.2f}" for cost, way in ways)
