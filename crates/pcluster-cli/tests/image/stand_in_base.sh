#!/bin/bash
# Makes the context of an image that stands in for the base image of the training image: a shell and a few programs of
# this machine, and programs that only say what they were asked to do.
set -euo pipefail
context=$1
root=$context/root
mkdir -p "$root"/{tmp,proc,sys,dev,root/.ssh,etc/ssh,usr/bin,usr/lib,usr/local/lib,opt/amazon/efa/bin,lib64}
mkdir -p "$root"/var/{cache,lib/apt}
ln -s usr/bin "$root/bin"
ln -s usr/lib "$root/lib"
for program in bash env find grep mkdir rm test; do
  file=$(type -P "$program")
  cp "$file" "$root/usr/bin/"
  for library in $(ldd "$file" | grep -o '/[^ ]*'); do
    mkdir -p "$root$(dirname "$library")"
    cp --no-clobber "$library" "$root$library"
  done
done
cat > "$root/usr/bin/apt-get" << 'END'
#!/bin/bash
echo "apt-get $*"
END
cat > "$root/usr/bin/python" << 'END'
#!/bin/bash
case "$*" in
  "-m pip list"*) printf '%s\n' numpy==1.26.4 requests==2.32.4 torch==2.5.1+cu124 torchtnt==0.2.4 ;;
  *) echo "python $*" ;;
esac
END
touch "$root"/opt/amazon/efa/bin/fi_info "$root"/usr/local/lib/libnccl-net.so
touch "$root"/root/.ssh/{id_rsa,authorized_keys} "$root"/etc/ssh/ssh_host_rsa_key
chmod +x "$root"/usr/bin/{apt-get,python} "$root/opt/amazon/efa/bin/fi_info"
printf 'FROM scratch\nCOPY root /\n' > "$context/Dockerfile"
