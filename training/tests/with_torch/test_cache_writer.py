"""The n-gram cache follows the longest context it knows.

Needs the packages of requirements.txt: `training/run.sh test`.
"""

import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from inkling_train.cache_writer import CacheWriter  # noqa: E402

PIECES = ["a", "b", "c", "d", "e", "bd", "\n", None]
A, B, C, D, E, BD, LINE, END = range(8)


class Cache(unittest.TestCase):
    def write(self, files, before):
        return CacheWriter(files, END).write(before, PIECES, 9)

    def test_the_longest_context_wins(self):
        files = [[C, A, B, D, LINE, C, A, B, D, LINE], [E, A, B, E, LINE]]
        self.assertEqual(self.write(files, [E, A, B]), "e\n")
        self.assertEqual(self.write(files, [C, A, B]), "d\n")

    def test_the_file_itself_counts(self):
        self.assertEqual(self.write([], [A, B, C, LINE, A, B, C]), "\n")

    def test_a_cursor_inside_a_token(self):
        self.assertEqual(self.write([[A, C, BD, LINE]], [A, C, B]), "d\n")

    def test_nothing_known(self):
        self.assertEqual(self.write([], [A, B, C]), "")


if __name__ == "__main__":
    unittest.main()
