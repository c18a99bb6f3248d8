/* Registers the options of pyxis with sbatch, salloc and srun, and does nothing else: no container runs. */
#include <slurm/spank.h>
#include <stddef.h>

SPANK_PLUGIN(container_options, 1);

static int accept(int value, const char *argument, int remote) {
    (void)value;
    (void)argument;
    (void)remote;
    return 0;
}

static struct spank_option OPTIONS[] = {
    {"container-image", "IMAGE", "image", 1, 1, accept},
    {"container-mounts", "SRC:DST[:FLAGS]", "mounts", 1, 2, accept},
    {"container-workdir", "PATH", "working directory", 1, 3, accept},
    {"container-name", "NAME", "name", 1, 4, accept},
    {"container-save", "PATH", "file to save to", 1, 5, accept},
    {"container-mount-home", NULL, "mount the home directory", 0, 6, accept},
    {"no-container-mount-home", NULL, "do not mount the home directory", 0, 7, accept},
    {"container-remap-root", NULL, "be root inside", 0, 8, accept},
    {"no-container-remap-root", NULL, "do not be root inside", 0, 9, accept},
    {"container-entrypoint", NULL, "run the entrypoint", 0, 10, accept},
    {"no-container-entrypoint", NULL, "do not run the entrypoint", 0, 11, accept},
    {"container-writable", NULL, "writable", 0, 12, accept},
    {"container-readonly", NULL, "read-only", 0, 13, accept},
    {"container-env", "NAME[,NAME]", "variables to keep", 1, 14, accept},
    SPANK_OPTIONS_TABLE_END,
};

int slurm_spank_init(spank_t spank, int count, char **arguments) {
    (void)count;
    (void)arguments;
    for (struct spank_option *option = OPTIONS; option->name != NULL; option++) {
        if (spank_option_register(spank, option) != ESPANK_SUCCESS) {
            return -1;
        }
    }
    return 0;
}
