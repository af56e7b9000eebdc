"""A run that begins with a file has its tokenizer and its weights, and writes the same file again.

Needs the packages of requirements.txt: `training/run.sh test`.
"""

import sys
import tempfile
import unittest
from dataclasses import asdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import torch  # noqa: E402

from inkling_train import gguf, gguf_read  # noqa: E402
from inkling_train.checkpoint import Progress, save  # noqa: E402
from inkling_train.encoder import Bpe  # noqa: E402
from inkling_train.export import export, packed  # noqa: E402
from inkling_train.gguf_facts import seen_before  # noqa: E402
from inkling_train.model import Model, Shape  # noqa: E402
from inkling_train.start import model_of, tokenizer_of  # noqa: E402
from inkling_train.tokenizer import CONTROLS, train  # noqa: E402

TEXT = "export function area(width: number, height: number) {\n\treturn width * height; // é 漢 😀 12345\r\n}\n"


class Start(unittest.TestCase):
    def setUp(self):
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.folder = Path(scratch.name)
        train(iter([TEXT] * 40), 300).save(str(self.folder / "tokenizer.json"))
        self.encoder = Bpe(self.folder / "tokenizer.json")
        torch.manual_seed(1)
        self.model = Model(Shape(vocab=self.encoder.size, width=32, layers=2, heads=2, kv_heads=1, feed_forward=64))
        save(self.folder / "latest.pt", self.model, self.model, [], Progress(step=7, tokens=1234, seconds=5.5))

    def exported(self, kind):
        out = self.folder / f"{kind}.gguf"
        export(self.folder / "latest.pt", "model", kind, "Test", "v9", out)
        return gguf_read.read(out)

    def test_the_tokenizer(self):
        again = tokenizer_of(self.exported("f32").metadata)
        again.save(str(self.folder / "again.json"))
        other = Bpe(self.folder / "again.json")
        self.assertEqual(other.size, self.encoder.size)
        for text in (TEXT, "\n\n  \t", "if (a<|fim_prefix|>b)"):
            self.assertEqual(other.encode(text), self.encoder.encode(text))
            self.assertEqual(other.decode(other.encode(text)), text)
        for name in CONTROLS:
            self.assertEqual(other.control(name[2:-2]), self.encoder.control(name[2:-2]))

    def test_a_control_token_in_somebodys_code_is_text(self):
        self.assertFalse({self.encoder.control(name[2:-2]) for name in CONTROLS} & set(self.encoder.encode("x = '<|fim_prefix|>'")))

    def test_the_weights(self):
        tokens = torch.tensor([self.encoder.encode(TEXT)])
        for kind, tolerance in (("f32", 1e-5), ("q8_0", 0.02)):
            again = model_of(self.exported(kind))
            self.assertEqual(asdict(again.shape)["feed_forward"], 64)
            with torch.no_grad():
                self.assertLess(float((again(tokens) - self.model(tokens)).abs().max()), tolerance)

    def test_layers_that_are_gone_through_twice(self):
        tokens = torch.tensor([self.encoder.encode(TEXT)])
        looped = Model(Shape(vocab=self.encoder.size, width=32, layers=2, heads=2, kv_heads=1, feed_forward=64, loops=2))
        save(self.folder / "latest.pt", looped, looped, [], Progress())
        again = model_of(self.exported("f32"))
        self.assertEqual(again.shape.layers, 4)
        with torch.no_grad():
            self.assertLess(float((again(tokens) - looped(tokens)).abs().max()), 1e-5)
            both = looped.extend(tokens[:, :3], None)[1]
            self.assertLess(float((looped.extend(tokens[:, 3:4], both)[0] - looped(tokens)[0, 3]).abs().max()), 1e-5)

    def test_fast_blocks_are_the_slow_ones(self):
        weight = torch.randn(6, 64)
        weight[2] = 0
        slow = gguf.tensor("m", (64, 6), weight.flatten().tolist(), "q8_0")
        self.assertEqual(packed("m", weight, "q8_0"), slow)

    def test_the_progress(self):
        self.assertEqual(seen_before(self.exported("q8_0").metadata), {"tokens": 1234, "step": 7, "seconds": 5.5})


if __name__ == "__main__":
    unittest.main()
