"""The attention written for processors gives what PyTorch's own gives, and so do its gradients.

Needs the packages of requirements.txt: `training/run.sh test`.
"""

import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import torch  # noqa: E402
import torch.nn.functional as F  # noqa: E402

from inkling_train.model import attend  # noqa: E402


class Attention(unittest.TestCase):
    def test_like_the_exact_one(self):
        torch.manual_seed(1)
        for length in (2, 256, 300, 700):
            heads = [torch.randn(2, count, length, 16).bfloat16().requires_grad_() for count in (4, 2, 2)]
            exact = [head.detach().float().requires_grad_() for head in heads]
            weight = torch.randn(2, 4, length, 16)
            (attend(*heads).float() * weight).sum().backward()
            (F.scaled_dot_product_attention(*exact, is_causal=True, enable_gqa=True) * weight).sum().backward()
            for ours, theirs in zip(heads, exact):
                error = (ours.grad.float() - theirs.grad).norm() / theirs.grad.norm()
                self.assertLess(float(error), 0.02)


if __name__ == "__main__":
    unittest.main()
