"""Serves the local stack (MiniStack) until standard input closes.

Whoever starts it holds the other end of a pipe, so the stack, the functions that it runs and its data end
with its owner, however the owner ends. Leads its own process group (the starter makes it one), which it
ends as a whole.
"""

import os
import shutil
import signal
import sys
import tempfile
import threading
from pathlib import Path


def main() -> None:
    data = tempfile.mkdtemp(prefix="chung-thuc-stack-")
    # Read by MiniStack when it is imported.
    os.environ |= {
        "TMPDIR": data,
        "BIND_HOST": "127.0.0.1",
        "AUTH": "true",  # each function has the rights that the template gives it, and no others
        "IOT_MTLS_ENABLED": "0",  # its port is fixed, and two stacks may run side by side
    }
    tempfile.tempdir = data
    sys.argv = sys.argv[:1]
    threading.Thread(target=end_with_standard_input, args=(data,), daemon=True).start()
    from ministack.app import main as serve

    serve()


def end_with_standard_input(data: str) -> None:
    while os.read(sys.stdin.fileno(), 4096):
        pass
    shutil.rmtree(Path(data), ignore_errors=True)
    os.killpg(os.getpgrp(), signal.SIGKILL)


if __name__ == "__main__":
    main()
