"""The command line: thin over the same services as everything else."""

import io
import os
import sys
import threading
import time

INTERRUPTED = 130
PATIENCE = 2.0  # seconds that Ctrl-C waits for a step which is still at work


def main() -> None:
    """Run the command line and end the process with its status: 0, 1 (failed while running), 2 (bad input)."""
    from arakis.cli.app import call

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal without Unicode still gets its line
    status = call(sys.argv[1:])
    if status == INTERRUPTED:
        _leave()
    sys.exit(status)


def _leave() -> None:
    """End at once when a step goes on in its thread: what it has not committed is done again by `resume`."""
    until = time.monotonic() + PATIENCE
    others = [one for one in threading.enumerate() if one is not threading.current_thread() and not one.daemon]
    for one in others:
        one.join(max(0.0, until - time.monotonic()))
    if any(one.is_alive() for one in others):
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(INTERRUPTED)
