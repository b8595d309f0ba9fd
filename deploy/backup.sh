#!/bin/sh
# backup.sh FOLDER: a copy of the ledger and of its files of evidence, verified, named by its moment; copies older than 60 days go, but never the last ten.
set -eu
folder=$1
.venv/bin/python -m lib backup "$folder/ledger-$(date +%Y%m%d-%H%M%S).duckdb"
ls -1t "$folder"/ledger-*.duckdb | tail -n +11 | while IFS= read -r copy; do
    [ -z "$(find "$copy" -mtime +60)" ] || rm -rf "$copy" "${copy%.duckdb}-files"
done
