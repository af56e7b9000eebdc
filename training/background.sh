#!/usr/bin/env bash
# Starts a training in the background at the lowest priority: background.sh LOGFILE ARGUMENTS-OF-TRAIN...
set -euo pipefail
log=$1
shift
cd "$(dirname "$0")"
cache=${INKLING_CACHE:-$HOME/.cache/inkling}
export OMP_WAIT_POLICY=PASSIVE TORCHINDUCTOR_CACHE_DIR="$cache/training/inductor"
setsid nice -n 19 ionice -c 3 "$cache/training/venv/bin/python" -m inkling_train.train "$@" >>"$log" 2>&1 </dev/null &
sleep 0.5  # setsid makes the group first
(echo 3 >/proc/$!/autogroup) 2>/dev/null || true
echo "$!"
