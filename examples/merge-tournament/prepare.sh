#!/bin/sh
# prepare.sh FOLDER: makes FOLDER/shop.git, a bare repository with the branch main and a branch for
# each candidate, and FOLDER/task.yaml, which names their commits.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
[ $# -eq 1 ] || { echo "usage: $0 FOLDER" >&2; exit 2; }
[ ! -e "$1" ] || { echo "$0: $1 is there already; name a folder that is not" >&2; exit 1; }
mkdir -p "$1"
folder=$(cd "$1" && pwd)
unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1
export GIT_AUTHOR_NAME=shop GIT_AUTHOR_EMAIL=shop@example.org GIT_AUTHOR_DATE='2026-01-01T00:00:00Z'
export GIT_COMMITTER_NAME=shop GIT_COMMITTER_EMAIL=shop@example.org
export GIT_COMMITTER_DATE='2026-01-01T00:00:00Z'

work="$folder/work"
git init -q -b main "$work"
cp -R "$here/repository/." "$work"
git -C "$work" add --all
git -C "$work" commit -q -m 'A shop whose pages take too long'
git init -q --bare -b main "$folder/shop.git"
git -C "$work" push -q "$folder/shop.git" main

cp "$here/task.yaml" "$folder/task.yaml"
# The order in which they are tried.
for name in early-parse cache-in-shop cache-in-store plain-title title-by-words short-journal; do
  git -C "$work" switch -q -c "$name" main
  cp -R "$here/candidates/$name/." "$work"
  git -C "$work" commit -q --all -m "$name"
  git -C "$work" push -q "$folder/shop.git" "$name"
  echo "    - {name: $name, commit: \"$(git -C "$work" rev-parse HEAD)\"}" >> "$folder/task.yaml"
done
rm -rf "$work"
echo "Submit it:  winnow submit $folder/task.yaml"
