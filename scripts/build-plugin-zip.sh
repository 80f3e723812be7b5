#!/usr/bin/env bash
# Builds dist/ai-wp-dynamic-cache-plugin.zip: what is uploaded in wp-admin under Plugins, Add, Upload.
# The same sources give the same bytes. `npm run zip`
set -euo pipefail
cd "$(dirname "$0")/.."
exec node scripts/run.mjs plugin-zip "$@"
