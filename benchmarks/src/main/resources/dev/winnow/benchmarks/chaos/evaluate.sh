# The evaluator: a pure function of value.txt. Many values have the same score, so that cost, size
# and identity decide as well.
set -eu
value=$(head -n 1 value.txt)
case $1 in
  gate) test "$value" -ge 0 ;;
  measure)
    sleep 0.1
    echo "{\"score\": $((value * 7919 % 89))}"
    ;;
esac
