"""Ports that no other Slurm of the tests has."""

import random
import socket

# Below the ports that the kernel gives out by itself.
BLOCKS = range(10_000, 32_000, 500)


class Block:
    """Ports one after the other. The first one is kept bound, so that nobody else takes the block."""

    def __init__(self):
        for first in random.sample(BLOCKS, len(BLOCKS)):
            guard = socket.socket()
            try:
                guard.bind(("127.0.0.1", first))
                guard.listen()
            except OSError:
                guard.close()
                continue
            self.guard = guard
            self.first = first
            self.taken = 0
            return
        raise SystemExit("no ports are free for Slurm")

    def next(self):
        self.taken += 1
        if self.taken >= BLOCKS.step:
            raise SystemExit("more nodes can start than there are ports")
        return self.first + self.taken
