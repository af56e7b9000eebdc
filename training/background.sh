#!/usr/bin/env bash
# Starts a step in the background at the lowest priority and prints its process id:
#   background.sh LOGFILE train --run small
set -euo pipefail
log=$1
step=$2
shift 2
cd "$(dirname "$0")"
cache=${INKLING_CACHE:-$HOME/.cache/inkling}
source ./environment.sh
# The new session sets the priority of its own scheduling group from within: from outside it could be the caller's group.
setsid bash -c '(echo 19 >/proc/self/autogroup) 2>/dev/null || true; exec nice -n 19 ionice -c 3 "$@"' bash \
  "$cache/training/venv/bin/python" -m "inkling_train.$step" "$@" >>"$log" 2>&1 </dev/null &
echo "$!"
