"""`msia images sweep` as its users call it."""

import json
import os
import time
from pathlib import Path

from tests import servers


def test_a_sweep_says_what_it_removes(shared_seeded_database_url: str, tmp_path: Path) -> None:
    stray = tmp_path / "case-images" / "ab" / f"{'ab' * 32}.jpg"
    stray.parent.mkdir(parents=True)
    stray.write_bytes(b"x")
    days_ago = time.time() - 3 * 86_400
    os.utime(stray, (days_ago, days_ago))
    environment = {"DATABASE_URL": shared_seeded_database_url, "MSIA_HOME": str(tmp_path)}
    counted = servers.run_msia("images", "sweep", "--dry-run", "--json", environment=environment)
    assert counted.returncode == 0, counted.stderr
    assert json.loads(counted.stdout) == {
        "dry_run": True,
        "files": 1,
        "removed": [f"ab/{stray.name}"],
        "removed_bytes": 1,
        "strangers": [],
        "missing": [],
        "refused": [],
    }
    refused = servers.run_msia("images", "sweep", environment=environment)
    assert refused.returncode == 1
    assert "--force" in refused.stderr
    assert stray.exists()
    done = servers.run_msia("images", "sweep", "--force", environment=environment)
    assert done.returncode == 0, done.stderr
    assert f"ab/{stray.name}" in done.stdout
    assert not stray.exists()
