"""How long slow things take, in seconds."""
import os

DELAY = float(os.environ.get("PLUS_DELAY", 0))
