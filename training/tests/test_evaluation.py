"""Cursors, the copy baseline and the scores."""

import context  # noqa: F401

import unittest
from random import Random

from inkling_train.copying import copied
from inkling_train.cursors import KINDS, cursors
from inkling_train.documents import Document, Documents
from inkling_train.overlap import overlaps
from inkling_train.scores import calibration, edit_similarity, exact, first_word, interval, paired_interval
from test_shaping import TEXT


class Cursors(unittest.TestCase):
    def setUp(self):
        document = Document("npm_shop", "src/total.ts", "typescript", TEXT * 5)
        self.found = cursors([document], {"typescript": {kind: 25 for kind in KINDS}})

    def test_a_cursor_is_its_document(self):
        self.assertEqual(len(self.found), 100)
        for cursor in self.found:
            self.assertEqual(cursor.prefix + cursor.target + cursor.suffix, cursor.document.text)
            self.assertTrue(cursor.suffix == "" or cursor.suffix[0] == "\n")

    def test_kinds(self):
        for cursor in self.found:
            before = cursor.prefix.split("\n")[-1]
            if cursor.kind == "word":
                self.assertTrue(before[-1].isalnum() and cursor.target[0].isalnum())
            if cursor.kind in ("blank", "block"):
                self.assertEqual(before.strip(), "")
            self.assertEqual("\n" in cursor.target, cursor.kind == "block")


class Copying(unittest.TestCase):
    def test_the_longest_match_wins_and_the_latest_of_its_file(self):
        text = "const alpha = first(one);\nconst gamma = first(two);\nconst alpha = first("
        self.assertEqual(copied(text, []), ("one);", 20))

    def test_other_files_help(self):
        self.assertEqual(copied("import { thing", ["import { thing } from 'x';\nmore"]), (" } from 'x';", 13))

    def test_nothing_to_copy(self):
        self.assertEqual(copied("abc", ["xyz"]), ("", 0))


class Overlap(unittest.TestCase):
    HELD = Document("npm_held", "a.ts", "typescript", TEXT)

    def ways(self, text):
        return [how for _, _, how in overlaps([self.HELD], [Document("npm_other", "b.ts", "typescript", text)])]

    def test_the_same_text_with_other_white_space(self):
        self.assertEqual(self.ways(TEXT.replace("\n", "\n\n")), ["exact"])

    def test_most_lines(self):
        self.assertEqual(self.ways("const unlike = 1;\n" + TEXT), ["near"])

    def test_strange(self):
        self.assertEqual(self.ways("\n".join(line[::-1] for line in TEXT.split("\n"))), [])


class Scores(unittest.TestCase):
    def test_edit_similarity(self):
        self.assertEqual(edit_similarity("kitten", "sitting"), 1 - 3 / 7)
        self.assertEqual(edit_similarity("", ""), 1.0)
        self.assertEqual(edit_similarity("a;  ", "a;"), 1.0)

    def test_exact_forgives_only_the_end(self):
        self.assertEqual((exact("a ", "a"), exact(" a", "a")), (1.0, 0.0))

    def test_the_first_word(self):
        self.assertEqual([first_word(made, "total(x)") for made in ("total", " total.y", "totals(x)", "", "(total")], [1, 1, 0, 0, 0])
        self.assertEqual(first_word(")", ");"), 1.0)

    def test_calibration(self):
        said, right = [0.1] * 50 + [0.9] * 50, [0.0] * 45 + [1.0] * 5 + [1.0] * 45 + [0.0] * 5
        self.assertAlmostEqual(calibration(said, right, 2)[0], 0.0)
        error, rows = calibration(said, [0.0] * 100, 2)
        self.assertAlmostEqual(error, 0.5)
        self.assertEqual([count for count, _, _ in rows], [50, 50])

    def test_seeds_as_pairs(self):
        self.assertEqual(paired_interval([0.25]), "+0.250")
        self.assertEqual(paired_interval([0.1, 0.2, 0.3]), "+0.200 ± 0.248")

    def test_the_interval_surrounds_the_mean(self):
        mean, low, high = interval([1.0] * 30 + [0.0] * 70)
        self.assertAlmostEqual(mean, 0.3)
        self.assertTrue(0.18 < low < 0.26 and 0.34 < high < 0.42, (low, high))


class Drawing(unittest.TestCase):
    def test_similar_windows_come_from_other_files_of_the_package(self):
        shared = "function totalOfInvoices(invoices) {\n  return invoices.reduce(addInvoice, emptyInvoice);\n}\n" * 3
        noise = "def paint(colour, canvas):\n    canvas.fill(colour)\n    return canvas.finished\n" * 3
        rows = [
            Document("npm_a", "a.ts", "typescript", TEXT), Document("npm_a", "b.ts", "typescript", shared),
            Document("npm_a", "c.ts", "typescript", noise), Document("npm_b", "d.ts", "typescript", shared),
        ]
        documents = Documents(rows)
        (best,) = documents.similar_windows(0, "totalOfInvoices(invoices, emptyInvoice)", Random(1), 1)
        self.assertEqual(best, (rows[1], shared))

    def test_languages_are_drawn_by_share(self):
        documents = Documents([Document("npm_a", "a.ts", "typescript", TEXT), Document("npm_a", "a.c", "c", TEXT * 50)])
        random = Random(1)
        drawn = [documents.rows[documents.draw(random)].language for _ in range(400)]
        self.assertGreater(drawn.count("typescript"), 380)


if __name__ == "__main__":
    unittest.main()
