"""Trains, resumes and cools down.

    python -m inkling_train.train --run small                        goes on for ever at a constant rate, resumable
    python -m inkling_train.train --run small --cool-minutes 20      branches off, lets the rate fall to zero, writes cooled.pt
    python -m inkling_train.train --run mine --from-gguf inkling.gguf    begins with the weights and the tokenizer of a file
"""

from __future__ import annotations

import argparse
import copy
import shutil
import signal
import time
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor

from . import gguf_read
from .batches import LENGTHS, Batches
from .checkpoint import Progress, read, save
from .documents import Documents, load
from .encoder import Bpe
from .export import export
from .gguf_facts import seen_before
from .gguf_read import Gguf
from .lora import adapt
from .model import PRESETS, Model, Shape, count
from .optimizer import has_fast_bfloat16, optimizers
from .parts import split
from .paths import work
from .start import model_of, tokenizer_of
from .threads import ThreadChoice
from .tokenizer import tokenizer_path
from .validation import Validation

WARM_STEPS = 60
AVERAGE_HORIZON = 100
"""Steps over which the running mean of the weights looks back."""


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add = parser.add_argument
    add("--run", default="small", help="name of the run; its checkpoints are kept under it")
    add("--corpus", default="corpus", help="folder of the training split in the cache")
    add("--from-gguf", type=Path, help="begin a new run with this file; a run that has a checkpoint goes on from that")
    add("--lora", type=int, default=0, metavar="RANK", help="learn an adapter of this rank beside the weights, which stay")
    add("--preset", default="small", choices=PRESETS)
    add("--vocab", type=int, default=8192)
    add("--batch-tokens", type=int, default=4096)
    add("--micro-tokens", type=int, default=4096, help="tokens per forward pass; the gradient is accumulated")
    add("--matrix-lr", type=float, default=0.02)
    add("--other-lr", type=float, default=0.004)
    add("--rate", type=float, default=1.0, help="multiplies both, also of a resumed run")
    add("--minutes", type=float, default=1e9, help="stop after this long")
    add("--cool-minutes", type=float, default=0.0)
    add("--threads", type=int, default=0, help="0: one or all, whichever is faster at the moment")
    add("--workers", type=int, default=0, help="processes that prepare batches")
    add("--save-minutes", type=float, default=5.0)
    add("--validate-minutes", type=float, default=6.0)
    add("--validate-first", action="store_true")
    add("--parts", type=Path, help="with every checkpoint also write the model here as Q8_0, in parts of 16 MiB; --from-gguf goes on from it")
    add("--no-compile", action="store_true", help="not on a GPU either; processors were faster without, measured")
    add("--seed", type=int, default=7)
    return parser.parse_args()


def weighted_loss(model: Model, tokens: Tensor, targets: Tensor, weights: Tensor) -> Tensor:
    """Mean cross entropy in nats, by weight."""
    losses = F.cross_entropy(model(tokens).flatten(0, 1).float(), targets.flatten(), reduction="none")
    return (losses * weights.flatten()).sum() / weights.sum()


class Training:
    """One process's part of a run: the network, its running mean, the optimizers, and how far they are."""

    def __init__(self, args: argparse.Namespace) -> None:
        self.args = args
        self.device = "cuda" if torch.cuda.is_available() else "cpu"
        self.fast = self.device == "cuda" or has_fast_bfloat16()
        self.folder = work(f"checkpoints/{args.run}")
        started = (self.folder / "latest.pt").exists()
        origin = gguf_read.read(args.from_gguf) if args.from_gguf and not started else None
        self.encoder = Bpe(self.tokenizer(origin))
        self.documents = Documents(load(work(args.corpus)))
        self.validation = Validation(self.encoder, load(work(args.corpus), "held"))
        fresh = Model(Shape(vocab=self.encoder.size, **PRESETS[args.preset]))
        self.model = (model_of(origin) if origin else fresh).to(self.device)
        if args.lora:
            adapt(self.model, args.lora)
        self.average = copy.deepcopy(self.model)
        self.tuners = optimizers(self.model, args.other_lr if args.lora else args.matrix_lr, args.other_lr, muon=not args.lora)
        self.progress = Progress(**seen_before(origin.metadata)) if origin else Progress()
        self.progress.fresh = self.progress.step
        self.smooth: float | None = None
        if started:
            self.resume(self.folder / "latest.pt")

    def tokenizer(self, origin: Gguf | None) -> Path:
        """The run's own copy: another corpus would give another tokenizer, which must not slip under a trained network."""
        path = self.folder / "tokenizer.json"
        if origin:
            tokenizer_of(origin.metadata).save(str(path))
        elif not path.exists():
            shutil.copy(tokenizer_path(self.args.vocab), path)
        return path

    def resume(self, path: Path) -> None:
        """Takes over everything of a checkpoint but the peak rates, which are this call's."""
        content = read(path)
        self.model.load_state_dict(content["model"])
        self.average.load_state_dict(content["average"])
        for tuner, state in zip(self.tuners, content["optimizers"]):
            peaks = [group["peak"] for group in tuner.param_groups]
            tuner.load_state_dict(state)
            for group, peak in zip(tuner.param_groups, peaks):
                group["peak"] = peak
        self.progress = Progress(**content["progress"])

    def step(self, parts: list[tuple[Tensor, Tensor, Tensor]], rate: float, loss_of: object) -> None:
        """One update from the micro-batches given; `rate` scales the peak learning rates."""
        total = 0.0
        for part in parts:
            tokens, targets, weights = (tensor.to(self.device, non_blocking=True) for tensor in part)
            with torch.autocast(self.device, torch.bfloat16, enabled=self.fast):
                loss = loss_of(self.model, tokens, targets, weights) / len(parts)  # type: ignore[operator]
            loss.backward()
            total += loss.item()
            self.progress.tokens += int((part[2] > 0).sum())
        for tuner in self.tuners:
            for group in tuner.param_groups:
                group["lr"] = group["peak"] * rate
            tuner.step()
            tuner.zero_grad(set_to_none=True)
        self.progress.step += 1
        self.smooth = total if self.smooth is None else 0.97 * self.smooth + 0.03 * total
        with torch.no_grad():
            for slow, fast in zip(self.average.parameters(), self.model.parameters()):
                slow.lerp_(fast, 1 / min(self.progress.step, AVERAGE_HORIZON))

    def compile(self, loss_of: object) -> None:
        """A pass of every row length without an update, so that compiling does not eat up the time of a short schedule."""
        for length, _ in LENGTHS:
            tokens = torch.zeros(max(1, self.args.micro_tokens // length), length, dtype=torch.long, device=self.device)
            with torch.autocast(self.device, torch.bfloat16, enabled=self.fast):
                loss_of(self.model, tokens, tokens, torch.ones_like(tokens, dtype=torch.float)).backward()  # type: ignore[operator]
            self.model.zero_grad(set_to_none=True)

    def validate(self) -> None:
        """Measures the weights that would be exported now: the running mean, or the cooled ones."""
        nats, accuracy, bits = self.validation.measure(self.model if self.args.cool_minutes else self.average)
        tokens = self.progress.tokens
        self.progress.curve.append((tokens, self.progress.seconds, self.smooth or 0.0, nats, accuracy))
        print(f"VALID tokens {tokens / 1e6:.3f}M nats {nats:.4f} accuracy {accuracy:.4f} bits/byte {bits:.4f}", flush=True)

    def save(self) -> None:
        """To latest.pt, or to cooled.pt so that the constant phase can go on from where it was."""
        path = self.folder / ("cooled.pt" if self.args.cool_minutes else "latest.pt")
        save(path, self.model, self.average, self.tuners, self.progress)
        if self.args.parts:
            model = self.folder / "model.gguf"
            export(path, "model" if self.args.cool_minutes else "average", "q8_0", f"Inkling {self.args.run}", "", model)
            split(model, self.args.parts)


def main() -> None:
    args = arguments()
    torch.manual_seed(args.seed)
    torch._dynamo.config.cache_size_limit = 32
    run = Training(args)
    progress, threads = run.progress, ThreadChoice(args.threads)
    print(f"{args.run}: {count(run.model):,} parameters on {run.device}, at step {progress.step}, {progress.tokens:,} tokens", flush=True)
    compiled = run.device == "cuda" and not args.no_compile
    loss_of = torch.compile(weighted_loss, dynamic=False) if compiled else weighted_loss
    passes = max(1, args.batch_tokens // args.micro_tokens)
    if args.validate_first:
        run.validate()
    stream = Batches(run.documents, run.encoder, args.seed, args.micro_tokens).stream(progress.step * passes, args.workers)
    spent, limit = progress.seconds, 60 * (args.cool_minutes or args.minutes)
    if compiled:
        run.compile(loss_of)
    started = saved = validated = printed = time.monotonic()
    tokens_then, stopping = progress.tokens, []
    signal.signal(signal.SIGTERM, lambda *_: stopping.append(True))
    while not stopping and (elapsed := time.monotonic() - started) < limit:
        rate = min(1.0, (progress.step - progress.fresh + 1) / WARM_STEPS)
        if args.cool_minutes:
            rate = min(rate, max(0.01, 1 - elapsed / limit))
        with threads.timed():
            run.step([next(stream) for _ in range(passes)], rate * args.rate, loss_of)
        now = time.monotonic()
        progress.seconds = spent + now - started
        if now - printed > 30:
            speed = (progress.tokens - tokens_then) / (now - printed)
            print(
                f"step {progress.step} tokens {progress.tokens / 1e6:.3f}M loss {run.smooth:.3f} rate {rate:.2f} "
                f"{speed:.0f} tok/s threads {threads.current}", flush=True,
            )
            printed, tokens_then = now, progress.tokens
        if now - validated > args.validate_minutes * 60:
            run.validate()
            validated = time.monotonic()
        if now - saved > args.save_minutes * 60:
            run.save()
            saved = time.monotonic()
    if not stopping:
        run.validate()
    run.save()


if __name__ == "__main__":
    main()
