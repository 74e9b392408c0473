#!/usr/bin/env bash
# Publishes a built site to a folder, here or on a host over ssh: each release in a folder of its own, and one link that
# says which is shown. The link is moved in one step, so no reader meets half a site. The five newest releases are kept.
#
# usage: publish.sh SITE TARGET [NAME]     TARGET: /srv/handbok, or user@host:/srv/handbok. NAME: the commit by default.
#        publish.sh --list TARGET          the releases, the one that is shown marked with *
#        publish.sh --show TARGET NAME     show another release that is there: the way back
# shellcheck disable=SC2016 # scripts for the target stand in single quotes: they are filled in there
set -euo pipefail

keep=5
stop() { echo "$*" >&2; exit 2; }
usage() { stop "usage: publish.sh SITE TARGET [NAME] | --list TARGET | --show TARGET NAME"; }

at() { # a script for the target, and its arguments; the folder is always the first
  local script=$1
  shift
  if [ -n "$host" ]; then
    # shellcheck disable=SC2029 # the words are quoted here, for the shell there
    ssh "$host" "bash -c $(printf '%q ' "set -euo pipefail; $script" publish "$folder" "$@")"
  else
    bash -c "set -euo pipefail; $script" publish "$folder" "$@"
  fi
}

target() {
  host='' folder=${1:?}
  if [[ $folder == *:* ]]; then host=${folder%%:*} folder=${folder#*:}; fi
  [[ $folder == /* && $folder != / ]] || stop "«$folder» må vere ein full sti, til dømes /srv/handbok."
}

name() { [[ $1 =~ ^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$ ]] || stop "«$1» kan ikkje vere namn på ei utgåve."; }

# `mv -T` over a link is one rename: either the old or the new is shown.
show='test -f "$1/releases/$2/index.html" || { echo "Utgåva $2 finst ikkje, eller er ikkje heil." >&2; exit 1; }
  ln --symbolic --force --no-dereference "releases/$2" "$1/current.new"
  mv --no-target-directory "$1/current.new" "$1/current"'

case ${1:-} in
  --list)
    [ $# = 2 ] || usage
    target "$2"
    at 'shown=$(basename "$(readlink "$1/current" || true)"); cd "$1/releases"
      for each in $(ls --sort=time); do [ "$each" = "$shown" ] && echo "* $each" || echo "  $each"; done'
    ;;
  --show)
    [ $# = 3 ] || usage
    target "$2"
    name "$3"
    at "$show" "$3"
    echo "No blir $3 vist."
    ;;
  "" | -*) usage ;;
  *)
    [ $# = 2 ] || [ $# = 3 ] || usage
    site=$1
    [ -f "$site/index.html" ] || stop "Det er ingen bygd nettstad i «$site». Bygg han: make site"
    target "$2"
    release=${3:-$(git rev-parse --short=12 HEAD)}
    name "$release"
    at 'mkdir --parents "$1/releases"; rm --recursive --force "$1/releases/.new"'
    # What has not changed since the release that is shown, is not sent again.
    linked=()
    if at 'test -e "$1/current"'; then linked=(--link-dest=../../current/); fi
    rsync --recursive --times --chmod=D755,F644 --checksum --delete "${linked[@]}" \
      "$site/" "${host:+$host:}$folder/releases/.new/"
    at 'if [ "$(readlink "$1/current" || true)" = "releases/$2" ]; then
        echo "Utgåva $2 blir vist alt. Gi den nye eit anna namn." >&2; exit 1; fi
      rm --recursive --force "$1/releases/$2"; mv "$1/releases/.new" "$1/releases/$2"; touch "$1/releases/$2"' "$release"
    at "$show" "$release"
    at 'cd "$1/releases"; shown=$(basename "$(readlink "$1/current")")
      ls --sort=time | tail --lines=+"$(($2 + 1))" | while read -r old; do
        [ "$old" = "$shown" ] || rm --recursive --force -- "$old"; done' "$keep"
    echo "No blir $release vist."
    ;;
esac
