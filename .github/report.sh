#!/usr/bin/env bash
# Runs a check that answers 0 (nothing), or fails with a report that holds a pattern (something); else it stops.
# usage: report.sh REPORT PATTERN COMMAND...   Writes found=yes|no to GITHUB_OUTPUT.
set -euo pipefail

report=${1:?report} pattern=${2:?pattern}
shift 2

code=0
"$@" > "$report" || code=$?
cat "$report"
# make answers 2 for every failure: what the command found tells a difference from a check that could not run.
[ "$code" = 0 ] || grep --quiet --regexp="$pattern" "$report" || exit "$code"
echo "found=$([ "$code" = 0 ] && echo no || echo yes)" >> "$GITHUB_OUTPUT"
