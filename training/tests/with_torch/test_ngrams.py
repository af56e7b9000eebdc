"""The count model's probabilities are those that a slow count by hand gives.

Needs the packages of requirements.txt: `training/run.sh test`.
"""

import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np  # noqa: E402

from inkling_train.ngrams import DISCOUNT, Ngrams  # noqa: E402


def by_hand(stream, vocab, orders, ids, place, without=None):
    p = [stream.count(token) + 0.5 for token in range(vocab)]
    p = [value / sum(p) for value in p]
    for length in range(1, orders + 1):
        context = ids[place - length + 1: place + 1] if place - length + 1 >= 0 else None
        after = [stream[i + 1] for i in range(length - 1, len(stream) - 1) if stream[i - length + 1: i + 1] == context]
        if without in after:
            after.remove(without)
        if after:
            spare = DISCOUNT * len(set(after)) / len(after)
            p = [value * spare + max(after.count(token) - DISCOUNT, 0) / len(after) for token, value in enumerate(p)]
    return p


class Counts(unittest.TestCase):
    def setUp(self):
        self.stream = [int(x) for x in np.random.default_rng(1).integers(0, 5, 400)]
        self.model = Ngrams(np.array(self.stream), 6, orders=3)

    def test_like_by_hand(self):
        ids = self.stream[40:52]
        found = self.model.distributions(np.array(ids))
        self.assertTrue(np.allclose(found.sum(1), 1, atol=1e-4))
        for place in range(len(ids)):
            self.assertTrue(np.allclose(found[place], by_hand(self.stream, 6, 3, ids, place), atol=1e-5), place)

    def test_its_own_occurrence_does_not_count(self):
        ids, known = self.stream[40:52], self.stream[41:53]
        found = self.model.distributions(np.array(ids), np.array(known))
        for place in range(len(ids)):
            wanted = by_hand(self.stream, 6, 3, ids, place, known[place])
            self.assertTrue(np.allclose(found[place], wanted, atol=1e-5), place)


if __name__ == "__main__":
    unittest.main()
