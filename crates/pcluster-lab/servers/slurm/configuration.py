"""The files of Slurm, with the settings that ParallelCluster gives it wherever they work on one machine."""

import os
import stat

# Settings of ParallelCluster's slurm.conf.
OF_PARALLELCLUSTER = """\
ClusterName=parallelcluster
AuthType=auth/munge
SwitchType=switch/none
ReconfigFlags=KeepPartState
CommunicationParameters=NoAddrCache
PrivateData=cloud
ResumeRate=0
SuspendRate=0
SlurmdTimeout=180
UnkillableStepTimeout=180
InactiveLimit=0
MinJobAge=300
Waittime=0
MessageTimeout=60
EnforcePartLimits=ALL
SchedulerType=sched/backfill
MpiDefault=none
ReturnToService=1
GresTypes=gpu
SelectType=select/cons_tres
"""

# What differs from it: no control groups and no real CPUs, short times, many nodes on one machine.
OF_THE_LAB = """\
SlurmUser=root
SlurmdUser=root
CredType=cred/munge
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
SlurmdParameters=config_overrides
SlurmctldParameters=idle_on_node_suspend,power_save_interval=1,power_save_min_interval=1
SchedulerParameters=sched_min_interval=100000,bf_interval=1
KillWait=2
SuspendTimeout=5
TreeWidth=65533
JobCompType=jobcomp/none
"""

# A slurmd believes that it is alone on a machine of that name.
NODE_PROGRAM = """\
#!/bin/sh
# One slurmd in namespaces of its own.
export SLURM_CONF={slurm_conf}
setsid unshare --uts --mount --propagation private sh -c '
  hostname "$1"
  mount --bind {directory}/etc/hosts /etc/hosts
  echo $$ > {directory}/run/"$1".pid
  exec slurmd -D -b -N "$1"' slurmd "$1" < /dev/null >> {directory}/log/slurmd-"$1".out 2>&1 &
"""

# A node for which `broken/NAME` exists never comes up; one for which `delay` exists takes that many seconds.
RESUME_PROGRAM = """\
#!/bin/sh
export SLURM_CONF={slurm_conf}
echo "resume $1" >> {directory}/log/power.log
[ ! -e {directory}/delay ] || sleep "$(cat {directory}/delay)"
for node in $(scontrol show hostnames "$1"); do
  if [ ! -e {directory}/broken/"$node" ] && grep -qx "$node" {directory}/etc/startable; then
    {node_program} "$node"
  fi
done
"""

SUSPEND_PROGRAM = """\
#!/bin/sh
export SLURM_CONF={slurm_conf}
echo "suspend $1" >> {directory}/log/power.log
for node in $(scontrol show hostnames "$1"); do
  [ ! -e {directory}/run/"$node".pid ] || kill "$(cat {directory}/run/"$node".pid)"
  rm -f {directory}/run/"$node".pid
done
"""


class Files:
    def __init__(self, directory, options, block):
        self.directory = directory
        self.options = options
        self.block = block
        self.slurm_conf = directory / "etc" / "slurm.conf"
        self.node_program = directory / "lib" / "node"

    def write(self):
        for name in ["etc", "state", "log", "run", "munge", "lib", "dev", "broken"]:
            (self.directory / name).mkdir(mode=0o755)
        (self.directory / "munge").chmod(0o700)
        self.slurm_conf.write_text("\n".join(self.main_lines()) + "\n")
        self.write_etc("gres.conf", self.gres_lines())
        self.write_etc("cgroup.conf", ["CgroupAutomount=no"])
        plugin = f"required {self.directory}/lib/container_options.so"
        self.write_etc("plugstack.conf", [plugin] if self.options["containers"] else [])
        self.write_etc("startable", [node for node, _ in self.startable])
        with open("/etc/hosts") as hosts:
            self.write_etc("hosts", [*hosts.read().splitlines(), *(f"127.0.0.1 {node}" for node, _ in self.startable)])
        self.make_devices()
        for path, text in [
            (self.node_program, NODE_PROGRAM),
            (self.directory / "lib" / "resume", RESUME_PROGRAM),
            (self.directory / "lib" / "suspend", SUSPEND_PROGRAM),
        ]:
            values = {"slurm_conf": self.slurm_conf, "directory": self.directory, "node_program": self.node_program}
            for name, value in values.items():
                text = text.replace("{" + name + "}", str(value))
            path.write_text(text)
            path.chmod(0o755)

    def write_etc(self, name, lines):
        (self.directory / "etc" / name).write_text("".join(f"{line}\n" for line in lines))

    def main_lines(self):
        directory, options = self.directory, self.options
        yield OF_PARALLELCLUSTER + OF_THE_LAB
        yield "SlurmctldHost=localhost(127.0.0.1)"
        yield f"SlurmctldPort={self.block.next()}"
        yield f"SlurmdPort={self.block.next()}"
        yield f"AuthInfo=socket={directory}/run/munge,cred_expire=70"
        yield f"StateSaveLocation={directory}/state"
        yield f"SlurmdSpoolDir={directory}/run/spool-%n"
        yield f"SlurmctldPidFile={directory}/run/slurmctld.pid"
        yield f"SlurmdPidFile={directory}/run/slurmd-%n.pid"
        yield f"PlugStackConfig={directory}/etc/plugstack.conf"
        yield f"ResumeProgram={directory}/lib/resume"
        yield f"SuspendProgram={directory}/lib/suspend"
        yield f"ResumeFailProgram={directory}/lib/suspend"
        yield f"SuspendTime={options['suspend_time']}"
        yield f"ResumeTimeout={options['resume_timeout']}"
        yield f"SelectTypeParameters={'CR_CPU_Memory' if options['memory_based_scheduling'] else 'CR_CPU'}"
        if options["accounting"]:
            self.database_port = self.block.next()
            yield "AccountingStorageType=accounting_storage/slurmdbd"
            yield "AccountingStorageHost=localhost"
            yield f"AccountingStoragePort={self.database_port}"
            yield f"AccountingStoragePass={directory}/run/munge"
        yield from self.lines_of(options["settings"])
        self.startable = []
        for number, partition in enumerate(options["partitions"]):
            yield from self.partition_lines(partition, number == 0)
        always_on = [f"{p['name']}-st-{r['name']}-[1-{r['static']}]" for p, r in self.resources() if r["static"]]
        if always_on:
            yield "SuspendExcNodes=" + ",".join(always_on)

    @staticmethod
    def lines_of(settings):
        return [f"{name}={value}" for name, value in settings]

    def resources(self):
        for partition in self.options["partitions"]:
            for resource in partition["resources"]:
                yield partition, resource

    def partition_lines(self, partition, default):
        nodes = []
        for resource in partition["resources"]:
            for kind, word, count in [("st", "static", resource["static"]), ("dy", "dynamic", resource["dynamic"])]:
                if count:
                    prefix = f"{partition['name']}-{kind}-{resource['name']}"
                    nodes.append(f"{prefix}-[1-{count}]")
                    yield from self.node_lines(prefix, word, count, resource)
        more = " ".join(self.lines_of(partition["settings"]))
        chosen = " Default=YES" if default else ""
        name = partition["name"]
        yield f"NodeSet={name}_nodes Nodes={','.join(nodes)}"
        yield f"PartitionName={name} Nodes={name}_nodes MaxTime=INFINITE State=UP{chosen} {more}".rstrip()

    def node_lines(self, prefix, word, count, resource):
        gpus = f" Gres=gpu:{resource['gpu_type']}:{resource['gpus']}" if resource["gpus"] else ""
        features = ",".join([word, *resource["features"]])
        facts = (
            f"CPUs={resource['cpus']} RealMemory={resource['memory']} State=CLOUD Feature={features}"
            f" Weight={resource[word + '_weight']}{gpus} {' '.join(self.lines_of(resource['settings']))}"
        ).rstrip()
        here = min(count, resource["startable"])
        for number in range(1, here + 1):
            name, port = f"{prefix}-{number}", self.block.next()
            self.startable.append((name, word == "static" and number <= resource["running"]))
            yield f"NodeName={name} NodeAddr=127.0.0.1 NodeHostname={name} Port={port} {facts}"
        if here < count:
            yield f"NodeName={prefix}-[{here + 1}-{count}] {facts}"

    def running(self):
        return [node for node, runs in self.startable if runs]

    def gres_lines(self):
        for partition, resource in self.resources():
            for kind, count in [("st", resource["static"]), ("dy", resource["dynamic"])]:
                if count and resource["gpus"]:
                    nodes = f"{partition['name']}-{kind}-{resource['name']}-[1-{count}]"
                    files = f"{self.directory}/dev/nvidia[0-{resource['gpus'] - 1}]"
                    yield f"NodeName={nodes} Name=gpu Type={resource['gpu_type']} File={files}"

    def make_devices(self):
        """Devices that stand for GPUs: slurmd counts device files alone."""
        most = max((resource["gpus"] for _, resource in self.resources()), default=0)
        for number in range(most):
            device = self.directory / "dev" / f"nvidia{number}"
            os.mknod(device, 0o666 | stat.S_IFCHR, os.makedev(1, 3))
