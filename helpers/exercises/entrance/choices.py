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


def spellings(letter: str, *texts: str) -> Mapping[str, str]:
    """Every way to write the right ``letter``, and the option's own words."""
    small = letter.lower()
    letters = (letter, small, *(chr(ord(sign) + 0xFEE0) for sign in (letter, small)))
    written = [sign + dot for sign in letters for dot in _DOTS]
    written += [f"选{letter}", f"选 {letter}", *texts]
    return {text: letter for text in written if text != letter}


def one_letter(letter: str, *texts: str) -> Rule:
    """The rule of a choice whose right answer is ``letter``."""
    return Rule(spellings=spellings(letter, *texts))


def _letter(value: Any) -> str:
    text = unicodedata.normalize("NFKC", value) if isinstance(value, str) else ""
    return text.strip().removeprefix("选").strip(" .。、").upper()


def took(letter: str, says: str, asks: str) -> Mistake:
    """The mistake of taking the option ``letter``, however it is written."""
    return replace(
        chose(letter, says, asks),
        recognises=lambda expected, actual: _letter(actual.value) == letter,
    )
