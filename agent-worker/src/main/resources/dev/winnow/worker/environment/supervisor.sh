# Starts an environment, waits until it is ready and runs a command in it, all in one sandbox: when
# this ends, the sandbox's other processes are ended. Each @NAME@ is a command of quoted words.
#
# What it tells the worker are lines on standard output that begin with words which it was given on
# standard input: no other process has seen such a word before it is used.
read -r ready && read -r failed && read -r ended || exit 125
exec </dev/null

fail() {
  printf '\n%s %s\n' "$failed" "$1"
  exit 1
}

if @WAITS@; then
  # A process that has ended stays until it is waited for, so it says itself that it has.
  up_has_ended=
  trap 'up_has_ended=1' USR1
  (
    @UP@ >&2
    status=$?
    kill -USR1 $$
    exit "$status"
  ) &
  up=$!
  while :; do
    @READY@ >&2
    probe=$?
    # After the probe: what answers there may be somebody else, where up says that it has failed.
    if [ -n "$up_has_ended" ] && [ -n "$up" ]; then
      wait "$up"
      status=$?
      up=
      [ "$status" -eq 0 ] || fail "$status"
    fi
    [ "$probe" -ne 0 ] || break
    sleep 0.05 2>/dev/null || sleep 1
  done
else
  @UP@ >&2 || fail $?
fi

printf '\n%s 0\n' "$ready"
@MEASURED@
status=$?
printf '\n%s %s\n' "$ended" "$status"
exit "$status"
