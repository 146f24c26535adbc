#!/bin/sh
# Compiles into a folder of its own, and runs the check.
set -eu
classes=$(mktemp -d)
trap 'rm -rf "$classes"' EXIT
javac -d "$classes" src/*.java check/*.java
java -Xbatch -cp "$classes" Check "$1"
