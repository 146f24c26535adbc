#!/bin/sh
# Checks this example without Winnow, Kafka or git: a JDK 17 or newer is enough.
#
#   check.sh            the policies against models, then all 50 variants (some minutes)
#   check.sh oracles    only the policies against models
#   check.sh VARIANT... only these variants
#
# Exits 0 if all is as check/expected.tsv says. CHECK_AT_ONCE is how many variants run at once.
set -eu

home=$(cd "$(dirname "$0")" && pwd)
if [ -n "${JAVA_HOME:-}" ]; then PATH="$JAVA_HOME/bin:$PATH"; fi

oracles() {
  work=$(mktemp -d "${TMPDIR:-/tmp}/cache-contest-oracles.XXXXXX")
  trap 'rm -rf "$work"' EXIT
  sources=$(ls "$home"/repository/src/cache/*.java | grep -v /Candidate.java)
  # The paths of a checkout may hold spaces: an argument file keeps them whole.
  printf '%s\n' "$sources" "$home/check/Oracles.java" "$home/check/Model.java" \
    "$home/check/Models.java" "$home/check/HistoryModels.java" \
    "$home/check/FrequencyModels.java" \
    | sed 's/.*/"&"/' > "$work/sources"
  javac -Xlint:all -d "$work/classes" "@$work/sources"
  java -cp "$work/classes" Oracles "$home" "$work"
}

case "${1:-}" in
  oracles) oracles ;;
  *)
    if [ $# -eq 0 ]; then oracles; fi
    java "$home/check/Check.java" "$home" "${CHECK_AT_ONCE:-2}" "$@"
    ;;
esac
