#!/usr/bin/env bash
# Puts a report on the pull request whose head is a commit: one comment, renewed. Needs gh, GH_TOKEN and GH_REPO.
# The report was made by a change that nobody has read: it is cut, and nobody is called by it.
# usage: comment.sh COMMIT REPORT
set -euo pipefail

commit=${1:?commit} report=${2:?report}
mark='<!-- site-diff -->'
[[ $commit =~ ^[0-9a-f]{40}$ ]] || { echo "::error::«$commit» er ikkje ein commit."; exit 2; }
[ ! -L "$report" ] || { echo "::error::«$report» er ei lenkje, og kan vise til kva som helst."; exit 2; }
[ -f "$report" ] || { echo "Køyringa stoppa før ho hadde noko å vise."; exit 0; }

number=$(gh pr list --state open --limit 200 --json number,headRefOid \
  --jq "[.[] | select(.headRefOid == \"$commit\") | .number][0] // empty")
[ -n "$number" ] || { echo "Ingen open pull request endar på $commit."; exit 0; }

body=$(mktemp)
trap 'rm -f "$body"' EXIT
{
  echo "$mark"
  echo "Dette er laga av endringa sjølv, på $commit. Den bygde sida ligg som artefakt i køyringa."
  echo
  head --bytes=60000 "$report" | sed 's/@/@\xe2\x80\x8b/g; s/<!--/<! --/g'
} > "$body"

comment=$(gh api --paginate "repos/$GH_REPO/issues/$number/comments" \
  --jq ".[] | select(.user.login == \"github-actions[bot]\" and (.body | startswith(\"$mark\"))) | .id" | head --lines=1)
if [ -n "$comment" ]; then
  gh api --method PATCH "repos/$GH_REPO/issues/comments/$comment" --field "body=@$body" --silent
else
  gh api --method POST "repos/$GH_REPO/issues/$number/comments" --field "body=@$body" --silent
fi
