"""One photograph of a face, turned and scaled."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest

cv2 = pytest.importorskip("cv2", reason="needs the extra faces (OpenCV)")
data = pytest.importorskip("skimage.data", reason="needs scikit-image, which has the photograph")

MIDDLE = (226, 118)
"""Of the face in the photograph."""


def moved(picture: np.ndarray, degrees: float, scale: float) -> tuple[np.ndarray, np.ndarray]:
    """The face in the middle, turned and scaled; and the map (2, 3) that did it."""
    way = cv2.getRotationMatrix2D(MIDDLE, degrees, scale)
    way[:, 2] += (256 - MIDDLE[0], 256 - MIDDLE[1])
    return cv2.warpAffine(picture, way, (512, 512), borderMode=cv2.BORDER_REFLECT), way


def over(client: Any, files: Path, **said: Any) -> Any:
    """The answer to a job that gives the portrait the other face, and what the job came to."""
    ids = [
        client.post("/api/pictures", files={"file": (name, (files / name).read_bytes())}).json()["picture"][
            "id"
        ]
        for name in ("portrait.png", "other.png")
    ]
    answer = client.post("/api/jobs", json={"operation": "face_swap", "prompt": "", "images": ids, **said})
    job, until = answer.json(), time.monotonic() + 30
    while answer.status_code == 201 and job["state"] not in ("done", "failed") and time.monotonic() < until:
        time.sleep(0.05)
        job = client.get(f"/api/jobs/{job['id']}").json()
    return answer, job
