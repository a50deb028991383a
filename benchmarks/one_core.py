"""How is a run kept to one core, and what did it take? CPU time and peak memory of this process."""

from __future__ import annotations

import os
import platform
import resource
import sys
from pathlib import Path

_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS")
_STATUS = Path("/proc/self/status")


def keep_to_one_core() -> None:
    """Bind this process and its children to one CPU and one thread; call it before numpy is imported."""
    for name in _THREADS:
        os.environ[name] = "1"
    if sys.platform == "linux":
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def peak_memory_mb() -> float:
    """The most memory that this process has held, in MiB.

    Linux tells it for the program itself; `ru_maxrss` would there count what the parent held when it forked.
    """
    if _STATUS.exists():
        for line in _STATUS.read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1024 * 1024 if sys.platform == "darwin" else 1024)


def machine() -> dict[str, str]:
    """What the figures were measured on."""
    return {"processor": _processor(), "python": platform.python_version(), "system": platform.system()}


def _processor() -> str:
    about = Path("/proc/cpuinfo")
    if about.exists():
        for line in about.read_text().splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()
