# One sample: writes with Redis's own benchmark, told as metrics.
set -eu
requests=${1:-20000}
cd "$WINNOW_ENVIRONMENT_STATE"
redis-benchmark -s redis.sock -t set -n "$requests" -c 20 -r 10000 -d 128 --csv >bench.csv
# "SET","rps","avg_latency_ms","min","p50","p95","p99","max"
awk -F'"' '/^"SET"/ { found = 1; printf "{\"requests_per_second\": %s, \"p99_ms\": %s}\n", $4, $14 }
  END { exit !found }' bench.csv
# What was written is there: a server that throws it away is no faster one.
keys=$(redis-cli -s redis.sock dbsize)
[ "$keys" -gt 1000 ] || {
  echo "only $keys keys are left of those that were written" >&2
  exit 1
}
