#!/usr/bin/env bash
# Brings the real peers that tests and benchmarks compare with: Alertmanager with its amtool, and Prometheus, from Debian's
# packages of a newer suite than most machines run. They are unpacked, nothing is installed; root is not needed.
# They go to .peers/, which git ignores; a second call finds everything there.
set -euo pipefail
cd "$(dirname "$0")/../.."
suite=forky
folder=$PWD/.peers
packages=(prometheus-alertmanager prometheus)

[[ -e $folder/complete ]] && exit
fail() {
  echo "peers: missing: the real Alertmanager, amtool and Prometheus (Debian packages ${packages[*]} of $suite): $1" >&2
  exit 1
}
command -v apt-get >/dev/null && command -v dpkg >/dev/null || fail 'this machine has no apt-get or no dpkg'

# The mirror is the one that this machine's own apt uses, in the old one-line form or the new one.
mirror=$(cat /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null |
  sed -nE 's#^(URIs:|deb( \[[^]]*\])?) +([^ ]+/debian)/?( .*)?$#\3#p' | head -n 1) || true
[[ -n $mirror ]] || fail "apt's sources name no Debian mirror"
keyring=/usr/share/keyrings/debian-archive-keyring.gpg
[[ -e $keyring ]] || fail "there is no $keyring"

echo "peers: unpacking ${packages[*]} of Debian $suite into .peers/" >&2
rm -rf "$folder"
work=$folder/apt
mkdir -p "$work/lists/partial" "$work/cache/archives/partial"
echo "deb [signed-by=$keyring] $mirror $suite main" >"$work/sources.list"
apt=(apt-get -qq -o Dir::Etc::sourcelist="$work/sources.list" -o Dir::Etc::sourceparts=/dev/null
  -o Dir::State::Lists="$work/lists" -o Dir::Cache="$work/cache" -o APT::Sandbox::User="$(id -un)"
  -o Acquire::Languages=none -o Acquire::Retries=3 -o APT::Update::Error-Mode=any)
"${apt[@]}" update >&2 </dev/null || fail "apt's mirror did not give the list of packages of $suite"
(cd "$work" && "${apt[@]}" download "${packages[@]}" >&2 </dev/null) || fail "apt's mirror did not give the packages"
for package in "$work"/*.deb; do dpkg-deb --extract "$package" "$folder/root"; done
rm -rf "$work"
touch "$folder/complete"
