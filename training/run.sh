#!/usr/bin/env bash
# One command per way of training; see README.md.
#   run.sh toy            the whole pipeline in miniature, under ten minutes on two cores; prints a table
#   run.sh data           packages, corpus and tokenizer for a real run
#   run.sh cpu MINUTES    trains (or goes on) for so long, cools down for a quarter of it, exports and measures
#   run.sh pack           the corpus in parts for a machine without package managers
#   run.sh gpu MINUTES    the same as cpu with the larger preset on a GPU (GPU_CHECK=1: the same commands on the CPU, briefly)
#   run.sh folder DIR MINUTES OUT.gguf    goes on from the last run with the code of a folder, writes a GGUF
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
base=${INKLING_CACHE:-$HOME/.cache/inkling}
venv="$base/training/venv"
export INKLING_CACHE="$base" OMP_WAIT_POLICY=PASSIVE TORCHINDUCTOR_CACHE_DIR="$base/training/inductor"

setup() {
  if [ ! -x "$venv/bin/python" ]; then
    python3 -m venv "$venv"
    "$venv/bin/python" -m pip install --quiet ${PIP_ARGS:-} -r "$here/requirements.txt"
  fi
  cd "$here"
}

py() { "$venv/bin/python" -m "inkling_train.$1" "${@:2}"; }

checkpoints() { echo "$INKLING_CACHE/training/checkpoints/$1"; }

finish() { # run, vocabulary, name
  local out="$INKLING_CACHE/training/$1.gguf"
  py export --run "$1" --vocab "$2" --name "$3" --out "$out"
  py evaluate "$out" ${4:-} --threads 2 --out "$INKLING_CACHE/training/$1-results.json"
  py curve --run "$1" --out "$INKLING_CACHE/training/$1-curve.svg"
  echo "model: $out"
}

train_and_cool() { # run, minutes, further arguments
  local cool=$(($2 / 4 > 0 ? $2 / 4 : 1))
  py train --run "$1" --minutes $(($2 - cool)) "${@:3}"
  py train --run "$1" --cool-minutes "$cool" "${@:3}"
}

case "${1:-}" in
  toy)
    setup
    export INKLING_CACHE="$base/toy"
    py fetch --only zod date-fns @tanstack/query-core xstate python3-flask python3-click python3-rich
    py corpus
    py tokenizer --vocab 4096
    rm -rf "$(checkpoints toy)"
    py train --run toy --preset toy --vocab 4096 --batch-tokens 4096 --no-compile --minutes 3 --validate-minutes 1
    py train --run toy --preset toy --vocab 4096 --batch-tokens 4096 --no-compile --cool-minutes 1
    finish toy 4096 "Inkling toy" "--divide 8"
    ;;
  data)
    setup
    py fetch
    py corpus
    py tokenizer --vocab "${VOCAB:-8192}"
    ;;
  cpu)
    setup
    train_and_cool small "${2:?minutes}"
    finish small 8192 "Inkling 7M"
    ;;
  pack)
    setup
    py pack
    ;;
  gpu)
    setup
    preset=${PRESET:-medium}
    [ -f "$INKLING_CACHE/training/tokenizer-16384.json" ] || py tokenizer --vocab 16384
    if [ "${GPU_CHECK:-0}" = 1 ]; then
      small_steps=(--preset "$preset" --vocab 16384 --batch-tokens 2048 --micro-tokens 1024 --no-compile --workers 1 --validate-minutes 100)
      rm -rf "$(checkpoints gpu-check)"
      py train --run gpu-check --minutes 1 --parts "$INKLING_CACHE/training/parts" "${small_steps[@]}"
      py train --run gpu-check --cool-minutes 0.5 "${small_steps[@]}"
      py export --run gpu-check --vocab 16384 --name "Inkling GPU check" --out "$INKLING_CACHE/training/gpu-check.gguf"
    else
      train_and_cool "${RUN:-medium}" "${2:?minutes}" --preset "$preset" --vocab 16384 --batch-tokens 262144 --micro-tokens 65536 \
        --workers "${WORKERS:-14}" --save-minutes 3 --validate-minutes 2 --parts "$INKLING_CACHE/training/parts"
      finish "${RUN:-medium}" 16384 "Inkling $preset"
    fi
    ;;
  folder)
    setup
    py folder "${2:?folder}"
    train_minutes=${3:?minutes}
    rm -rf "$(checkpoints folder)"
    mkdir -p "$(checkpoints folder)"
    cp "$(checkpoints "${FROM:-small}")/latest.pt" "$(checkpoints folder)/latest.pt"
    py train --run folder --corpus folder --cool-minutes "$train_minutes" --rate 0.25 --validate-first
    py export --run folder --out "${4:?file to write}"
    ;;
  *)
    sed -n '2,8p' "$0"
    exit 2
    ;;
esac
