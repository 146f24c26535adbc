# Starts the project of one sample and waits until it is healthy. 75 says that no patch is to blame.
set -eu
docker compose version >/dev/null || {
  echo "there is no docker compose: on Debian apt-get install docker-cli docker-compose" >&2
  exit 75
}
docker image inspect winnow-compose-tuning >/dev/null || {
  echo "no engine, or no image: see the example's README" >&2
  exit 75
}
exec sh harness/project.sh up --detach --no-build --wait
