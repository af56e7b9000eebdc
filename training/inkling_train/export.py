"""A checkpoint to a GGUF file; of a run with an adapter, the adapter.

    python -m inkling_train.export --run small --checkpoint cooled.pt --out inkling.gguf --type q8_0
"""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from pathlib import Path

import torch

from . import gguf
from .checkpoint import read
from .gguf import ARRAY, BOOL, F32, STRING, U32, U64, Tensor, Value
from .gguf_facts import CONTROL_TOKEN, NORMAL_TOKEN
from .lora import is_adapter, write_adapter
from .model import Shape
from .paths import work

FORMAT_VERSION = 1


def fields(shape: Shape, tokenizer: dict, name: str, version: str, kind: str, progress: dict, summary: str) -> list[tuple[str, int, Value]]:
    """All metadata: architecture, tokenizer, control tokens, and what Inkling's engine asks for."""
    ids = {entry["content"]: entry["id"] for entry in tokenizer["added_tokens"]}
    pieces, types = [""] * shape.vocab, [NORMAL_TOKEN] * shape.vocab
    for piece, token in tokenizer["model"]["vocab"].items():
        pieces[token] = piece
    for piece, token in ids.items():
        pieces[token], types[token] = piece, CONTROL_TOKEN
    merges = [merge if isinstance(merge, str) else " ".join(merge) for merge in tokenizer["model"]["merges"]]
    end = ids["<|endoftext|>"]
    return [
        ("general.architecture", STRING, "llama"),
        ("general.type", STRING, "model"),
        ("general.name", STRING, name),
        ("general.version", STRING, version),
        ("general.description", STRING, "Inkling's own code completion model: fill in the middle, contiguous suffix-prefix-middle."),
        ("general.license", STRING, "mit"),
        ("general.quantization_version", U32, 2),
        ("general.file_type", U32, gguf.FILE_TYPES[kind]),
        ("inkling.fim.layout", STRING, "spm-contiguous"),
        ("inkling.format.version", U32, FORMAT_VERSION),
        ("inkling.files", BOOL, True),
        ("inkling.training.summary", STRING, summary),
        ("inkling.training.tokens", U64, progress["tokens"]),
        ("inkling.training.step", U64, progress["step"]),
        ("inkling.training.seconds", F32, progress["seconds"]),
        ("llama.vocab_size", U32, shape.vocab),
        ("llama.context_length", U32, shape.context),
        ("llama.embedding_length", U32, shape.width),
        ("llama.block_count", U32, shape.layers * shape.loops),
        ("llama.feed_forward_length", U32, shape.feed_forward),
        ("llama.attention.head_count", U32, shape.heads),
        ("llama.attention.head_count_kv", U32, shape.kv_heads),
        ("llama.attention.layer_norm_rms_epsilon", F32, shape.epsilon),
        ("llama.rope.dimension_count", U32, shape.head),
        ("llama.rope.freq_base", F32, shape.rope_base),
        ("tokenizer.ggml.model", STRING, "gpt2"),
        ("tokenizer.ggml.pre", STRING, "qwen2"),
        ("tokenizer.ggml.tokens", ARRAY, pieces),
        ("tokenizer.ggml.token_type", ARRAY, types),
        ("tokenizer.ggml.merges", ARRAY, merges),
        ("tokenizer.ggml.bos_token_id", U32, end),
        ("tokenizer.ggml.eos_token_id", U32, end),
        ("tokenizer.ggml.padding_token_id", U32, ids["<|fim_pad|>"]),
        ("tokenizer.ggml.add_bos_token", BOOL, False),
        ("tokenizer.ggml.add_space_prefix", BOOL, False),
        *(
            (f"tokenizer.ggml.fim_{key}_token_id", U32, ids[f"<|{control}|>"])
            for key, control in (
                ("pre", "fim_prefix"), ("suf", "fim_suffix"), ("mid", "fim_middle"), ("pad", "fim_pad"),
                ("rep", "repo_name"), ("sep", "file_sep"),
            )
        ),
    ]


def packed(key: str, weight: torch.Tensor, kind: str) -> Tensor:
    """`gguf.tensor`, but fast enough for a checkpoint every few minutes."""
    values, sizes = weight.detach().float().cpu().contiguous(), tuple(reversed(weight.shape))
    if kind == "q8_0" and len(sizes) > 1 and sizes[0] % gguf.BLOCK == 0:
        blocks = values.double().reshape(-1, gguf.BLOCK)
        scale = blocks.abs().amax(1, keepdim=True) / 127
        numbers = (blocks * torch.where(scale > 0, 1 / scale, 0)).round().to(torch.int8)
        return Tensor(key, sizes, kind, torch.cat((scale.half().view(torch.int8), numbers), 1).numpy().tobytes())
    return gguf.tensor(key, sizes, values.flatten().tolist(), kind)


def names(key: str, shape: Shape) -> list[str]:
    """Under which names a weight stands in the file: layers that are gone through twice stand there twice."""
    if not key.startswith("blk."):
        return [key]
    _, index, rest = key.split(".", 2)
    return [f"blk.{int(index) + loop * shape.layers}.{rest}" for loop in range(shape.loops)]


def export(checkpoint: Path, which: str, kind: str, name: str, version: str, out: Path) -> str:
    """Writes the file and returns the training summary that it carries."""
    content = read(checkpoint)
    shape, progress = Shape(**content["shape"]), content["progress"]
    tokenizer = json.loads((checkpoint.parent / "tokenizer.json").read_text(encoding="utf-8"))
    summary = (
        f"{progress['tokens'] / 1e6:.1f} M tokens, {progress['step']} steps, {progress['seconds'] / 3600:.2f} h; "
        "permissively licensed source code of the npm and Debian packages named in the model card"
    )
    if is_adapter(content[which]):
        write_adapter(content[which], name, out)
        return summary
    tensors: list[Tensor] = []
    for key, weight in content[which].items():
        made = packed(key, weight, kind)
        tensors += [replace(made, name=name) for name in names(key, shape)]
    gguf.write(out, fields(shape, tokenizer, name, version, kind, progress, summary), tensors)
    return summary


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add = parser.add_argument
    add("--run", default="small")
    add("--checkpoint", default="cooled.pt")
    add("--which", default="model", choices=("model", "average"))
    add("--type", default="q8_0", choices=gguf.FILE_TYPES)
    add("--name", default="Inkling 7M")
    add("--version", default="")
    add("--out", type=Path, required=True)
    args = parser.parse_args()
    summary = export(work(f"checkpoints/{args.run}") / args.checkpoint, args.which, args.type, args.name, args.version, args.out)
    print(f"{args.out}: {args.out.stat().st_size / 1e6:.2f} MB, {summary}")


if __name__ == "__main__":
    main()
