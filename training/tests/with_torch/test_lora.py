"""An adapter begins as nothing, learns alone, and its file adds up to the network that learned.

Needs the packages of requirements.txt: `training/run.sh test`.
"""

import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import torch  # noqa: E402

from inkling_train import gguf_read  # noqa: E402
from inkling_train.lora import adapt, is_adapter, write_adapter  # noqa: E402
from inkling_train.model import Model, Shape  # noqa: E402
from inkling_train.optimizer import optimizers  # noqa: E402

TOKENS = torch.arange(30)[None]


class Adapter(unittest.TestCase):
    def setUp(self):
        torch.manual_seed(1)
        self.model = Model(Shape(vocab=40, width=32, layers=2, heads=2, kv_heads=1, feed_forward=64))
        self.before = {name: weight.clone() for name, weight in self.model.state_dict().items()}
        self.logits = self.model(TOKENS).detach()
        adapt(self.model, 4)

    def learn(self):
        for _ in range(5):
            tuners = optimizers(self.model, 0.02, 0.02, muon=False)
            self.model.loss(TOKENS[:, :-1], TOKENS[:, 1:]).backward()
            for tuner in tuners:
                tuner.step()
                tuner.zero_grad()

    def test_it_begins_as_nothing(self):
        self.assertTrue(torch.equal(self.model(TOKENS), self.logits))

    def test_only_the_adapter_learns(self):
        self.learn()
        state = self.model.state_dict()
        self.assertTrue(is_adapter(state) and not is_adapter(self.before))
        for name, weight in self.before.items():
            self.assertTrue(torch.equal(state[name], weight), name)
        self.assertGreater(float((self.model(TOKENS) - self.logits).abs().max()), 0.01)

    def test_the_file_adds_up(self):
        self.learn()
        with tempfile.TemporaryDirectory() as folder:
            write_adapter(self.model.state_dict(), "Test", Path(folder) / "adapter.gguf")
            content = gguf_read.read(Path(folder) / "adapter.gguf")
        self.assertEqual((content.metadata["general.type"], content.metadata["adapter.type"]), ("adapter", "lora"))
        self.assertEqual(len(content.tensors), 2 * 7 * 2)
        merged = dict(self.before)
        for name in content.tensors:
            if name.endswith(".lora_a"):
                target = name.removesuffix(".lora_a")
                narrow = [
                    torch.frombuffer(content.values(f"{target}.lora_{side}"), dtype=torch.float32)
                    .reshape(*reversed(content.tensors[f"{target}.lora_{side}"][0])) for side in "ab"
                ]
                merged[target] = merged[target] + content.metadata["adapter.lora.alpha"] / 4 * narrow[1] @ narrow[0]
        plain = Model(self.model.shape)
        plain.load_state_dict(merged)
        self.assertLess(float((plain(TOKENS) - self.model(TOKENS)).abs().max()), 0.01)


if __name__ == "__main__":
    unittest.main()
