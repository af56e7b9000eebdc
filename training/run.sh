#!/usr/bin/env bash
# One command per way of training; see README.md.
#   run.sh toy            the whole pipeline in miniature, under ten minutes on two cores; prints a table
#   run.sh data           packages, corpus and tokenizer for a real run
#   run.sh cpu MINUTES    trains (or goes on) for so long, cools down for a quarter of it, exports and measures
#   run.sh pack           the corpus in parts for a machine without package managers (there: run.sh pack unpack FOLDER)
#   run.sh gpu MINUTES    the same as cpu with the larger preset on a GPU (GPU_CHECK=1: the same commands on the CPU, briefly)
#   run.sh folder DIR MINUTES OUT.gguf    goes on from the model that ships (FROM=FILE: another) with the code of a folder;
#                         LORA=8: OUT.gguf is an adapter of that rank instead of a whole model
#   run.sh test           all tests, those that need PyTorch too
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
base=${INKLING_CACHE:-$HOME/.cache/inkling}
venv="$base/training/venv"
export INKLING_CACHE="$base"
source "$here/environment.sh"

setup() {
  if [ ! -x "$venv/bin/python" ]; then
    python3 -m venv "$venv"
    "$venv/bin/python" -m pip install --quiet ${PIP_ARGS:-} -r "$here/requirements.txt"
  fi
  cd "$here"
}

py() { "$venv/bin/python" -m "inkling_train.$1" "${@:2}"; }

shipped() { ls "$here"/../media/models/inkling-*.gguf | tail -1; }

checkpoints() { echo "$INKLING_CACHE/training/checkpoints/$1"; }

deliver() { # run, name: the file and the picture of its loss
  py export --run "$1" --name "$2" --out "$INKLING_CACHE/training/$1.gguf"
  py curve --run "$1" --out "$INKLING_CACHE/training/$1-curve.svg"
  echo "model: $INKLING_CACHE/training/$1.gguf"
}

finish() { # run, name, further arguments of evaluate
  deliver "$1" "$2"
  py evaluate "$INKLING_CACHE/training/$1.gguf" ${3:-} --threads 2 --out "$INKLING_CACHE/training/$1-results.json"
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
    py train --run toy --preset toy --vocab 4096 --batch-tokens 4096 --minutes 3 --validate-minutes 1
    py train --run toy --preset toy --vocab 4096 --batch-tokens 4096 --cool-minutes 1
    finish toy "Inkling toy" "--divide 8"
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
    finish small "Inkling 7M"
    ;;
  pack)
    from=${3:+$(realpath "$3")}
    setup
    py pack ${2:+"$2"} ${from:+"$from"}
    ;;
  gpu)
    setup
    preset=${PRESET:-medium} run=${RUN:-${PRESET:-medium}} minutes=${2:-1}
    sizes=(--batch-tokens 262144 --micro-tokens 65536 --workers "${WORKERS:-14}" --save-minutes 3 --validate-minutes 2)
    if [ "${GPU_CHECK:-0}" = 1 ]; then
      run=gpu-check minutes=2
      sizes=(--batch-tokens 2048 --micro-tokens 1024 --workers 1 --validate-minutes 100)
      rm -rf "$(checkpoints $run)"
    fi
    [ -f "$INKLING_CACHE/training/tokenizer-16384.json" ] || py tokenizer --vocab 16384
    parts=$INKLING_CACHE/training/parts
    train_and_cool "$run" "$minutes" --preset "$preset" --vocab 16384 "${sizes[@]}" --parts "$parts"
    deliver "$run" "Inkling $preset"
    echo "the same in parts of 16 MiB: $parts; measure it on any machine with: python -m inkling_train.evaluate FILE"
    ;;
  folder)
    folder=$(realpath "${2:?folder}")
    out=$(realpath -m "${4:?file to write}")
    from=$(realpath "${FROM:-$(shipped)}")
    setup
    py folder "$folder"
    train_minutes=${3:?minutes}
    rm -rf "$(checkpoints folder)"
    py train --run folder --corpus folder --from-gguf "$from" \
      --cool-minutes "$train_minutes" --rate 0.25 --validate-first ${LORA:+--lora "$LORA"}
    py export --run folder --name "Inkling 7M, ${folder##*/}" --out "$out"
    ;;
  test)
    setup
    "$venv/bin/python" -m unittest discover tests
    "$venv/bin/python" -m unittest discover tests/with_torch
    ;;
  *)
    sed -n '2,10p' "$0"
    exit 2
    ;;
esac
