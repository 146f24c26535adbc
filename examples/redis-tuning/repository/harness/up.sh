# Starts the server that is measured, in the foreground: it ends with the sandbox.
set -eu
command -v redis-server >/dev/null || {
  echo "there is no redis-server: install it, on Debian by apt-get install redis-server" >&2
  exit 1
}
sed 's/ *# winnow:.*//' redis.conf >"$WINNOW_ENVIRONMENT_STATE/redis.conf"
# The path of a socket has 107 bytes at most, and that of the folder may have more.
cd "$WINNOW_ENVIRONMENT_STATE"
exec redis-server ./redis.conf --dir . --unixsocket redis.sock
