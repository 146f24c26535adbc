# One sample: transactions by PostgreSQL's own benchmark, from the other container, told as metrics.
set -eu
seconds=${1:-5}
in_load() {
  sh harness/project.sh exec -T load "$@"
}
in_load pgbench --host=database --no-vacuum --client=4 --jobs=2 --time="$seconds" \
  --protocol=prepared --random-seed="$WINNOW_SEED" >bench.txt
cat bench.txt >&2
awk '/^latency average/ { latency = $4 } /^tps/ { tps = $3 }
  END { if (!tps) exit 1
    printf "{\"transactions_per_second\": %s, \"latency_ms\": %s}\n", tps, latency }' bench.txt
# What was counted is there: a server that throws it away is no faster one.
counted=$(awk '/^number of transactions actually processed/ { print $6 }' bench.txt)
kept=$(in_load psql --host=database --no-psqlrc --tuples-only --no-align \
  --command='select count(*) from pgbench_history')
[ "$kept" = "${counted%%/*}" ] || {
  echo "$kept transactions are in the history, and ${counted%%/*} were counted" >&2
  exit 1
}
