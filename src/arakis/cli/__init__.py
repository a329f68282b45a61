"""The command line: thin over the same services as everything else."""

import sys


def main() -> None:
    """Run the command line and end the process with its status: 0, 1 (failed while running), 2 (bad input)."""
    from arakis.cli.app import call

    sys.exit(call(sys.argv[1:]))
