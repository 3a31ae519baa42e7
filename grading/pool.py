"""Judge a class in worker processes, and hand the results over in the order of the class.

Workers leave what they judged in the course's kept results, so a result that waits for its turn
takes no memory, and one that was judged before the grader died is not judged again.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from grading import pipeline
from grading.course import Course
from grading.kept import Graded, Kept

Key = tuple[str, str]  # lesson, student
END_SECONDS = 10.0  # for a worker to end its sandbox when it is told to stop


@dataclass(frozen=True)
class Judged:
    """What came of judging one submission; ``error`` is why there is no result.

    ``seconds``: wall time by phase, empty when the result was kept from an earlier run.
    ``graded`` is None where the result lies among the kept ones, under ``kept_as``. ``sandbox`` tells
    how it is judged.
    """

    key: Key
    graded: Graded | None = None
    kept_as: str = ""
    seconds: dict[str, float] = field(default_factory=dict)
    error: str = ""
    sandbox: bool = True

    def result(self, course: Course) -> Graded:
        """The result itself; judged again should the kept one be gone."""
        if self.graded is not None:
            return self.graded
        kept = Kept(course, *self.key).load(self.kept_as)
        return kept or pipeline.grade_submission(course, *self.key, sandbox=self.sandbox)


def judge_all(
    course: Course,
    keys: Sequence[Key],
    jobs: int,
    judged: Callable[[Judged], None],
    *,
    sandbox: bool = True,
) -> Generator[Judged, None, None]:
    """Yield what comes of each submission in the order of ``keys``; ``judged`` hears of it at once.

    ``jobs`` processes work; this one alone if there is little to do, and for what a broken pool has
    left over. An interrupt ends the workers and their sandboxes before it goes on.
    """
    left = deque(keys)
    if jobs > 1 and len(keys) > 1:
        ready: dict[Key, Judged] = {}
        with closing(_judge_in_pool(course, keys, jobs, sandbox)) as pool:
            for one in pool:
                judged(one)
                ready[one.key] = one
                while left and left[0] in ready:
                    yield ready.pop(left.popleft())
    while left:
        one = _judge(course.root, left.popleft(), sandbox)
        judged(one)
        yield one


def _judge_in_pool(
    course: Course, keys: Sequence[Key], jobs: int, sandbox: bool
) -> Generator[Judged, None, None]:
    """What workers say, as it comes; ends early when the pool breaks."""
    before = set(multiprocessing.active_children())
    # spawned, because a forked copy of a process with threads may hang
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=_start_worker)
    try:
        with interrupts_held():  # all workers start here, and none in the middle of an interrupt
            futures = [pool.submit(_judge_apart, course.root, key, sandbox) for key in keys]
        for future in as_completed(futures):
            yield future.result()
        pool.shutdown()
    except BrokenProcessPool:
        return
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
        _end(set(multiprocessing.active_children()) - before)


def _end(workers: set[multiprocessing.process.BaseProcess]) -> None:
    """Stop workers that are still in the middle of a submission."""
    for worker in workers:
        worker.terminate()
    deadline = time.monotonic() + END_SECONDS
    for worker in workers:
        worker.join(max(0.0, deadline - time.monotonic()))
        if worker.is_alive():
            worker.kill()
            worker.join()


@contextmanager
def interrupts_held() -> Iterator[None]:
    """Let Ctrl-C wait for the end of the block, where the system can do that."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _start_worker() -> None:
    """Make this process one that ends with the grader and leaves nothing behind."""
    if hasattr(os, "setpgrp"):
        # a terminal sends Ctrl-C to a whole group: a sandbox that it ends would look like an answer
        # that does, and cost its learner the marks
        os.setpgrp()
    signal.signal(signal.SIGTERM, _leave)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    threading.Thread(target=_end_with_grader, daemon=True).start()


def _leave(*_: object) -> None:
    """Unwind, so that the sandbox is closed and its folder removed; once is enough."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    sys.exit(1)


def _end_with_grader() -> None:
    """Wait until the grader is gone, however it went, and go too: a worker would wait for ever."""
    grader = multiprocessing.parent_process()
    assert grader is not None
    grader.join()
    signal.raise_signal(signal.SIGTERM)
    time.sleep(END_SECONDS)
    os._exit(1)


def _judge_apart(root: Path, key: Key, sandbox: bool) -> Judged:
    """Judge in a worker: the result goes to the kept ones, and only what is said of it comes back."""
    try:
        judged = _judge(root, key, sandbox)
    except SystemExit:
        os._exit(1)  # told to stop; the sandbox is closed by now, and the pool would go on
    kept_as = judged.graded.key if judged.graded else ""
    return replace(judged, graded=None, kept_as=kept_as)


def _judge(root: Path, key: Key, sandbox: bool) -> Judged:
    try:
        graded = pipeline.grade_submission(Course(root), *key, sandbox=sandbox)
    except Exception as error:
        # a fault of ours with one submission must not cost the class its marks
        return Judged(key, error=str(error) or type(error).__name__, sandbox=sandbox)
    seconds = {} if graded.from_kept else graded.seconds
    return Judged(key, graded, graded.key, seconds, sandbox=sandbox)
