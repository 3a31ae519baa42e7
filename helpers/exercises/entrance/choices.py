"""Choices of one letter: a small, a full-width or a dotted letter is that letter, right or wrong."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from helpers.checking.compare import Rule
from helpers.exercises.generic import chose
from helpers.exercises.model import Mistake

_DOTS = ("", "。", ".", "、", "．")
_BETWEEN = (" ", "　", "、", ".", "．")


def spellings(letter: str, *texts: str) -> Mapping[str, str]:
    """Every way to write the right ``letter``: alone, with the option's own words, or these alone."""
    small = letter.lower()
    letters = (letter, small, *(chr(ord(sign) + 0xFEE0) for sign in (letter, small)))
    written = [sign + dot for sign in letters for dot in _DOTS]
    written += [f"选{letter}", f"选 {letter}"]
    for text in texts:
        written += [text, f"{text}。", *(f"{letter}{sign}{text}" for sign in _BETWEEN)]
    return {text: letter for text in written if text != letter}


def one_letter(letter: str, *texts: str) -> Rule:
    """The rule of a choice whose right answer is ``letter``, or the option's own words."""
    return Rule(spellings=spellings(letter, *texts))


def took(letter: str, says: str, asks: str, *texts: str) -> Mistake:
    """The mistake of taking the option ``letter``, however it is written."""
    written = {_bare(text) for text in (letter, *spellings(letter, *texts))}
    return replace(
        chose(letter, says, asks),
        recognises=lambda expected, actual: _bare(actual.value) in written,
    )


def _bare(value: Any) -> str:
    text = unicodedata.normalize("NFKC", value) if isinstance(value, str) else ""
    return text.strip().upper()
