"""What was probably meant: a near word, or the same figure without full-width signs.

A figure is never guessed at the cost of its meaning: words that bound it become signs, and a
figure with any other word (a unit, 万, 亿) is left to the planner.
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Mapping
from difflib import get_close_matches

from dashboard.problems import Code
from dashboard.values import Unfit, parse_amount, parse_day, parse_number, parse_period

_MANY = 5_000
"""Among more words than this no near one is looked for: it would take too long."""

_DAY = re.compile(r"([0-9]{4})[年/.-]?(?:([0-9]{1,2})[月/.-]?(?:([0-9]{1,2})[日号]?)?)?\Z")
_DIGITS = r"[0-9]+(?:\.[0-9]+)?"
_LEAST, _MOST, _ABOUT = ">=", "<=", "~"
_BEFORE = {
    "大于等于": _LEAST, "不低于": _LEAST, "不少于": _LEAST, "至少": _LEAST, "超过": _LEAST,
    "突破": _LEAST, "逾": _LEAST, "超": _LEAST, "≥": _LEAST,
    "小于等于": _MOST, "不超过": _MOST, "不多于": _MOST, "不高于": _MOST, "至多": _MOST,
    "不到": _MOST, "不足": _MOST, "少于": _MOST, "低于": _MOST, "≤": _MOST,
    "将近": _ABOUT, "接近": _ABOUT, "大约": _ABOUT, "约": _ABOUT, "近": _ABOUT, "≈": _ABOUT,
}  # fmt: skip
_AFTER = {
    "以上": _LEAST, "多": _LEAST, "余": _LEAST,
    "以内": _MOST, "以下": _MOST,
    "左右": _ABOUT, "上下": _ABOUT,
}  # fmt: skip
_YES = {"是": "yes", "y": "yes", "on": "yes", "1": "yes", "对": "yes"}
_NO = {"否": "no", "n": "no", "off": "no", "0": "no", "不是": "no"}
_KEYS = {
    "来源": "source", "出处": "source", "时期": "period", "期间": "period", "年份": "period",
    "数值": "value", "数": "value", "值": "value", "状态": "status", "单位": "unit",
    "名称": "name", "标题": "title", "简称": "short", "备注": "note", "说明": "note",
    "定义": "definition", "口径": "definition", "指标": "indicator", "目标": "targets",
    "期限": "by", "截止": "by", "基期": "baseline", "基数": "baseline", "日期": "on",
    "发布": "published", "发布日期": "published", "等级": "grade", "可信度": "grade",
    "网址": "url", "转载": "via", "发布者": "publisher", "证据": "evidence", "节点": "nodes",
    "内容": "statement", "类别": "kind", "种类": "kind", "类型": "kind", "地区": "area",
    "观测": "observations", "观测数": "observations", "承诺": "commitments", "采用": "used",
    "性质": "nature", "频率": "frequency", "中文": "zh", "英文": "en", "cn": "zh", "eng": "en",
}  # fmt: skip
"""Names of keys as a planner might say them."""

_WORDS = {
    "流量": "flow", "存量": "stock", "比率": "share", "占比": "share", "比例": "share",
    "排名": "rank", "位次": "rank", "越高越好": "higher", "高": "high", "中": "medium",
    "越低越好": "lower", "年": "year", "年度": "year", "每年": "year", "月": "month",
    "月度": "month", "每月": "month", "季": "quarter", "季度": "quarter", "半年": "half-year",
    "实际": "actual", "预计": "expected", "初步": "preliminary", "修订": "revised",
    "上限": "limits", "指标": "target", "目标": "target", "工程": "project", "项目": "project",
    "改革": "reform", "方向": "ambition", "已开工": "begun", "开工": "begun",
    "在推进": "under-way", "在建": "under-way", "推进中": "under-way", "已完成": "done",
    "完成": "done", "建成": "done", "未完成": "not-done", "已实行": "adopted",
    "实行": "adopted", "已扩大": "widened", "已停止": "ended", "背景": "context",
    "有进展": "supports", "已达到": "reached", "未达到": "not-reached", "桥": "bridge",
    "大桥": "bridge", "隧道": "tunnel", "渡口": "ferry", "规划": "planned",
    "序时进度": "shixu", "序时": "shixu", "挣值": "earned-value", "挣值法": "earned-value",
    "预计完成份额": "projected-share", "欧盟统计局": "eurostat", "加拿大统计局": "statcan",
    "联合国进展图": "un-progress-chart", "德国联邦统计局": "destatis", "增长率": "geometric",
}  # fmt: skip
"""Words of choices as a planner might say them."""


def near(text: str, words: Collection[str]) -> str:
    """Return the one of the words that was probably meant, or nothing."""
    narrow = _narrow(text)
    plain = narrow.lower().replace(" ", "-")
    known = (_KEYS.get(narrow, ""), _WORDS.get(narrow, ""))
    for candidate in (plain, plain.replace("_", "-"), plain.replace("-", "_"), *known):
        if candidate in words:
            return candidate
    if len(words) > _MANY or len(text) > 80:  # noqa: PLR2004 - longer than any word of ours
        return ""
    return next(iter(get_close_matches(plain, words, 1, 0.7)), "")


def meant(code: Code, text: str, unit: str = "") -> str:
    """Return a text that its field would take in place of this one, or nothing.

    `unit` is the name of the unit in which the figure is asked for: only that may be dropped.
    """
    if code in {Code.NOT_A_VALUE, Code.NOT_A_NUMBER}:
        guess = _figure(code, text, _narrow(unit))
    elif code in _MEANT:
        guess = _MEANT[code](_narrow(text))
    else:
        return ""
    return "" if guess == text else guess


def reason(code: Code, text: str) -> str:
    """Return the id of why a text is not what its field takes, where that is known."""
    narrow = _narrow(text)
    if code in {Code.NOT_A_DAY, Code.NOT_A_PERIOD}:
        return next((why for why, is_so in _REASONS.items() if is_so(narrow)), "")
    if code in {Code.NOT_A_VALUE, Code.NOT_A_NUMBER}:
        if re.search(r"[0-9][，、][0-9]", text):
            return "comma"
        return "unit" if re.search(r"[0-9][^0-9.,]*\Z", narrow) and _words_of(narrow) else ""
    if code == Code.NOT_AN_ADDRESS and re.search(r"[：／．]", text):
        return "wide"
    return ""


def _narrow(text: str) -> str:
    """Return a text without full-width forms, odd spaces and marks that cannot be seen."""
    narrow = unicodedata.normalize("NFKC", text)
    return "".join(sign for sign in narrow if unicodedata.category(sign) != "Cf").strip()


def _tried(parse: Callable[[str], object], text: str) -> str:
    try:
        parse(text)
    except Unfit:
        return ""
    return text


# --- dates ---------------------------------------------------------------------------------


def _day(text: str) -> str:
    match = _DAY.match(text)
    if match is None:
        return ""
    return _tried(parse_day, "-".join(part.zfill(2) for part in match.groups() if part))


def _period(text: str) -> str:
    year = re.match(r"([0-9]{4})\s*年?\s*(.+)", text)
    part = _part(year[2].strip("- ").upper()) if year else ""
    if year and part and (guess := _tried(parse_period, f"{year[1]}-{part}")):
        return guess
    return _tried(parse_period, _day(text))


def _part(text: str) -> str:
    """Return the part of a year that words name, as a period writes it."""
    fixed = {
        "上半年": "H1", "下半年": "H2", "H1": "H1", "H2": "H2",
        "前三季度": "Q1..Q3", "前3季度": "Q1..Q3", "一至三季度": "Q1..Q3",
        "1-3季度": "Q1..Q3", "前两季度": "H1", "前二季度": "H1", "全年": "Q1..Q4",
    }  # fmt: skip
    if text in fixed:
        return fixed[text]
    if quarter := re.fullmatch(r"第?([一二三四1-4])季度?|Q([1-4])", text):
        digit = quarter[1] or quarter[2]
        return f"Q{'一二三四'.find(digit) + 1 or digit}"
    if quarters := re.fullmatch(r"Q([1-4])\s*(?:-|~|至|到|\.\.?)\s*Q?([1-4])", text):
        return f"Q{quarters[1]}..Q{quarters[2]}"
    if months := re.fullmatch(
        r"([0-9]{1,2})月?\s*(?:-|~|至|到|—|–|\.\.?)\s*([0-9]{1,2})月?份?", text
    ):
        return f"{months[1].zfill(2)}..{months[2].zfill(2)}"
    if months := re.fullmatch(r"前([0-9]{1,2})个?月", text):
        return f"01..{months[1].zfill(2)}"
    return ""


def _no_such_month(text: str) -> bool:
    match = re.match(r"[0-9]{4}[-年/.]([0-9]{1,2})(?![0-9])", text)
    return match is not None and not 1 <= int(match[1]) <= 12  # noqa: PLR2004 - months


_REASONS: Mapping[str, Callable[[str], bool]] = {
    "year": lambda text: bool(re.match(r"(?:1[0-8]|2[3-9]|[03-9][0-9])[0-9]{2}(?![0-9])", text)),
    "month": _no_such_month,
    "no-day": lambda text: (
        bool(re.fullmatch(r"[0-9]{4}[-年/.][0-9]{1,2}[-月/.][0-9]{1,2}日?", text))
        and not _day(text)
    ),
    "no-year": lambda text: bool(re.fullmatch(r"[0-9]{1,2}月([0-9]{1,2}[日号]?)?", text)),
    "short-year": lambda text: bool(
        re.fullmatch(r"'?[0-9]{2}[-年/.][0-9]{1,2}([-月/.][0-9]{1,2}日?)?|[0-9]{2}年", text)
    ),
    "years": lambda text: bool(re.fullmatch(r"[0-9]{4}年?\s*(\.\.|-|~|至|到)\s*[0-9]{4}年?", text)),
}


# --- figures -------------------------------------------------------------------------------


def _figure(code: Code, text: str, unit: str) -> str:
    """Return a figure with signs for the words around it, or nothing if a word is left over."""
    if re.search(r"[0-9][，、][0-9]", text):  # a decimal point or a separator: nobody knows
        return ""
    bare, sign = _signed(_narrow(text).strip("“”\"'").strip(), unit)
    bare = _ungrouped(bare)
    if code == Code.NOT_A_NUMBER:
        return "" if sign else _tried(parse_number, bare)
    spans = re.fullmatch(rf"({_DIGITS})(?:-|~|–|—|至|到|\.\.\.?|…)({_DIGITS})", bare)
    if spans and not sign:
        return _tried(parse_amount, f"{spans[1]}..{spans[2]}")
    return _tried(parse_amount, sign + bare)


def _signed(text: str, unit: str) -> tuple[str, str]:
    """Return what is left of a figure without its bounding words and its unit, and the sign."""
    sign = ""
    bare = text.replace(" ", "").replace("−", "-").replace("∼", "~")
    if match := re.match(r"(>=?|=>|<=?|=<|~)(?=[0-9.])", bare):
        sign = {">": _LEAST, "=>": _LEAST, "<": _MOST, "=<": _MOST}.get(match[1], match[1])
        bare = bare[match.end() :]
    for word, meaning in _BEFORE.items():
        if not sign and bare.startswith(word):
            sign, bare = meaning, bare.removeprefix(word)
    for _ in range(2):  # 1300亿元左右, 1300多亿元
        bare = bare.removesuffix(unit) if unit else bare
        for word, meaning in _AFTER.items():
            if bare.endswith(word) and sign in {"", meaning}:
                sign, bare = meaning, bare.removesuffix(word)
    return bare, sign


def _ungrouped(text: str) -> str:
    """Return digits without the separators of thousands, where those are what they are."""
    if re.fullmatch(r"-?[0-9]{1,3}(?:[,_][0-9]{3})+(?:\.[0-9]+)?", text):
        return text.replace(",", "").replace("_", "")
    return re.sub(r"^0+(?=[1-9])", "", text)


def _words_of(text: str) -> str:
    """Return the words behind the digits of a figure that are no bounds."""
    tail = re.sub(r"^.*[0-9]", "", text)
    for word in _AFTER:
        tail = tail.replace(word, "")
    return tail.strip("\"'”“ ")


# --- words ---------------------------------------------------------------------------------


def _identity(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9 _.-]+", text):  # other signs belong to words, not to an id
        return ""
    slug = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
    return slug if re.match(r"[a-z]", slug) else ""


def _statement(text: str) -> str:
    match = re.fullmatch(r"[sS]?([0-9]{1,3})", text)
    return f"S{match[1].zfill(2)}" if match else ""


def _yes_no(text: str) -> str:
    word = text.lower()
    return word if word in {"yes", "no", "true", "false"} else _YES.get(word) or _NO.get(word, "")


def _address(text: str) -> str:
    if re.match(r"https?://?[\w-]+(\.[\w-]+)+", text, re.ASCII):
        return re.sub(r"^(https?):/+", r"\1://", text)
    return f"https://{text}" if re.match(r"[\w-]+(\.[\w-]+)+(/|\Z)", text, re.ASCII) else ""


_MEANT: Mapping[Code, Callable[[str], str]] = {
    Code.NOT_A_DAY: _day,
    Code.NOT_A_PERIOD: _period,
    Code.NOT_AN_ID: _identity,
    Code.NOT_A_STATEMENT: _statement,
    Code.NOT_YES_OR_NO: _yes_no,
    Code.NOT_AN_ADDRESS: _address,
}
