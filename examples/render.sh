#!/usr/bin/env bash
# Writes examples/out anew, the picture of the README among it: examples/render.sh [PROGRAM]
set -euo pipefail
cd "$(dirname "$0")/.."
program=${1:-${CARGO_TARGET_DIR:-target}/release/simpul}
mkdir -p examples/out
while read -r article published; do
  out=examples/out/$article
  for ending in json jsonl dot; do
    "$program" extract "examples/articles/$article.txt" --published "$published" --labels en -o "$out.$ending"
  done
  if command -v dot > /dev/null; then
    dot -Tsvg "$out.dot" -o "$out.svg"
  else
    echo "no Graphviz (dot): $out.svg stays as it was" >&2
  fi
done <<'END'
korut-rusia 2024-11-08
laut-china-selatan 2024-01-31
END
