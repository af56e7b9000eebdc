"""How many threads to use on a machine that others use too."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

import torch


class ThreadChoice:
    """One thread or all: every so often the other count has a short try, and the faster one is kept.

    Two threads beside another busy process wait for each other at every barrier and are many times slower than one, so
    that even a try is dear: there is none while the machine is busy, and a busy machine gets one thread at once.
    """

    PERIOD = 24
    TRIES = 2

    def __init__(self, fixed: int = 0) -> None:
        self.cores = max(1, len(os.sched_getaffinity(0)))
        self.options = (fixed,) if fixed else (1, self.cores)
        self.current = self.options[0]
        self.steps = 0
        self.seconds: dict[int, float] = {}
        torch.set_num_threads(self.current)

    @contextmanager
    def timed(self) -> Iterator[None]:
        """Times one step, then settles the thread count of the next."""
        start = time.monotonic()
        yield
        self.note(time.monotonic() - start, os.getloadavg()[0])

    def note(self, seconds: float, load: float) -> None:
        """Takes in the time of a step at the current count, and the machine's load (runnable threads, one-minute mean)."""
        known = self.seconds.get(self.current)
        self.seconds[self.current] = seconds if known is None else 0.6 * known + 0.4 * seconds
        self.steps += 1
        if len(self.options) < 2:
            return
        if load > self.cores + 1.5:
            self.seconds.clear()
            self.current = 1
        else:
            phase = self.steps % self.PERIOD
            best = min(self.options, key=lambda option: self.seconds.get(option, 0.0))
            other = self.options[1] if best == self.options[0] else self.options[0]
            if phase == 0:
                self.seconds.pop(other, None)
            self.current = other if phase < self.TRIES else best
        torch.set_num_threads(self.current)
