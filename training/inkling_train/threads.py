"""How many threads to use on a machine that others use too."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

import torch


class ThreadChoice:
    """One thread or all: every so often the other count has a short try, and the faster one is kept.

    Two threads beside another busy process wait for each other at every barrier and are slower than one.
    """

    PERIOD = 24
    TRIES = 2

    def __init__(self, fixed: int = 0) -> None:
        self.options = (fixed,) if fixed else (1, max(1, len(os.sched_getaffinity(0))))
        self.current = self.options[0]
        self.steps = 0
        self.seconds: dict[int, float] = {}
        torch.set_num_threads(self.current)

    @contextmanager
    def timed(self) -> Iterator[None]:
        """Times one step, then settles the thread count of the next."""
        start = time.monotonic()
        yield
        self.note(time.monotonic() - start)

    def note(self, seconds: float) -> None:
        """Takes in the time of a step at the current count."""
        known = self.seconds.get(self.current)
        self.seconds[self.current] = seconds if known is None else 0.6 * known + 0.4 * seconds
        self.steps += 1
        if len(self.options) < 2:
            return
        phase = self.steps % self.PERIOD
        best = min(self.options, key=lambda option: self.seconds.get(option, 0.0))
        other = self.options[1] if best == self.options[0] else self.options[0]
        if phase == 0:
            self.seconds.pop(other, None)
        self.current = other if phase < self.TRIES else best
        torch.set_num_threads(self.current)
