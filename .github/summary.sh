#!/usr/bin/env bash
# Shows a report on the page of the run; nothing where an earlier step stopped before it was made.
# usage: summary.sh REPORT   Needs GITHUB_STEP_SUMMARY.
set -euo pipefail

report=${1:?report}
[ ! -f "$report" ] || head --bytes=900000 "$report" >> "$GITHUB_STEP_SUMMARY"
