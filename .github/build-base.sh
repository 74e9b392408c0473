#!/usr/bin/env bash
# Builds the site as it was before a change, on the day the change is built for, so that only the change differs.
# usage: build-base.sh COMMIT OUT   Run at the root of the repository, after `make site`.
set -euo pipefail

commit=${1:?commit} out=$(realpath --canonicalize-missing "${2:?folder}")
root=$PWD
empty() { echo "::warning::$*"; mkdir --parents "$out"; exit 0; }

git rev-parse --verify --quiet "$commit^{commit}" > /dev/null || empty "$commit finst ikkje her: ingenting å samanlikne med."
tree=$(mktemp --directory)/base
git worktree add --quiet --detach "$tree" "$commit"
trap 'git -C "$root" worktree remove --force "$tree"' EXIT

SOURCE_DATE_EPOCH=$(git log -1 --format=%ct HEAD)
export SOURCE_DATE_EPOCH NO_MKDOCS_2_WARNING=1
cd "$tree"
build() {
  if ! cmp --silent requirements.txt "$root/requirements.txt"; then
    make --silent .venv/site.stamp
    python=$tree/.venv/bin/python
  fi
  PYTHONPATH=$tree/hooks "$python" -m mkdocs build --strict --quiet --site-dir "$out"
}

python=$root/.venv/bin/python
build || empty "$commit let seg ikkje byggje: ingenting å samanlikne med."
