"""What is written can be read, and q8_0 is close to what it came from."""

import context  # noqa: F401

import tempfile
import unittest
from pathlib import Path
from random import Random

from inkling_train import gguf, gguf_read


class GgufFile(unittest.TestCase):
    def round_trip(self, kind):
        random = Random(1)
        matrix = [random.gauss(0, 1) for _ in range(64 * 3)]
        vector = [1.0, 2.5, -3.0]
        fields = [
            ("general.architecture", gguf.STRING, "llama"), ("llama.block_count", gguf.U32, 6),
            ("llama.rope.freq_base", gguf.F32, 10000.0), ("inkling.files", gguf.BOOL, True),
            ("tokenizer.ggml.tokens", gguf.ARRAY, ["a", "Ġb", "é"]), ("tokenizer.ggml.token_type", gguf.ARRAY, [1, 1, 3]),
        ]
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "model.gguf"
            gguf.write(path, fields, [gguf.tensor("m", (64, 3), matrix, kind), gguf.tensor("v", (3,), vector, kind)])
            self.assertEqual(list(Path(folder).iterdir()), [path])
            content = gguf_read.read(path)
        self.assertEqual(content.metadata, {key: value for key, _, value in fields})
        self.assertEqual(list(content.values("v")), vector)
        self.assertEqual(content.tensors["v"][1], "f32")
        self.assertEqual(content.tensors["m"][0], (64, 3))
        return max(abs(a - b) for a, b in zip(matrix, content.values("m"), strict=True))

    def test_f32(self):
        self.assertLess(self.round_trip("f32"), 1e-6)

    def test_f16(self):
        self.assertLess(self.round_trip("f16"), 2e-3)

    def test_q8_0(self):
        error = self.round_trip("q8_0")
        self.assertTrue(1e-4 < error < 0.02, error)

    def test_q8_0_of_zeros(self):
        self.assertEqual(gguf.q8_0([0.0] * 32), bytes(34))

    def test_q8_0_wants_whole_blocks(self):
        with self.assertRaises(ValueError):
            gguf.q8_0([1.0] * 33)

    def test_tensors_start_at_multiples_of_the_alignment(self):
        self.assertEqual([gguf.padded(size) for size in (0, 1, 32, 33)], [0, 32, 32, 64])

    def test_another_file_is_refused(self):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "other"
            path.write_bytes(b"not a model at all")
            with self.assertRaises(ValueError):
                gguf_read.read(path)


if __name__ == "__main__":
    unittest.main()
