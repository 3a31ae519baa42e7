"""What holds for one way of starting kernels must hold for the other."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.grading.execution import support


@pytest.fixture(params=list(support.STARTS))
def each_executor(request: pytest.FixtureRequest) -> Iterator[str]:
    """Run the test once with each way of starting kernels, which is what ``support.run`` uses then."""
    support.in_use.append(support.STARTS[request.param])
    yield request.param
    support.in_use.pop()
