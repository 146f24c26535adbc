#!/bin/sh
# The agent of the demo: stands in for a model that writes code. It is started in a checkout of the
# repository and writes src/cache/Candidate.java from a template beside this script.
#
#   agent.sh POLICY SETTINGS STYLE
#
# POLICY    name of a template in policies/ or faults/
# SETTINGS  words such as "window=0.01", each the value of a placeholder (@WINDOW@) of the template;
#           "none" for none
# STYLE     how the text is laid out: plain, tabs, braces, spread, comments; or renamed
#
# Its prices are scripted too: what a model might ask for as much text, reported in WINNOW_REPORT.
set -eu

policy=${1:?usage: agent.sh POLICY SETTINGS STYLE}
settings=${2:?usage: agent.sh POLICY SETTINGS STYLE}
style=${3:?usage: agent.sh POLICY SETTINGS STYLE}
home=$(cd "$(dirname "$0")" && pwd)
output=src/cache/Candidate.java

fail() {
  echo "agent: $1" >&2
  exit 1
}

[ -f "$output" ] || fail "$output is not in $(pwd): start the agent in a checkout of the repository"
template=$home/policies/$policy.java
[ -f "$template" ] || template=$home/faults/$policy.java
[ -f "$template" ] || fail "there is no template $policy in policies/ or faults/"

# 1. Fill the placeholders.
text=$(cat "$template")
if [ "$settings" != none ]; then
  for setting in $settings; do
    name=$(printf '%s' "${setting%%=*}" | tr 'a-z' 'A-Z')
    value=${setting#*=}
    case $text in
      *"@$name@"*) ;;
      *) fail "$policy has no setting ${setting%%=*}" ;;
    esac
    text=$(printf '%s\n' "$text" | sed "s/@$name@/$value/g")
  done
fi
missing=$(printf '%s\n' "$text" | sed -n 's/.*\(@[A-Z_]\{1,\}@\).*/\1/p' | head -n 1)
[ -z "$missing" ] || fail "$policy needs a value for $missing"

# 2. Lay it out. All but "renamed" change nothing but white space and comments.
case $style in
  plain) layout='{ print }' ;;
  tabs) layout='{ match($0, /^ */); rest = substr($0, RLENGTH + 1)
    tabs = ""; for (i = 0; i < int(RLENGTH / 2); i++) tabs = tabs "\t"
    print (substr(rest, 1, 1) == "*" ? " " : "") tabs rest }' ;;
  braces) layout='/^ *[^*\/ ].* [{]$/ { match($0, /^ */); print substr($0, 1, length($0) - 2)
    print substr($0, 1, RLENGTH) "{"; next } { print }' ;;
  spread) layout='{ match($0, /^ */); print substr($0, 1, RLENGTH) $0
    if ($0 ~ /[;{}]$/) print "" }' ;;
  comments) layout='/^ *(\/\*\*|\*)/ { next } / [{]$/ && !/class/ { match($0, /^ */)
    print substr($0, 1, RLENGTH) "// Step " ++step "." } { print }' ;;
  renamed) layout='BEGIN { n = split("keys table capacity limit evictions listener hand pointer " \
      "counters marks oldest front advance forward slot place MAXIMUM CEILING", words, " ")
      for (i = 1; i < n; i += 2) to[words[i]] = words[i + 1] }
    { line = ""; rest = $0
      while (match(rest, /[A-Za-z_][A-Za-z0-9_]*/)) {
        word = substr(rest, RSTART, RLENGTH)
        line = line substr(rest, 1, RSTART - 1) (word in to ? to[word] : word)
        rest = substr(rest, RSTART + RLENGTH) }
      print line rest }' ;;
  *) fail "there is no style $style" ;;
esac
printf '%s\n' "$text" | awk "$layout" > "$output"

# 3. One of the faults is to help oneself to a better mark.
if [ "$policy" = cheat-harness ]; then
  sed 's/(double) ledger.hits()/0.5 * trace.length + 0.5 * ledger.hits()/' \
    harness/Measurement.java > harness/Measurement.java.new
  mv harness/Measurement.java.new harness/Measurement.java
fi

# 4. The price: four bytes to a token, 15 US dollars for a million tokens.
bytes=$(($(wc -c < "$output")))
micros=$((bytes * 15 / 4))
printf '{"cost": %d.%06d}\n' $((micros / 1000000)) $((micros % 1000000)) \
  > "${WINNOW_REPORT:-/dev/null}"
echo "wrote $output: $policy ($settings), $bytes bytes"
