# What an agent of the contest does: DOES VALUE NUMBER PAUSE. The same words give the same patch.
set -eu
does=$1 value=$((($2 + 7 * $3) % 997)) pause=$4

# Each run that begins is in the ledger with what it costs, whatever becomes of it.
cost=0.0$((10 + value % 10))
echo "$WINNOW_TASK $WINNOW_ATTEMPT $cost" >>"$LEDGER"
[ "$does" = silent ] || echo "{\"cost\": $cost}" >"$WINNOW_REPORT"
sleep "$pause"

case $does in
  write | silent)
    echo "$value" >value.txt
    # Changes differ in size.
    seq $((value % 3)) >>value.txt
    ;;
  nothing) ;;
  fail) exit 3 ;;
  protected) echo "# better" >>harness/evaluate.sh ;;
  bad) echo "no-number-$value" >value.txt ;;
  large) head -c 3000000 /dev/zero >large.bin ;;
esac
