"""Trains Inkling's own fill-in-the-middle code model: corpus, tokenizer, training, GGUF, evaluation."""
