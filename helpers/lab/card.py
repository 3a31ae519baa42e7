"""The check card: a verdict as a small piece of HTML that needs no script and no network."""

from __future__ import annotations

from html import escape

from helpers.checking.verdict import Shown, Verdict

# dark enough on light for a projector; the sign tells without the colour
_LOOKS = {
    "right": ("✔", "#1b7f4d", "#eaf6ef"),
    "partial": ("◐", "#a86400", "#fdf4e3"),
    "diagnosed": ("✘", "#b3261e", "#fdeeed"),
    "wrong": ("✘", "#b3261e", "#fdeeed"),
    "error": ("⚠", "#b3261e", "#fdeeed"),
    "not_attempted": ("○", "#5f6368", "#f3f4f5"),
}


def card_html(verdict: Verdict) -> str:
    """Return the card of a verdict; all text in it is escaped."""
    sign, dark, light = _LOOKS[verdict.status]
    score = f"{verdict.score:g} / {verdict.points:g} 分"
    body = [
        f'<div style="font-weight:700;color:{dark}">{sign} {escape(verdict.title)}：'
        f'{escape(verdict.headline)}<span style="float:right">{score}</span></div>'
    ]
    if verdict.says:
        body.append(f'<p style="margin:6px 0 2px">{escape(verdict.says)}</p>')
    if verdict.asks:
        body.append(f'<p style="margin:2px 0 6px"><b>想一想：</b>{escape(verdict.asks)}</p>')
    body += [_table(shown) for shown in verdict.tables]
    if len(verdict.parts) > 1 and verdict.status != "right":
        body.append(_parts(verdict))
    return (
        f'<div style="border-left:6px solid {dark};background:{light};color:#202124;'
        f'padding:10px 14px;margin:4px 0;border-radius:4px;line-height:1.6">{"".join(body)}</div>'
    )


def _table(shown: Shown) -> str:
    cell = 'style="text-align:left;padding:2px 10px;border:1px solid #c8ccd0"'
    head = "".join(f"<th {cell}>{escape(str(c))}</th>" for c in shown.columns)
    rows = "".join(
        "<tr>" + "".join(f"<td {cell}>{escape(str(v))}</td>" for v in row) + "</tr>"
        for row in shown.rows
    )
    return (
        f'<div style="margin:6px 0"><div style="font-size:90%">{escape(shown.caption)}</div>'
        f'<table style="border-collapse:collapse;background:#fff;color:#202124">'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _parts(verdict: Verdict) -> str:
    texts = [
        f"{'✔' if part.earned else '✘'} {escape(part.title)}（{part.points:g} 分）"
        for part in verdict.parts
    ]
    return f'<p style="margin:6px 0 0;font-size:90%">得分点：{"　".join(texts)}</p>'
