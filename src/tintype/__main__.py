"""python -m tintype"""

from __future__ import annotations

import sys

if __name__ == "__main__":
    try:
        # `./tintype` starts us with Ctrl-C held back, so that it meets this handler.
        import signal

        if hasattr(signal, "pthread_sigmask"):
            signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
        from tintype.cli.main import main

        sys.exit(main())
    except KeyboardInterrupt:  # before or after the command itself
        sys.stderr.write("tintype: stopped; nothing was written.\n")
        sys.exit(130)
