"""The records of jobs: MariaDB and slurmdbd."""

import subprocess
import time

# It listens on loopback, in a directory that ends with the test.
PASSWORD = "slurm"


def start(directory, block, spawn):
    data = directory / "database"
    data.mkdir()
    socket = directory / "run" / "mariadb"
    subprocess.run(["chown", "mysql", data], check=True)
    (directory / "run").chmod(0o777)
    install = ["mariadb-install-db", "--no-defaults", "--user=mysql", f"--datadir={data}", "--skip-test-db"]
    subprocess.run([*install, "--auth-root-authentication-method=socket"], capture_output=True, check=True)
    port = block.next()
    spawn(
        "mariadbd", "mariadbd", "--no-defaults", "--user=mysql", f"--datadir={data}", f"--socket={socket}",
        f"--pid-file={data}/pid", "--bind-address=127.0.0.1", f"--port={port}", "--innodb-lock-wait-timeout=900",
    )
    client = ["mariadb", "--no-defaults", f"--socket={socket}", "--execute"]
    retry([*client, "select 1"])
    grants = "".join(
        f"create user 'slurm'@'{host}' identified by '{PASSWORD}';"
        f"grant all on slurm_acct_db.* to 'slurm'@'{host}';"
        for host in ["127.0.0.1", "localhost"]
    )
    subprocess.run([*client, grants], check=True)
    configuration = directory / "etc" / "slurmdbd.conf"
    lines = (directory / "etc" / "slurm.conf").read_text().splitlines()
    database_port = next(line.split("=")[1] for line in lines if line.startswith("AccountingStoragePort="))
    configuration.write_text(
        f"AuthType=auth/munge\nAuthInfo=socket={directory}/run/munge\nDbdHost=localhost\nDbdAddr=127.0.0.1\n"
        f"DbdPort={database_port}\nSlurmUser=root\nPidFile={directory}/run/slurmdbd.pid\n"
        f"StorageType=accounting_storage/mysql\nStorageHost=127.0.0.1\nStoragePort={port}\nStorageUser=slurm\n"
        f"StoragePass={PASSWORD}\nStorageLoc=slurm_acct_db\n"
    )
    configuration.chmod(0o600)
    spawn("slurmdbd", "slurmdbd", "-D")
    retry(["sacctmgr", "--immediate", "show", "cluster"])
    for what in ["cluster parallelcluster", "account default cluster=parallelcluster", "user root account=default"]:
        subprocess.run(["sacctmgr", "--immediate", "add", *what.split()], capture_output=True)


def retry(command):
    for _ in range(300):
        if subprocess.run(command, capture_output=True).returncode == 0:
            return
        time.sleep(0.1)
    raise SystemExit(f"this does not succeed: {' '.join(map(str, command))}")
