"""A file says with which sizes, control tokens and progress a run goes on from it."""

import context  # noqa: F401

import unittest

from inkling_train.gguf_facts import control_pieces, seen_before, shape_of

METADATA = {
    "general.architecture": "llama", "llama.context_length": 2048, "llama.embedding_length": 256, "llama.block_count": 6,
    "llama.feed_forward_length": 768, "llama.attention.head_count": 4, "llama.attention.head_count_kv": 2,
    "llama.attention.layer_norm_rms_epsilon": 1e-5, "llama.rope.freq_base": 10000.0, "tokenizer.ggml.pre": "qwen2",
    "tokenizer.ggml.tokens": ["a", "<|endoftext|>", "b", "<|fim_prefix|>"], "tokenizer.ggml.token_type": [1, 3, 1, 3],
}


class Facts(unittest.TestCase):
    def test_sizes(self):
        self.assertEqual(
            shape_of(METADATA),
            dict(
                vocab=4, width=256, layers=6, heads=4, kv_heads=2, feed_forward=768, context=2048,
                rope_base=10000.0, epsilon=1e-5,
            ),
        )

    def test_a_foreign_model_is_refused(self):
        for change in ({"general.architecture": "qwen2"}, {"tokenizer.ggml.pre": "llama-bpe"}):
            with self.assertRaises(ValueError):
                shape_of(METADATA | change)

    def test_control_tokens_in_the_order_of_their_ids(self):
        self.assertEqual(control_pieces(METADATA), ["<|endoftext|>", "<|fim_prefix|>"])

    def test_progress_by_number(self):
        numbers = {"inkling.training.tokens": 9, "inkling.training.step": 2, "inkling.training.seconds": 1.5}
        self.assertEqual(seen_before(METADATA | numbers), {"tokens": 9, "step": 2, "seconds": 1.5})

    def test_progress_of_the_first_version_stands_in_its_summary(self):
        summary = {"inkling.training.summary": "4.9 M tokens, 1209 steps, 1.50 h; source code"}
        self.assertEqual(seen_before(METADATA | summary), {"tokens": 4_900_000, "step": 1209, "seconds": 5400.0})

    def test_no_word_about_progress(self):
        self.assertEqual(seen_before(METADATA), {"tokens": 0, "step": 0, "seconds": 0.0})


if __name__ == "__main__":
    unittest.main()
