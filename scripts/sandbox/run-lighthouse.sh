#!/usr/bin/env bash
# run-lighthouse.sh URL OUTDIR: what a browser makes of a page. Writes OUTDIR/lighthouse.report.{json,html} and prints the
# figures that a cache can change. Needs Chrome or Chromium (CHROME_PATH says where) and lighthouse, which this repository
# brings along after `npm install`.
set -euo pipefail

if [ "$#" -ne 2 ]; then
  echo "usage: run-lighthouse.sh URL OUTDIR" >&2
  exit 2
fi
url=$1
outdir=$2
case $url in
  http://* | https://*) ;;
  *)
    echo "$url is no address of a page: it begins with http:// or https://" >&2
    exit 2
    ;;
esac

root=$(cd "$(dirname "$0")/../.." && pwd)
PATH=$root/node_modules/.bin:$PATH
if ! command -v lighthouse >/dev/null; then
  echo "lighthouse is missing: run npm install in $root, or npm install --global lighthouse" >&2
  exit 1
fi
if [ -z "${CHROME_PATH:-}" ]; then
  CHROME_PATH=$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)
fi
if [ -z "$CHROME_PATH" ] || [ ! -x "$CHROME_PATH" ]; then
  echo "no Chrome found: install chromium, or say where it is with CHROME_PATH" >&2
  exit 1
fi
export CHROME_PATH

flags="--headless=new --disable-dev-shm-usage"
# Chrome has no sandbox of its own for root, as in a container.
if [ "$(id -u)" -eq 0 ]; then flags="$flags --no-sandbox"; fi

mkdir -p "$outdir"
lighthouse "$url" --quiet --only-categories=performance --output=json --output=html \
  --output-path="$outdir/lighthouse" --chrome-flags="$flags"

node --input-type=module --eval '
  import { readFileSync } from "node:fs";
  const { audits, categories, finalDisplayedUrl } = JSON.parse(readFileSync(process.argv[1], "utf8"));
  const figure = (name) => audits[name]?.displayValue ?? "not measured";
  console.log(finalDisplayedUrl);
  console.log(`performance              ${Math.round((categories.performance.score ?? 0) * 100)} of 100`);
  console.log(`time to the first byte   ${Math.round(audits["server-response-time"]?.numericValue ?? 0)} ms`);
  console.log(`first contentful paint   ${figure("first-contentful-paint")}`);
  console.log(`largest contentful paint ${figure("largest-contentful-paint")}`);
  console.log(`total blocking time      ${figure("total-blocking-time")}`);
  console.log(`cumulative layout shift  ${figure("cumulative-layout-shift")}`);
' "$outdir/lighthouse.report.json"
