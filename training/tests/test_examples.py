"""Rows have the exact format that the extension sends."""

import context  # noqa: F401

import re
import unittest
from random import Random

from inkling_train.documents import Document, Documents
from inkling_train.examples import Mixture, example, fit_front, limit_suffix, packed
from inkling_train.shaping import says_more
from test_shaping import TEXT

CONTROLS = ("endoftext", "fim_prefix", "fim_middle", "fim_suffix", "fim_pad", "repo_name", "file_sep")


class Letters:
    """One token per character, control tokens from 0x110000 on."""

    def encode(self, text):
        return [ord(letter) for letter in text]

    def control(self, name):
        return 0x110000 + CONTROLS.index(name)

    def ends_line(self, token):
        return token == 10

    def text(self, ids):
        return "".join(chr(token) if token < 0x110000 else f"<|{CONTROLS[token - 0x110000]}|>" for token in ids)


def documents():
    return Documents([
        Document("npm_@acme+shop", f"src/part{number}/total.ts", "typescript", TEXT.replace("total", f"total{number}") * 3)
        for number in range(6)
    ])


SPM = re.compile(
    r"(?:<\|repo_name\|>shop\n)?(?:<\|file_sep\|>typescript src/part\d/total\.ts\n(?:[^<]|<(?!\|))*?\n)*"
    r"<\|file_sep\|>typescript (src/part\d/total\.ts)\n<\|fim_suffix\|>((?:[^<]|<(?!\|))*)<\|fim_prefix\|>((?:[^<]|<(?!\|))*)<\|endoftext\|>",
)


class Examples(unittest.TestCase):
    def setUp(self):
        self.documents, self.letters = documents(), Letters()
        self.rows = [example(self.documents, self.letters, Random(seed), 2600, Mixture()) for seed in range(600)]
        self.texts = [self.letters.text(row.ids) for row in self.rows]

    def test_spm_rows_have_the_format_and_are_most(self):
        spm = [text for text in self.texts if re.search(r"<\|fim_suffix\|>.*<\|fim_prefix\|>", text, re.S)]
        for text in spm:
            self.assertRegex(text, SPM)
            self.assertIsNotNone(SPM.fullmatch(text), text)
        self.assertTrue(0.7 < len(spm) / len(self.texts) < 0.9)

    def test_prefix_and_middle_are_one_text_of_the_document(self):
        for text in self.texts:
            found = SPM.fullmatch(text)
            if found:
                source = next(row.text for row in self.documents.rows if row.path == found[1])
                self.assertIn(found[3], source)
                self.assertIn(found[2], source)

    def test_the_suffix_follows_the_middle(self):
        for text in self.texts:
            found = SPM.fullmatch(text)
            if found and found[2]:
                source = next(row.text for row in self.documents.rows if row.path == found[1])
                self.assertIn(found[3] + found[2], source)
                rest = found[2].split("\n")[0]
                self.assertTrue(rest == "" or says_more(rest))

    def test_rows_fit_their_room(self):
        for row in self.rows:
            self.assertLessEqual(len(row.ids), 2600)
            self.assertEqual(len(row.ids), len(row.weights))

    def test_the_middle_and_its_end_weigh_more(self):
        for row, text in zip(self.rows, self.texts):
            heavy = [token for token, weight in zip(row.ids, row.weights) if weight == Mixture().middle_weight]
            if SPM.fullmatch(text):
                self.assertEqual(heavy[-1], self.letters.control("endoftext"))
                self.assertIn(self.letters.text(heavy), text)

    def test_a_third_of_the_rows_has_context_files(self):
        share = sum(text.count("<|file_sep|>") > 1 for text in self.texts) / len(self.texts)
        self.assertTrue(0.15 < share < 0.45, share)

    def test_a_packed_row_is_exactly_as_long_as_asked_and_padding_weighs_nothing(self):
        row = packed(self.documents, self.letters, Random(1), 513)
        self.assertEqual(len(row.ids), 513)
        self.assertEqual(len(row.weights), 513)
        for token, weight in zip(row.ids, row.weights):
            if token == self.letters.control("fim_pad"):
                self.assertEqual(weight, 0.0)

    def test_a_truncated_prefix_starts_at_a_line_start(self):
        ids = self.letters.encode("one\ntwo\nthree\nfour")
        self.assertEqual(self.letters.text(fit_front(ids, 12, self.letters)), "three\nfour")

    def test_a_truncated_suffix_ends_at_a_line_end(self):
        suffix = "\nalpha beta\ngamma delta\nepsilon\n"
        for seed in range(200):
            made = limit_suffix(suffix, 20, Random(seed))
            self.assertTrue(suffix.startswith(made))
            self.assertTrue(made == "" or made.endswith("\n") or suffix[len(made)] == "\n", made)

    def test_a_project_is_named_like_a_folder(self):
        names = {"npm_@acme+shop": "shop", "npm_zod": "zod", "deb_python3-flask": "flask", "deb_librust-tokio-dev": "tokio"}
        for package, name in names.items():
            self.assertEqual(Document(package, "a", "go", "x").project, name)

    def test_a_mixture_of_completions_only(self):
        only = Mixture(spm=1.0, psm=0.0, context=0.0, other_weight=0.0)
        for seed in range(60):
            row = example(self.documents, self.letters, Random(seed), 2600, only)
            text = self.letters.text(row.ids)
            self.assertIsNotNone(SPM.fullmatch(text), text)
            self.assertEqual(text.count("<|file_sep|>"), 1)
            self.assertEqual(row.weights, sorted(row.weights))
            self.assertEqual(set(row.weights), {0.0, only.middle_weight})


if __name__ == "__main__":
    unittest.main()
