#!/bin/sh
# Prints {"score": N}, which harness/score.sh tells by what solution.sh answers. All is kept in
# variables: a file could be rewritten by what runs in between.
set -eu
numbers=1
i=2
while [ "$i" -le 100 ]; do numbers="$numbers $i"; i=$((i + 1)); done
answers=$(printf '%s\n' $numbers | sh solution.sh 2>/dev/null) || { echo "solution.sh failed: status $?"; exit 1; }
printf '%s\n' "$answers" | sh harness/score.sh "$numbers"
