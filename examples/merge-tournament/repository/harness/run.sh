#!/bin/sh
# harness/run.sh check|bench: serves requests, and prints how many steps each took on average.
cd "$(dirname "$0")/.." || exit 1
case "$1" in
  check) requests=50 ;;
  bench) requests=300 ;;
  *) echo "usage: $0 check|bench" >&2; exit 2 ;;
esac
noise=$(od -An -N2 -tu2 /dev/urandom | tr -d ' ')
exec awk -f src/shop.awk -f src/parse.awk -f src/store.awk -f src/render.awk -f src/journal.awk \
  -f harness/bench.awk -v seed="${WINNOW_SEED:-1}" -v requests="$requests" -v noise="$noise"
