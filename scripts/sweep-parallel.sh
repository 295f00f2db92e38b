#!/usr/bin/env bash
# Runs a sweep in shards under GNU parallel, runs it whole, and compares the bytes:
#
#   scripts/sweep-parallel.sh                                     a small sweep in 5 shards
#   SHARDS=8 JOBS=4 scripts/sweep-parallel.sh FILE --set PATH=A,B,C --seeds 50
#
# Exits with 0 where the joined shards are the whole, with 1 where they are not.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
shards=${SHARDS:-5}
jobs=${JOBS:-$(nproc)}
if [ $# -eq 0 ]; then
  set -- payment-system --set checkout.arrivals.kind=exponential \
    --set senders.count=1,2,3,4 --set senders.prefetchLimit=1,4,16 --seeds 20
fi
if ! command -v parallel >/dev/null; then
  echo 'GNU parallel is missing: apt-get install parallel' >&2
  exit 2
fi

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
sim=(node --import "$root/node_modules/tsx/dist/loader.mjs" "$root/src/cli/main.ts" sweep "$@")

# Each shard on one thread: parallel is the pool here. --keep-order prints shard 1 first, whoever is
# first; after a failure no further shard is begun. The place of the shard's
# number is not {}, which may stand in a value.
for format in text json; do
  option=(); [ "$format" = json ] && option=(--json)
  SECONDS=0
  seq "$shards" | parallel --will-cite --quote --keep-order --jobs "$jobs" --halt soon,fail=1 \
    -I @SHARD@ "${sim[@]}" "${option[@]}" --workers 1 --shard "@SHARD@/$shards" \
    >"$folder/joined.$format"
  in_shards=$SECONDS
  SECONDS=0
  "${sim[@]}" "${option[@]}" >"$folder/whole.$format"
  if ! cmp "$folder/joined.$format" "$folder/whole.$format"; then
    echo "$format: the joined shards are not the whole" >&2
    exit 1
  fi
  printf '%s: %d shards in %d jobs (%d s), joined = whole (%d s): %d lines, sha256 %.16s\n' \
    "$format" "$shards" "$jobs" "$in_shards" "$SECONDS" \
    "$(wc -l <"$folder/whole.$format")" "$(sha256sum <"$folder/whole.$format")"
done
