#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What ./run and ./test share: packages, building, words to the person. Sourced, never run.

top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
logs=$top/build/logs

say() { printf '%s\n' "$*" >&2; }
die() { say "$(basename "$0"): $*"; exit 1; }
usage_error() { say "$(basename "$0"): $*"; say "hint: $0 --help"; exit 2; }

if command -v ccache >/dev/null; then export CMAKE_CXX_COMPILER_LAUNCHER=ccache; fi

# missing_packages FILE...: the packages named there that are not installed.
missing_packages() {
  local wanted installed
  wanted=$(sed 's/#.*//' "$@" | tr -s ' \t' '\n' | sed '/^$/d' | sort -u)
  # shellcheck disable=SC2016,SC2086
  installed=$(dpkg-query -W -f '${db:Status-Abbrev}${Package}\n' $wanted 2>/dev/null |
    sed -n 's/^ii *//p' | sort -u)
  comm -23 <(printf '%s\n' "$wanted") <(printf '%s\n' "$installed") | tr '\n' ' '
}

# install_packages FILE...: installs what is missing; silent and quick when nothing is.
install_packages() {
  if ! command -v dpkg-query >/dev/null; then
    say "This is not Debian: please see to the packages in $* yourself."
    return
  fi
  local missing as_root=()
  missing=$(missing_packages "$@")
  [ -n "${missing// /}" ] || return 0
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null ||
      die "packages are missing and there is no sudo; as root: apt-get install $missing"
    as_root=(sudo)
  fi
  say "Installing packages: $missing"
  local apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -y
    -o DPkg::Lock::Timeout=300)
  mkdir -p "$logs"
  # shellcheck disable=SC2086
  { "${apt[@]}" update && "${apt[@]}" install --no-install-recommends $missing; } \
    >"$logs/packages.log" 2>&1 </dev/null ||
    { tail -n 20 "$logs/packages.log" >&2; die "apt-get failed; all it said: $logs/packages.log"; }
}

# build PRESET [TARGET...]: configures and builds; on failure shows the end of the log, returns 1.
build() {
  local preset=$1 log=$logs/$1.log started=$SECONDS
  shift
  mkdir -p "$logs"
  say "Building $preset (log: build/logs/$preset.log)"
  if (cd "$top" && cmake --preset "$preset" && cmake --build --preset "$preset" \
    ${1:+--target "$@"} -- -k 0) >"$log" 2>&1; then
    say "Built $preset in $((SECONDS - started)) s"
  else
    grep -E -A 6 '(error|Error):? |^FAILED' "$log" | tail -n 60 >&2
    say "Building $preset failed; the whole log: $log"
    return 1
  fi
}
