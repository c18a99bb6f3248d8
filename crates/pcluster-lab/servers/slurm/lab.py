"""A Slurm on loopback: munged, slurmctld, a slurmd for every node that runs, and slurmdbd where it is wanted.

Takes the directory to work in, which holds `options.json`. Runs as the first process of a PID namespace, so that all
of it ends with this process, jobs included; this process ends when its standard input is closed. Lines of standard
input are orders, each is answered with a line.
"""

import json
import os
import select
import subprocess
import sys
import time
from pathlib import Path

import accounting
import configuration
import ports

START_SECONDS = 60


def say(line):
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


class Lab:
    def __init__(self, directory):
        self.directory = directory
        self.options = json.loads((directory / "options.json").read_text())
        self.block = ports.Block()
        self.files = configuration.Files(directory, self.options, self.block)
        self.processes = {}
        os.environ["SLURM_CONF"] = str(self.files.slurm_conf)

    def start(self):
        self.files.write()
        if self.options["containers"]:
            self.compile_plugin()
        self.start_munge()
        if self.options["accounting"]:
            accounting.start(self.directory, self.block, self.spawn)
        self.start_controller()
        running = self.files.running()
        for node in running:
            self.start_node(node)
        self.wait_for(running)

    def spawn(self, name, *command):
        with open(self.directory / "log" / f"{name}.out", "ab") as log:
            self.processes[name] = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
            )

    def compile_plugin(self):
        source = Path(__file__).parent / "container_options.c"
        target = self.directory / "lib" / "container_options.so"
        subprocess.run(["gcc", "-shared", "-fPIC", "-O1", "-o", target, source], check=True)

    def start_munge(self):
        munge = self.directory / "munge"
        (munge / "key").write_bytes(os.urandom(128))
        (munge / "key").chmod(0o400)
        arguments = {"key-file": "key", "pid-file": "pid", "log-file": "log", "seed-file": "seed"}
        paths = [f"--{option}={munge / name}" for option, name in arguments.items()]
        socket = self.directory / "run" / "munge"
        self.spawn("munged", "munged", "--force", "--foreground", f"--socket={socket}", *paths)
        self.wait(socket.exists, "munged does not start")

    def start_controller(self):
        self.spawn("slurmctld", "slurmctld", "-D")

        def answers():
            ping = subprocess.run(["scontrol", "ping"], capture_output=True, text=True)
            return "is UP" in ping.stdout

        self.wait(answers, "slurmctld does not start")

    def stop_controller(self):
        self.stop("slurmctld")

    def start_node(self, node):
        subprocess.run([self.files.node_program, node], stdin=subprocess.DEVNULL, check=True)

    def stop_node(self, node):
        pid = self.directory / "run" / f"{node}.pid"
        if pid.exists():
            subprocess.run(["kill", "-KILL", pid.read_text().strip()], check=False)
            pid.unlink()

    def stop(self, name):
        process = self.processes.pop(name, None)
        if process:
            process.terminate()
            process.wait()

    def wait_for(self, nodes):
        wanted = set(nodes)

        def up():
            command = ["sinfo", "--noheader", "--Node", "--format", "%N %t"]
            states = subprocess.run(command, capture_output=True, text=True).stdout.split("\n")
            return wanted <= {line.split()[0] for line in states if line.endswith(" idle")}

        self.wait(up, f"the nodes do not come up: {' '.join(nodes)}")

    def wait(self, ready, failure):
        end = time.monotonic() + START_SECONDS
        while not ready():
            ended = [name for name, process in self.processes.items() if process.poll() is not None]
            if ended or time.monotonic() > end:
                raise SystemExit(f"{failure}\n{self.logs()}")
            time.sleep(0.05)

    def logs(self):
        parts = []
        for log in sorted((self.directory / "log").iterdir()):
            lines = log.read_text(errors="replace").splitlines()[-8:]
            parts += [f"{log.name}:", *lines]
        return "\n".join(parts)

    def obey(self, order):
        match order.split():
            case ["controller", "stop"]:
                self.stop_controller()
            case ["controller", "start"]:
                self.start_controller()
            case ["node", "stop", node]:
                self.stop_node(node)
            case ["node", "start", node]:
                self.start_node(node)
            case ["database", "stop"]:
                self.stop("slurmdbd")
            case _:
                return f"unknown order: {order}"
        return "done"

    def serve(self):
        """Takes orders, and reaps what has lost its parent."""
        while True:
            if select.select([sys.stdin], [], [], 0.2)[0]:
                order = sys.stdin.readline()
                if not order:
                    return
                say(self.obey(order))
            self.reap()

    def reap(self):
        known = {process.pid for process in self.processes.values()}
        try:
            while True:
                found = os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
                if found is None or found.si_pid in known:
                    return
                os.waitpid(found.si_pid, 0)
        except ChildProcessError:
            return


def main():
    lab = Lab(Path(sys.argv[1]))
    lab.start()
    say("ready")
    lab.serve()


main()
