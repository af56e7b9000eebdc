"""Cuts follow the contract with the extension."""

import context  # noqa: F401

import unittest
from random import Random

from inkling_train import shaping
from inkling_train.shaping import CUTTERS, block_end, cut, line_end, says_more

TEXT = '''import { a } from './a';
import * as b from "b";

export function total(items: Item[], rate = 0.2): number {
  let sum = 0;
  for (const item of items) {
    sum += item.price * (1 + rate);

    log(`sum is ${sum}`, item);
  }
  return sum;
}

class Box {
  open(lid) {
    return lid.lift(this, { slowly: true });
  }
}
'''


def all_cuts(count=3000):
    return [cut(TEXT, Random(seed)) for seed in range(count)]


class Shaping(unittest.TestCase):
    def test_prefix_middle_and_suffix_are_the_document(self):
        for found in all_cuts():
            self.assertTrue(0 <= found.start <= found.end <= len(TEXT))

    def test_closers_after_the_cursor_belong_to_the_middle(self):
        for found in all_cuts():
            rest = TEXT[found.start: line_end(TEXT, found.start)]
            if not says_more(rest):
                self.assertIn(TEXT[found.end: found.end + 1], ("\n", ""), (found, rest))

    def test_a_suffix_that_begins_mid_line_says_more_than_closers(self):
        for found in all_cuts():
            rest = TEXT[found.end: line_end(TEXT, found.end)]
            self.assertTrue(rest == "" or says_more(rest), (found, rest))

    def test_every_kind_occurs(self):
        self.assertEqual({found.kind for found in all_cuts()}, set(CUTTERS))

    def test_an_empty_middle_stands_at_the_end_of_a_finished_line(self):
        for found in all_cuts():
            if found.kind == "empty":
                self.assertEqual(found.start, found.end)
                self.assertEqual(TEXT[found.start], "\n")
                self.assertNotIn(TEXT[found.start - 1], "{(")

    def test_a_blank_line_cursor_stands_behind_the_indentation(self):
        for found in all_cuts():
            if found.kind == "blank":
                before = TEXT[TEXT.rfind("\n", 0, found.start) + 1: found.start]
                self.assertEqual(before.strip(), "")
                self.assertFalse(TEXT[found.start].isspace())

    def test_a_block_ends_where_its_indentation_ends(self):
        start = TEXT.index("for (const")
        end = block_end(TEXT, line_end(TEXT, start), 4, strict=True)
        self.assertTrue(TEXT[:end].endswith("log(`sum is ${sum}`, item);"))

    def test_a_long_middle_ends_at_a_line_end(self):
        text = "f(\n" + "".join(f"  argument_{i},\n" for i in range(200)) + ")\n"
        for seed in range(500):
            found = cut(text, Random(seed))
            self.assertLessEqual(found.end - found.start, shaping.MAX_MIDDLE)

    def test_says_more(self):
        for rest in ("", " ", ")", "});", "'];", " }, "):
            self.assertFalse(says_more(rest), rest)
        for rest in ("a)", ") {", ".then()", "=> 1"):
            self.assertTrue(says_more(rest), rest)


if __name__ == "__main__":
    unittest.main()
