#!/usr/bin/env bash
# Times the whole program and prints the table of BENCHMARKS.md: benches/whole.sh [MEGABYTES [PROGRAM]]
# Needs Linux: peak memory is read from /proc, and taskset keeps the program on one core.
set -euo pipefail
cd "$(dirname "$0")/.."
megabytes=${1:-50}
program=${2:-}
target=${CARGO_TARGET_DIR:-target}
if [ -z "$program" ]; then
  cargo build --release --quiet
  program=$target/release/simpul
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

corpus=$work/corpus.jsonl
cargo run --release --quiet --example generate_corpus -- "$megabytes" > "$corpus"
article=$work/article.txt
printf 'Indonesia mengecam serangan Israel di Gaza.\n' > "$article"
bytes=$(stat -c %s "$corpus")

# timed COMMAND…: seconds in $seconds, peak memory in megabytes in $memory.
timed() {
  local begin=$EPOCHREALTIME process kilobytes=0 now
  "$@" > /dev/null 2> "$work/stderr" &
  process=$!
  while now=$(awk '/^VmHWM/ { print $2 }' "/proc/$process/status" 2> /dev/null) && [ -n "$now" ]; do
    kilobytes=$now
    sleep 0.05
  done
  if ! wait "$process"; then cat "$work/stderr" >&2; exit 1; fi
  seconds=$(awk "BEGIN { print $EPOCHREALTIME - $begin }")
  memory=$(awk "BEGIN { printf \"%.0f\", $kilobytes / 1000 }")
}

# best_of N COMMAND…: the shortest of N runs in milliseconds, without the polling of `timed`.
best_of() {
  local runs=$1 begin
  shift
  for _ in $(seq "$runs"); do
    begin=$EPOCHREALTIME
    "$@" > /dev/null
    awk "BEGIN { printf \"%.0f\\n\", ($EPOCHREALTIME - $begin) * 1000 }"
  done | sort -n | head -1
}

row() { printf '| %-46s | %12s |\n' "$@"; }
speed() { awk "BEGIN { printf \"%.1f MB/s\", $bytes / 1e6 / $seconds }"; }

row "$(sed -n 's/^model name\s*: //p' /proc/cpuinfo | head -1), one core" "$(date +%F)"
row "$(printf -- '-%.0s' {1..46})" "-----------:"
row 'start-up: one article of one sentence' "$(best_of 20 taskset -c 0 "$program" extract --lang id "$article") ms"
timed taskset -c 0 "$program" extract --to jsonl "$corpus"
row "JSON Lines to events, $((bytes / 1000000)) MB" "$(speed)"
row 'peak memory' "$memory MB"
timed taskset -c 0 "$program" extract --to json "$corpus"
row 'JSON Lines to the graph as JSON' "$(speed)"
row 'peak memory' "$memory MB"
