"""python -m tintype"""

from __future__ import annotations

import sys

if __name__ == "__main__":
    try:
        from tintype.cli.main import main

        sys.exit(main())
    except KeyboardInterrupt:  # before or after the command itself
        sys.exit(130)
