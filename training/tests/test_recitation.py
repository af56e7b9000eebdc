"""Reciting is told from writing."""

import context  # noqa: F401

import unittest

from inkling_train.recitation import long_lines, recited

LINE = "const connection = await createConnection(options, handlers, retries);"


class Memorized(unittest.TestCase):
    def setUp(self):
        self.known = long_lines([f"a();\n  {LINE}\nb();\n"])

    def test_only_long_lines_are_known(self):
        self.assertEqual(self.known, {LINE})

    def test_a_whole_line_counts(self):
        self.assertEqual(recited("x();\n", f"short();\n    {LINE}\n", self.known), (1, 1))

    def test_another_long_line_does_not(self):
        self.assertEqual(recited("x();\n", "y();\n" + LINE.replace("retries", "limit of retries"), self.known), (1, 0))

    def test_a_line_that_the_user_mostly_wrote_does_not(self):
        self.assertEqual(recited(LINE[:50], LINE[50:], self.known), (0, 0))

    def test_a_line_that_the_model_mostly_wrote_does(self):
        self.assertEqual(recited("  " + LINE[:10], LINE[10:], self.known), (1, 1))


if __name__ == "__main__":
    unittest.main()
