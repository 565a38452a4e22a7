"""kill -9 of workers, of the server and of both, at random moments under load, and what is left then:
`python bench/crashes.py`.

A server takes jobs from four threads and paints them in two child processes. It is killed and started
again until there were enough kills; then it finishes, and every job, event and file is looked at.
Lost: accepted and not done with all its pictures. Doubled: done twice, or more pictures than asked for,
or two jobs for one idempotency key. Exit code 1 if there is any, or a broken file.

    python bench/crashes.py [--kills 500] [--seed 1] [sqlite | postgres]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests" / "ledger"))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests" / "studio"))

from cluster import Cluster, missing
from fire import Fire


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("database", nargs="?", default="sqlite", choices=["sqlite", "postgres"])
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    if options.database == "postgres" and missing():
        print(missing())
        return 1
    cluster = Cluster() if options.database == "postgres" else None
    try:
        with tempfile.TemporaryDirectory() as folder:
            fire = Fire(Path(folder), cluster.create("crashes") if cluster else "", options.seed)
            count = fire.rage(options.kills)
    finally:
        if cluster:
            cluster.stop()
    print(f"{options.database}: {count.line()}")
    for said in [*count.lost, *count.doubled, *count.broken, *fire.refused]:
        print(f"  {said}")
    bad = count.lost or count.doubled or count.broken or fire.refused or not fire.drained
    return int(bool(bad))


if __name__ == "__main__":
    sys.exit(main())
