"""Command line: `python3 -m vigie_train train|evaluate|export <config>`."""
import sys

from .cli import main

sys.exit(main(sys.argv[1:]))
