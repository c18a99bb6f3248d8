//! Scripts such as people have them, no two of them the same.

use std::fmt::Write;

/// The script of a number: training, evaluation in arrays, a test of the network, preparation of data, several
/// components; some with slips.
pub(crate) fn script(number: usize) -> String {
    let mut text = String::from("#!/bin/bash\n");
    let nodes = 1 + number % 8;
    let _ = write!(
        text,
        "#SBATCH --job-name=job-{number}\n#SBATCH --output=/fsx/logs/%x_%j.out\n#SBATCH --error=/fsx/logs/%x_%j.err\n"
    );
    if !number.is_multiple_of(7) {
        let _ = writeln!(text, "#SBATCH --time={}:00:00", 1 + number % 48);
    }
    match number % 5 {
        0 => training(&mut text, number, nodes),
        1 => deepspeed(&mut text, number, nodes),
        2 => network_test(&mut text, number, nodes),
        3 => evaluation(&mut text, number),
        _ => preparation(&mut text, number),
    }
    text
}

fn training(text: &mut String, number: usize, nodes: usize) {
    let gpus = if number.is_multiple_of(4) { "--gres=gpu:8" } else { "--gpus-per-node=8" };
    let _ = write!(
        text,
        "#SBATCH --partition=gpu\n#SBATCH --nodes={nodes}\n#SBATCH --ntasks-per-node=1\n#SBATCH --cpus-per-task=96\n\
         #SBATCH {gpus}\n#SBATCH --exclusive\n\nset -euo pipefail\n\n# What the run is called, and where it writes.\n\
         RUN=run-{number}\nOUT=/fsx/checkpoints/$RUN\nmkdir -p \"$OUT\"\n\n\
         export FI_PROVIDER=efa\nexport NCCL_DEBUG=INFO\nexport NCCL_SOCKET_IFNAME=^docker0,lo\n\
         export TOKENIZERS_PARALLELISM=false OMP_NUM_THREADS=8\n\n\
         nodes=( $( scontrol show hostnames \"$SLURM_JOB_NODELIST\" ) )\nhead_node=${{nodes[0]}}\n\
         head_node_ip=$(srun --nodes=1 --ntasks=1 -w \"$head_node\" hostname --ip-address)\n\
         export MASTER_ADDR=$head_node_ip\nexport MASTER_PORT=$((29500 + SLURM_JOB_ID % 1000))\n\n\
         declare -a TRAIN=(\n    --model-size {size}B\n    --batch-size {batch}\n    --learning-rate 3e-4\n    --out \"$OUT\"\n)\n\n\
         srun --cpus-per-task=96 --container-image=/fsx/images/pytorch-{number}.sqsh \\\n    \
         --container-mounts=/fsx:/fsx,/scratch:/scratch \\\n    \
         torchrun --nnodes={nodes} --nproc_per_node=8 --rdzv_id=$SLURM_JOB_ID --rdzv_backend=c10d \\\n    \
         --rdzv_endpoint=$MASTER_ADDR:$MASTER_PORT train.py \"${{TRAIN[@]}}\" | tee \"$OUT/log.txt\"\n",
        size = 7 + number % 63,
        batch = 1 << (number % 6),
    );
}

fn deepspeed(text: &mut String, number: usize, nodes: usize) {
    let _ = write!(
        text,
        "#SBATCH -p gpu\n#SBATCH -N {nodes}\n#SBATCH --ntasks-per-node=8\n#SBATCH --gpus-per-node=h100:8\n#SBATCH --mem=0\n\
         set -ex\nsource /fsx/env-{number}/bin/activate\n\
         export MASTER_ADDR=$(scontrol show hostnames $SLURM_JOB_NODELIST | head -n 1)\nexport MASTER_PORT=29500\n\
         if [ \"$SLURM_NNODES\" -gt 1 ]; then\n  export NCCL_IB_DISABLE={disable}\nelse\n  export NCCL_P2P_LEVEL=NVL\nfi\n\
         cat > /fsx/configs/ds-$SLURM_JOB_ID.json <<EOF\n{{\n  \"train_batch_size\": {batch},\n  \
         \"zero_optimization\": {{ \"stage\": 3 }}\n}}\nEOF\n\
         srun --mpi=pmix bash -c 'python -u /fsx/train.py --deepspeed --deepspeed_config /fsx/configs/ds-'$SLURM_JOB_ID'.json'\n",
        disable = number % 2,
        batch = 8 * (1 + number % 100),
    );
}

fn network_test(text: &mut String, number: usize, nodes: usize) {
    let collective = ["all_reduce", "all_gather", "reduce_scatter", "alltoall"][number % 4];
    let _ = write!(
        text,
        "#SBATCH --partition=gpu\n#SBATCH --nodes={nodes}\n#SBATCH --ntasks-per-node=8\n#SBATCH --gpus-per-node=8\n\
         #SBATCH --exclusive\n\nIMAGE=/fsx/images/nccl-tests-{number}.sqsh\n\
         declare -a ARGS=(\n    --container-image $IMAGE\n)\n\
         srun -l \"${{ARGS[@]}}\" --mpi=pmix --cpu-bind=none /opt/nccl-tests/build/{collective}_perf -b 8 -e {end}G -f 2 -g 1 \
         -c 1 -n 100\n",
        end = 1 << (number % 5),
    );
}

fn evaluation(text: &mut String, number: usize) {
    let _ = write!(
        text,
        "#SBATCH --partition=small\n#SBATCH --array=0-{last}%4\n#SBATCH --gres=gpu:1\n#SBATCH --cpus-per-task=8\n\
         #SBATCH --mem=32G # enough for the largest\n#SBATCH --requeue\n\n\
         CHECKPOINTS=(/fsx/checkpoints/run-{number}/*)\nCHECKPOINT=${{CHECKPOINTS[$SLURM_ARRAY_TASK_ID]}}\n\
         for task in mmlu gsm8k arc; do\n    srun python /fsx/eval.py --checkpoint \"$CHECKPOINT\" --task \"$task\" \\\n        \
         > \"/fsx/results/{number}-$task-$SLURM_ARRAY_TASK_ID.json\" || echo \"$task failed\" >&2\ndone\n",
        last = 1 + number % 30,
    );
}

fn preparation(text: &mut String, number: usize) {
    let _ = write!(
        text,
        "#SBATCH --partition=cpu\n#SBATCH --ntasks={tasks}\n#SBATCH --cpus-per-task=4\n#SBATCH --constraint=c6i.8xlarge\n\
         #SBATCH --dependency=afterok:{before}\n\nprepare() {{\n    local shard=$1\n    \
         docker run --rm -v /fsx:/fsx tokenizer:{number} tokenize --shard \"$shard\" --out /fsx/tokens/{number}\n}}\n\
         export -f prepare\nseq 0 {tasks} | xargs -P 4 -I% bash -c 'prepare %'\nwait\n",
        tasks = 1 + number % 64,
        before = 1000 + number,
    );
}
