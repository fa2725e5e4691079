"""Times whole processes: median and range of the wall clock in milliseconds, and the largest resident set.

    processes.py RUNS [--evict FILE] -- COMMAND [ARGUMENT ...]

With --evict the file is taken out of the system's cache before each run (Linux).
"""
import os
import statistics
import subprocess
import sys
import time

runs = int(sys.argv[1])
separator = sys.argv.index("--")
command = sys.argv[separator + 1 :]
evicted = sys.argv[3] if separator == 4 and sys.argv[2] == "--evict" else None


def evict(path):
    descriptor = os.open(path, os.O_RDONLY)
    os.fsync(descriptor)
    os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
    os.close(descriptor)


times, peak = [], 0
for run in range(runs + 2):
    if evicted:
        evict(evicted)
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    elapsed = (time.perf_counter() - start) * 1000
    if status != 0:
        sys.exit(f"{' '.join(command)}: exit status {os.waitstatus_to_exitcode(status)}")
    # The first two warm the caches.
    if run >= 2:
        times.append(elapsed)
        peak = max(peak, usage.ru_maxrss)
print(
    f"{statistics.median(times):6.1f} ms median ({min(times):.1f}–{max(times):.1f}, {runs} runs), "
    f"{peak / 1024:.0f} MiB peak: {' '.join(command)}" + (" (not in the cache)" if evicted else "")
)
