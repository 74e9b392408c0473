#!/usr/bin/env bash
# Keeps one open issue under a label: opens it, renews it, or closes it. Needs gh, GH_TOKEN and GH_REPO.
# usage: keep-issue.sh LABEL TITLE INTRO yes|no REPORT
# yes: REPORT (a file) stands in the issue below INTRO. no: an open issue is closed.
set -euo pipefail

label=${1:?label} title=${2:?title} intro=${3:?intro} found=${4:?yes or no} report=${5:?report}
case $found in yes | no) ;; *) echo "::error::Svaret skal vere yes eller no, ikkje «$found»."; exit 2 ;; esac

gh label create "$label" --force --description "$title" --color 0b4f5c
number=$(gh issue list --label "$label" --state open --limit 1 --json number --jq '.[0].number // empty')

if [ "$found" = no ]; then
  [ -z "$number" ] || gh issue close "$number" --comment "Alt er i orden igjen."
  exit 0
fi

body=$(mktemp)
trap 'rm -f "$body"' EXIT
{
  echo "$intro"
  echo
  echo '~~~~~~text'
  # What stands in the report must not end the block it stands in.
  head --bytes=60000 "$report" | sed 's/^ \{0,3\}~/    &/'
  echo
  echo '~~~~~~'
} > "$body"

if [ -n "$number" ]; then
  gh issue edit "$number" --body-file "$body"
else
  gh issue create --title "$title" --label "$label" --body-file "$body"
fi
