"""Command line: `python3 -m vigie_train train|evaluate|export|release <config>`."""
import sys
import warnings

from .cli import main

warnings.filterwarnings("ignore", message="scatter_reduce")
sys.exit(main(sys.argv[1:]))
