"""Starts 40 bridges at once and fails unless all answer initialize within 5 s, take under 1,500 MB together (proportional), and are
gone 2 s after their input ends ("stdin") or their parent is killed ("parent").

    crowd.py IMAGE stdin|parent
"""
import os, subprocess, sys, time

image, end = sys.argv[1:3]
HELLO = (b'{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},'
         b'"clientInfo":{"name":"crowd","version":"1"}}}\n')


def start():
    bridges = [subprocess.Popen([image + "/bin/a2a-bridge"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                stderr=subprocess.DEVNULL) for _ in range(40)]
    for bridge in bridges:
        bridge.stdin.write(HELLO)
        bridge.stdin.flush()
    return bridges


def pss(pid):
    with open(f"/proc/{pid}/smaps_rollup") as rollup:
        return next(int(line.split()[1]) for line in rollup if line.startswith("Pss:"))


def runs(pid):
    try:
        with open(f"/proc/{pid}/stat") as stat:
            return stat.read().rsplit(")", 1)[1].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def host():
    """The parent that is killed: prints the ids of its bridges when all have answered."""
    bridges = start()
    for bridge in bridges:
        assert b"serverInfo" in bridge.stdout.readline()
    print(*[bridge.pid for bridge in bridges], flush=True)
    time.sleep(600)


if end == "host":
    host()
began = time.monotonic()
if end == "stdin":
    bridges = start()
    for bridge in bridges:
        assert b"serverInfo" in bridge.stdout.readline()
    pids = [bridge.pid for bridge in bridges]
else:
    parent = subprocess.Popen([sys.executable, __file__, image, "host"], stdout=subprocess.PIPE)
    pids = [int(pid) for pid in parent.stdout.readline().split()]
answered = time.monotonic() - began
megabytes = sum(map(pss, pids)) / 1000
if end == "stdin":
    for bridge in bridges:
        bridge.stdin.close()
else:
    parent.kill()
    parent.wait()
ended = time.monotonic()
while any(map(runs, pids)) and time.monotonic() - ended < 20:
    time.sleep(0.05)
gone = time.monotonic() - ended
print(f"{len(pids)} answered in {answered:.1f} s, took {megabytes:.0f} MB, were gone after {gone:.1f} s")
sys.exit(not (len(pids) == 40 and answered <= 5 and megabytes < 1500 and gone <= 2))
