"""Runs `a2a demo` of an image and fails if one of its programs ever takes more than that many megabytes (resident).

    memory.py IMAGE MEGABYTES
"""
import os, subprocess, sys, time

image, limit = sys.argv[1], int(sys.argv[2])
demo = subprocess.Popen([image + "/bin/a2a", "demo"], stdout=subprocess.DEVNULL)
most = {}
while demo.poll() is None:
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{pid}/cmdline") as line:
                program = [word for word in line.read().split("\0") if word.startswith("-Da2a.program=")]
            if program and f"-Da2a.home={image}" in open(f"/proc/{pid}/cmdline").read().split("\0"):
                with open(f"/proc/{pid}/status") as status:
                    size = next(int(s.split()[1]) / 1000 for s in status if s.startswith("VmHWM"))
                most[program[0]] = max(size, most.get(program[0], 0))
        except (OSError, StopIteration):
            pass  # It has ended meanwhile.
    time.sleep(0.02)
for program, size in sorted(most.items()):
    print(f"{program.removeprefix('-Da2a.program=')} took {size:.0f} MB")
sys.exit(demo.returncode or len(most) < 3 or max(most.values()) > limit)
