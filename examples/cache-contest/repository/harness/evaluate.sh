#!/bin/sh
# One rung of the evaluation: evaluate.sh compile | test | measure
#
# Exit status 0 is a pass. "measure" prints its metrics as one JSON object on one line.
# Needs a JDK 17 or newer and nothing else; leaves no files behind.
set -eu

rung=${1:?usage: evaluate.sh compile|test|measure}
root=$(cd "$(dirname "$0")/.." && pwd)
if [ -n "${JAVA_HOME:-}" ]; then PATH="$JAVA_HOME/bin:$PATH"; fi

work=$(mktemp -d "${TMPDIR:-/tmp}/cache-contest.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 143' TERM INT HUP

# One class path, one compilation: a class of the harness cannot be shadowed by another of its name.
javac -J-XX:TieredStopAtLevel=1 -J-XX:+UseSerialGC -proc:none -encoding UTF-8 --release 17 \
  -d "$work/classes" "$root"/src/cache/*.java "$root"/harness/*.java

case $rung in
  compile) exit 0 ;;
  test) compilers=1 ;;
  measure) compilers=4 ;;
  *) echo "unknown rung: $rung (compile, test or measure)" >&2; exit 2 ;;
esac

# The harness reads a secret before it loads the candidate, and signs its result with it. So a
# candidate that ends the process early, with whatever exit status and output, has no result.
secret=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
echo "$secret" | java -XX:TieredStopAtLevel=$compilers -XX:+UseSerialGC -Xms128m -Xmx256m \
  --add-opens java.base/java.util=ALL-UNNAMED --add-opens java.base/java.lang=ALL-UNNAMED \
  --add-opens java.base/java.util.concurrent.atomic=ALL-UNNAMED \
  -cp "$work/classes" harness.Evaluate "$rung" "$work/result"

if [ ! -f "$work/result" ] || [ "$(head -n 1 "$work/result")" != "$secret" ]; then
  echo "$rung: the process ended before the harness had finished" >&2
  exit 1
fi
tail -n +2 "$work/result"
