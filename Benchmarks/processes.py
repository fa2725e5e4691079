"""Times whole processes: median and range of the wall clock in milliseconds, and the largest resident set.

    processes.py RUNS -- COMMAND [ARGUMENT ...]
"""
import os
import statistics
import subprocess
import sys
import time

runs = int(sys.argv[1])
command = sys.argv[sys.argv.index("--") + 1 :]
times, peak = [], 0
for run in range(runs + 2):
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
    f"{peak / 1024:.0f} MiB peak: {' '.join(command)}"
)
