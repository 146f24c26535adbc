#!/bin/sh
# Runs all tests and prints {"tests_passed": n, "changed_lines": n}. Exit status 0 says that the
# sources compile and the tests ran, not that they passed. Needs a JDK 17 or newer, and git.
set -eu
cd "$(dirname "$0")/.."
if [ -n "${JAVA_HOME:-}" ]; then PATH="$JAVA_HOME/bin:$PATH"; fi

# How much the patch changes: by what Winnow shows of it, or in a clone by what is not committed.
if [ -n "${WINNOW_REPOSITORY:-}" ]; then
  changed=$(git --git-dir="$WINNOW_REPOSITORY" diff --numstat "$WINNOW_BASE_COMMIT" "$WINNOW_COMMIT")
else
  changed=$(git diff --numstat HEAD)
fi
lines=$(printf '%s\n' "$changed" | awk '{ lines += $1 + $2 } END { print lines + 0 }')

exec java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto -Xmx256m harness/Tests.java "$lines"
