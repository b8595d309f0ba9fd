@echo off
rem The dashboard, started by the task scheduler.
chcp 65001 >nul
cd /d "%~dp0.."
set PYTHONUTF8=1
set "PLAN_LOG=%CD%\data\plan-log.jsonl"
".venv\Scripts\python" -m lib.serve --no-browser --port 8501
