#!/bin/sh
# Stands in for docker, podman or buildah: it writes down how it was called, and asks the credential helper for a password
# as the real ones do. FAKE_RECORD is where it writes, FAKE_FAILURES the messages that the first pushes fail with.
record=$FAKE_RECORD
printf '%s\n' "${0##*/} $*" >> "$record/argv"

push() {
  configuration=$1
  env > "$record/env"
  cp -RL "$configuration" "$record/configuration"
  host=$(sed 's/.*"credHelpers":{"\([^"]*\)":"\([^"]*\)".*/\1/' "$2")
  helper=$(sed 's/.*"credHelpers":{"\([^"]*\)":"\([^"]*\)".*/\2/' "$2")
  printf '%s' "$host" | "docker-credential-$helper" get > "$record/answer" || exit 1
  pushes=$(grep -c push "$record/argv")
  failure=$(printf '%s\n' "$FAKE_FAILURES" | sed -n "${pushes}p")
  echo "f5a6: Pushed"
  if [ -n "$failure" ]; then
    echo "$failure" >&2
    exit 1
  fi
}

case "$1 $2" in
  "version --format" | "info "*) echo 1.0 ;;
  "image inspect") echo '[{"Id":"sha256:aa","RepoDigests":[],"Size":7,"Architecture":"amd64"}]' ;;
  "inspect --type") echo '{"FromImageID":"aa","OCIv1":{"architecture":"amd64"}}' ;;
  "tag "*) ;;
  "--config "*) push "$2" "$2/config.json" ;;
  "push --authfile") push "${3%/*}" "$3" ;;
  *)
    echo "unknown: $*" >&2
    exit 2
    ;;
esac
