#!/bin/sh
# Stands in for a model: writes one of six implementations of an approach, a different one for each
# attempt. Started in a checkout of the repository.
#
#   agent.sh queue|polling NUMBER
set -eu
approach=${1:?usage: agent.sh queue|polling NUMBER}
number=${2:?usage: agent.sh queue|polling NUMBER}
template=$(dirname "$0")/$approach/$number.java
[ -f "$template" ] || { echo "agent.sh: there is no $template" >&2; exit 1; }
cp "$template" src/handover/Candidate.java
summary=$(sed -n 's|^/\*\* \(.*\) \*/$|\1|p' "$template" | head -n 1)
printf '{"note": "%s"}\n' "$summary" > "$WINNOW_REPORT"
