#!/bin/sh
# digest.sh UNITS FOLDER: what each unit owes, as a Word document; UNITS has a registered unit a line.
set -eu
mkdir -p "$2"
failed=0
while IFS= read -r unit || [ -n "$unit" ]; do
    [ -z "$unit" ] || .venv/bin/python -m lib digest --unit "$unit" -o "$2/$unit.docx" </dev/null || failed=1
done <"$1"
exit "$failed"
