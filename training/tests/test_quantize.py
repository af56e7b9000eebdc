"""Which tensor gets which type, and that a row which does not fill a block is refused."""

import context  # noqa: F401

import unittest

from inkling_train.ggml import quantized
from inkling_train.quantize import FILE_TYPES, field, type_of


class Types(unittest.TestCase):
    def test_vectors_stay_exact(self):
        for kind in FILE_TYPES:
            self.assertEqual(type_of("blk.0.attn_norm.weight", (256,), kind, 6), "f32")

    def test_the_embedding_gets_more_bits(self):
        found = {kind: type_of("token_embd.weight", (256, 8192), kind, 6) for kind in FILE_TYPES}
        self.assertEqual(found, {"q4_0": "q6_k", "q8_0": "q8_0", "q4_k_m": "q6_k", "q5_k_m": "q6_k", "q6_k": "q6_k"})

    def test_the_mixed_ones_favour_some_layers(self):
        down = [type_of(f"blk.{layer}.ffn_down.weight", (768, 256), "q4_k_m", 6) for layer in range(6)]
        self.assertEqual(down, ["q4_k", "q4_k", "q6_k", "q4_k", "q4_k", "q6_k"])
        self.assertEqual(type_of("blk.5.ffn_up.weight", (256, 768), "q4_k_m", 6), "q4_k")
        self.assertEqual(type_of("blk.5.ffn_down.weight", (768, 256), "q4_0", 6), "q4_0")

    def test_rows_fill_blocks(self):
        with self.assertRaises(ValueError):
            quantized(None, [0.0] * 192, 192, "q4_k")

    def test_fields_keep_their_types(self):
        self.assertEqual(field("inkling.files", True), ("inkling.files", 7, True))
        self.assertEqual(field("inkling.training.tokens", 5), ("inkling.training.tokens", 10, 5))
        self.assertEqual(field("llama.block_count", 6), ("llama.block_count", 4, 6))


if __name__ == "__main__":
    unittest.main()
