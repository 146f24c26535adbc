#!/bin/sh
# Puts a few products into the catalog of a development machine.
set -eu
curl --fail --data @"$1" "${SHOP_CATALOG_URL:-http://localhost:8091}/products"
