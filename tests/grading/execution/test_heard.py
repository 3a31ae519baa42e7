"""What is kept of messages, whatever they are: caps hold, and nothing raises."""

from __future__ import annotations

import nbformat
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grading.execution import heard as heard_module
from grading.execution.api import REPLY_MIME, Limits
from grading.execution.heard import MAX_OUTPUTS, CellOutputs, Room

LIMITS = Limits(output_chars=50, reply_chars=20)
KINDS = ["stream", "display_data", "execute_result", "error", "clear_output", "status", "other"]
junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)
names = st.sampled_from(["data", "text", "name", "ename", "evalue", "traceback"])
contents = junk | st.dictionaries(
    names,
    junk | st.sampled_from(["stdout", "stderr"]) | st.dictionaries(st.just(REPLY_MIME), junk),
)
messages = st.fixed_dictionaries({"msg_type": st.sampled_from(KINDS) | junk, "content": contents})


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(messages, max_size=30))
def test_any_messages_give_valid_outputs_within_the_caps(said: list[dict[str, object]]) -> None:
    heard = CellOutputs(LIMITS)
    for message in said:
        heard.hear(message)
    outputs = heard.outputs()
    streams = [o["text"] for o in outputs if o["output_type"] == "stream"]
    assert sum(map(len, streams)) <= LIMITS.output_chars + 20
    assert len(outputs) <= MAX_OUTPUTS
    assert heard.reply is None or len(heard.reply) <= LIMITS.reply_chars
    for output in outputs:
        if output["output_type"] == "execute_result":
            output = output | {"execution_count": None}
        nbformat.validate(output, ref="output", version=4, version_minor=5)


@given(st.lists(st.text(max_size=20), max_size=20))
def test_pieces_of_one_stream_are_one_output(pieces: list[str]) -> None:
    heard = CellOutputs(Limits())
    for piece in pieces:
        heard.hear({"msg_type": "stream", "content": {"name": "stdout", "text": piece}})
    assert "".join(o["text"] for o in heard.outputs()) == "".join(pieces)
    assert len(heard.outputs()) <= 1


def test_only_the_first_reply_counts() -> None:
    heard = CellOutputs(LIMITS)
    for reply in ({"not": "text"}, "first", "second"):
        heard.hear({"msg_type": "display_data", "content": {"data": {REPLY_MIME: reply}}})
    assert heard.reply == "first" and heard.outputs() == []


def test_all_cells_together_keep_no_more_than_there_is_room_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Two thousand cells with ten megabytes each would fill the teacher's memory."""
    monkeypatch.setattr(heard_module, "MAX_ALL", 1_000)
    room, kept = Room(), []
    for _ in range(20):
        cell = CellOutputs(Limits(), room)
        for content in ({"data": {"text/html": "x" * 300}}, {"name": "stdout", "text": "y" * 90}):
            kind = "display_data" if "data" in content else "stream"
            cell.hear({"msg_type": kind, "content": content})
        cell.hear({"msg_type": "error", "content": {"traceback": ["z" * 50]}})
        cell.hear({"msg_type": "display_data", "content": {"data": {REPLY_MIME: "{}"}}})
        assert cell.reply == "{}"  # answers are not outputs
        kept += cell.outputs()
    assert sum(len(str(output)) for output in kept) < 2_000
