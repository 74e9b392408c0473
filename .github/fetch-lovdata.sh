#!/usr/bin/env bash
# Fetches Lovdata's open data (NLOD 2.0) into a folder: the only thing here that asks another machine for anything.
# Nothing is unpacked. `python -m handbook law-check` reads what lies there.
set -euo pipefail

folder=${1:?usage: fetch-lovdata.sh FOLDER}
api=https://api.lovdata.no/v1/publicData
most_bytes=200000000

stop() { echo "::error::$*"; exit 1; }

get() { # URL FILE BYTES: curl stops at a size it is told of, ulimit at one it is not told of
  (ulimit -f $(($3 / 1024 + 1)) && curl --fail --silent --show-error --location --proto '=https' --proto-redir '=https' \
    --retry 3 --connect-timeout 30 --max-time 900 --max-filesize "$3" --output "$2.part" "$1") \
    || stop "Lovdata gav ikkje $1, eller fila er på meir enn $3 byte."
  mv "$2.part" "$2"
}

mkdir -p "$folder"
rm -f "$folder"/*.tar.bz2 "$folder"/*.part
get "$api/list" "$folder/list.json" 1000000

# The names change from year to year: those that apply today are found in the list, never written here.
names=$(python3 - "$folder/list.json" <<'PYTHON'
import json, re, sys
with open(sys.argv[1], encoding="utf-8") as file:
    found = [str(each.get("filename", "")) for each in json.load(file)]
print("\n".join(name for name in found if re.fullmatch(r"gjeldende-[a-z0-9-]{1,60}\.tar\.bz2", name)))
PYTHON
) || stop "Lista frå Lovdata kan ikkje lesast. Forma kan vere endra."
[ -n "$names" ] || stop "Lista frå Lovdata har inga fil med gjeldande lover. Forma kan vere endra."

for name in $names; do
  get "$api/get/$name" "$folder/$name" "$most_bytes"
  echo "$name: $(wc -c < "$folder/$name") byte"
done
