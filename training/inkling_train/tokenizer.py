"""Byte-level BPE with the pre-tokenizer that llama.cpp calls `qwen2`.

    python -m inkling_train.tokenizer [--vocab 8192]
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator
from pathlib import Path

from tokenizers import Regex, Tokenizer, decoders, models, pre_tokenizers, trainers

from .paths import work

CONTROLS = (
    "<|endoftext|>", "<|fim_prefix|>", "<|fim_middle|>", "<|fim_suffix|>", "<|fim_pad|>", "<|repo_name|>", "<|file_sep|>",
)

QWEN2 = (
    r"(?:'[sS]|'[tT]|'[rR][eE]|'[vV][eE]|'[mM]|'[lL][lL]|'[dD])|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}"
    r"| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)

SAMPLE_MB = {"typescript": 9, "typescriptreact": 3, "javascript": 6, "python": 7, "go": 1.5, "rust": 1.5}
OTHER_SAMPLE_MB = 0.4
LONGEST = 40_000
"""Characters taken of one file, so that a long one does not set the merges."""


def train(texts: Iterator[str], vocab: int) -> Tokenizer:
    """A tokenizer of exactly `vocab` entries, the control tokens last."""
    tokenizer = configured(Tokenizer(models.BPE()))
    trainer = trainers.BpeTrainer(
        vocab_size=vocab - len(CONTROLS), special_tokens=[], min_frequency=2, show_progress=False,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
    )
    tokenizer.train_from_iterator(texts, trainer)
    tokenizer.add_special_tokens(list(CONTROLS))
    return tokenizer


def configured(tokenizer: Tokenizer) -> Tokenizer:
    """With the pre-tokenizer and the decoder."""
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.Split(Regex(QWEN2), "isolated"),
        pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
    ])
    tokenizer.decoder = decoders.ByteLevel()
    return tokenizer


def sample(corpus: Path, seed: int = 1) -> Iterator[str]:
    """A mixture of the training split, by language."""
    chooser = random.Random(seed)
    for path in sorted(corpus.glob("*.train.jsonl")):
        budget = SAMPLE_MB.get(path.name.split(".")[0], OTHER_SAMPLE_MB) * 1e6
        lines = path.read_text(encoding="utf-8").splitlines()
        chooser.shuffle(lines)
        for line in lines:
            text = json.loads(line)["t"][:LONGEST]
            budget -= len(text)
            if budget < 0:
                break
            yield text


def tokenizer_path(vocab: int) -> Path:
    """Where the tokenizer of a size is kept."""
    return work() / f"tokenizer-{vocab}.json"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--vocab", type=int, default=8192)
    vocab = parser.parse_args().vocab
    tokenizer = train(sample(work("corpus")), vocab)
    tokenizer.save(str(tokenizer_path(vocab)))
    print(tokenizer_path(vocab), tokenizer.get_vocab_size())


if __name__ == "__main__":
    main()
