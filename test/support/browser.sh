#!/usr/bin/env bash
# Brings Chromium for the tests of the web page, from this machine's own Debian packages, where it is missing and may be installed.
set -euo pipefail

for program in chromium chromium-browser google-chrome; do
  command -v "$program" >/dev/null && exit
done
fail() {
  echo "browser: missing: Chromium (Debian package chromium): $1" >&2
  exit 1
}
command -v apt-get >/dev/null || fail 'this machine has no apt-get'
[[ $(id -u) -eq 0 ]] || fail 'only root may install it: apt-get install chromium'
echo 'browser: installing Chromium' >&2
export DEBIAN_FRONTEND=noninteractive
apt-get -qq update >&2 </dev/null || fail "apt's mirrors do not answer"
apt-get -qq install --yes --no-install-recommends chromium >&2 </dev/null || fail 'apt could not install it'
