#!/bin/sh
# Measures src/handover/Candidate.java and prints {"latency_ms": n, "cpu_ms": n}. What one sample has
# compiled, the next one finds. Needs a JDK 17 or newer.
set -eu
cd "$(dirname "$0")/.."
if [ -n "${JAVA_HOME:-}" ]; then PATH="$JAVA_HOME/bin:$PATH"; fi
if [ ! -d build/handover ]; then
  javac -J-XX:TieredStopAtLevel=1 -J-XX:+UseSerialGC -proc:none -d build src/handover/*.java harness/*.java
fi
exec java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx64m -cp build harness.Measure
