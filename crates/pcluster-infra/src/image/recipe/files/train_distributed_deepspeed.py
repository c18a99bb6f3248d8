#!/usr/bin/env python3
"""Trains a small language model on the bytes of text files, with DeepSpeed.

It needs no tokenizer and no weights from elsewhere, so that it runs on nodes without a way to the internet: a first job
that shows that GPUs, network and storage work together, and something to start from. It is started once a GPU, by
torchrun or the launcher of DeepSpeed, writes a checkpoint now and then, and goes on from the last one.
"""

import argparse
import os
import pathlib
import time

import deepspeed
import numpy
import torch
from transformers import GPT2Config, GPT2LMHeadModel

HERE = pathlib.Path(__file__).resolve().parent


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", default=os.environ.get("LUSTRE_DATA_DIR"),
                        help="a text file or a directory of them; random bytes without it, which shows the speed alone")
    parser.add_argument("--checkpoints", default=os.environ.get("LUSTRE_CHECKPOINT_DIR"),
                        help="where checkpoints are written and looked for; none without it")
    parser.add_argument("--steps", type=int, default=500)
    parser.add_argument("--save-every", type=int, default=100, metavar="STEPS")
    parser.add_argument("--print-every", type=int, default=10, metavar="STEPS")
    parser.add_argument("--sequence-length", type=int, default=1024, metavar="BYTES")
    parser.add_argument("--layers", type=int, default=12)
    parser.add_argument("--width", type=int, default=768, help="a multiple of 64")
    parser.add_argument("--deepspeed_config", default=str(HERE / "ds_config.json"), metavar="FILE")
    # The launchers pass these on; the environment says the same.
    parser.add_argument("--deepspeed", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--local_rank", type=int, default=-1, help=argparse.SUPPRESS)
    return parser.parse_args()


class TextBytes(torch.utils.data.Dataset):
    """Pieces of equal length of the bytes of files, read when they are needed."""

    def __init__(self, place: str, length: int) -> None:
        root = pathlib.Path(place)
        files = [root] if root.is_file() else sorted(path for path in root.rglob("*") if path.is_file())
        sized = [(path, path.stat().st_size // length) for path in files]
        self.files = [path for path, pieces in sized if pieces]
        self.ends = numpy.cumsum([pieces for _, pieces in sized if pieces])
        self.length = length
        if not self.files:
            raise SystemExit(f"{place} has no file of at least {length} bytes")

    def __len__(self) -> int:
        return int(self.ends[-1])

    def __getitem__(self, index: int) -> torch.Tensor:
        number = int(numpy.searchsorted(self.ends, index, side="right"))
        start = index - (int(self.ends[number - 1]) if number else 0)
        piece = numpy.fromfile(self.files[number], numpy.uint8, self.length, offset=start * self.length)
        return torch.from_numpy(piece.astype(numpy.int64))


class RandomBytes(torch.utils.data.Dataset):
    """Pieces of random bytes."""

    def __init__(self, length: int) -> None:
        self.length = length

    def __len__(self) -> int:
        return 1_000_000

    def __getitem__(self, index: int) -> torch.Tensor:
        return torch.randint(256, (self.length,), generator=torch.Generator().manual_seed(index))


def main() -> None:
    options = arguments()
    deepspeed.init_distributed()
    rank, world = torch.distributed.get_rank(), torch.distributed.get_world_size()
    length = options.sequence_length
    data = TextBytes(options.data, length) if options.data else RandomBytes(length)

    torch.manual_seed(0)
    shape = GPT2Config(vocab_size=256, n_positions=length, n_embd=options.width, n_layer=options.layers,
                       n_head=options.width // 64, bos_token_id=0, eos_token_id=0, use_cache=False)
    model = GPT2LMHeadModel(shape)
    engine, _, loader, _ = deepspeed.initialize(
        model=model, model_parameters=model.parameters(), training_data=data, config=options.deepspeed_config)

    step = 0
    if options.checkpoints:
        _, state = engine.load_checkpoint(options.checkpoints)
        step = state["step"] if state else 0
    if rank == 0:
        print(f"{sum(part.numel() for part in model.parameters()) / 1e6:.0f} million parameters on {world} processes, "
              f"from step {step} to {options.steps}", flush=True)

    epoch, since, counted = 0, time.monotonic(), 0
    while step < options.steps:
        if hasattr(loader.data_sampler, "set_epoch"):
            loader.data_sampler.set_epoch(epoch)
        epoch += 1
        for batch in loader:
            batch = batch.to(engine.device)
            loss = engine(input_ids=batch, labels=batch).loss
            engine.backward(loss)
            engine.step()
            step += 1
            counted += batch.numel() * world
            if step % options.print_every == 0 and rank == 0:
                now = time.monotonic()
                print(f"step {step}  loss {loss.item():.4f}  {counted / (now - since):,.0f} bytes/s", flush=True)
                since, counted = now, 0
            last = step >= options.steps
            if options.checkpoints and (last or step % options.save_every == 0):
                engine.save_checkpoint(options.checkpoints, client_state={"step": step})
            if last:
                break
    torch.distributed.destroy_process_group()


if __name__ == "__main__":
    main()
