@echo off
rem backup.cmd FOLDER: a copy of the ledger, verified, named by its moment.
chcp 65001 >nul
cd /d "%~dp0.."
set PYTHONUTF8=1
for /f %%t in ('powershell -NoProfile -Command "Get-Date -Format yyyyMMdd-HHmmss"') do set MOMENT=%%t
".venv\Scripts\python" -m lib backup "%~1\ledger-%MOMENT%.duckdb"
