# Every target makes the environment it needs. `make help` lists them.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SITE := $(VENV)/site
SITE_LOCK := docs/site/requirements.lock
STAMP := $(VENV)/.made
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
LOCK := requirements.lock
ENVIRONMENT := $(LOCK) pyproject.toml

.DEFAULT_GOAL := help
.PHONY: help demo run test check proofs format bench bench-real bench-figures bench-bytecodes bench-versions bench-textdiff bench-bytes bench-bucket bench-report gold edits bad-web browser-addresses politeness soak equal kill-test write-points look bench-web bench-scale \
  restore-drill upgrade-drill guide-test deploy-test container-test fuzz bench-pdf bench-sheets pdfs lock docs site release clean postgresql-test cluster-test cluster-reading bucket-test

help: ## list the targets
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1|\2/' | column -t -s '|'

$(STAMP): $(ENVIRONMENT)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "monitor needs Python 3.11 or newer as '$(PYTHON)'. Debian and Ubuntu: apt install python3; or: make PYTHON=python3.12 ..." >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { \
	  echo "This Python cannot make environments. Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }
	@echo "Making the environment in $(VENV) (once; about a minute) ..."
	@$(PYTHON) -m venv --clear $(VENV)
	@sed -n '/^pip==/,/[^\]$$/p' $(LOCK) > $(VENV)/pip.lock
	@$(INSTALL) --require-hashes -r $(VENV)/pip.lock
	@$(INSTALL) --require-hashes -r $(LOCK)
	@$(INSTALL) --no-deps --no-index --no-build-isolation -e .
	@touch $@

demo: $(STAMP) ## see it work, against a small site of its own (KEEP=1 keeps serving)
	@$(BIN)/monitor demo $(if $(KEEP),--keep)

run: $(STAMP) ## run the service on this repository's own config/
	@$(BIN)/monitor --home . run

# What is compiled is kept, whatever the shell says: else each worker compiles the tests and the program anew, at each run.
test check proofs: export PYTHONDONTWRITEBYTECODE :=

test: $(STAMP) ## run the tests, but for slow proofs
	@$(BIN)/pytest -n 3 --dist worksteal -m 'not slow'

check: $(STAMP) ## format, lint, types, and the tests, but for slow proofs
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/pytest -n 3 --dist worksteal -m 'not slow'

proofs: $(STAMP) ## the slow proofs: the running service through faults, kills, clocks; some eight minutes
	@$(BIN)/pytest -n 2 -m slow

docs: $(STAMP) ## make docs/commands.md, the manual, what shells complete and docs/architecture.svg anew from the program
	@$(BIN)/python tools/commands.py
	@$(BIN)/python tools/manual.py
	@$(BIN)/python tools/completion.py
	@$(BIN)/python tools/architecture.py

$(SITE)/.made: $(STAMP) $(SITE_LOCK)
	@rm -rf $(SITE)
	@$(INSTALL) --require-hashes --target $(SITE) -r $(SITE_LOCK)
	@touch $@

site: $(SITE)/.made ## build the documentation site into build/site, without network; links that lead nowhere fail it
	@PYTHONPATH=$(SITE) $(BIN)/python tools/build_site.py

release: $(STAMP) ## make a release ready: one version, wheel and sdist built, installed and tried afresh; publishes nothing
	@$(BIN)/python tools/release.py

format: $(STAMP) ## put the code in its form
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

bench: $(STAMP) ## what a cycle over 1,000 pages costs: first, 304, unchanged, changed
	@$(BIN)/python benchmarks/cycle.py

PEERS_IN := $(if $(filter-out 1,$(PEERS)),$(PEERS),$(VENV)/peers)

bench-real: $(STAMP) ## the same with pages as governments make them, beside other programs (PAGES=1000 RUNS=2 CORPUS=DIR; PEERS=1 installs those, PEERS=DIR has them)
	@test '$(PEERS)' != 1 || for one in 'urlwatch urlwatch~=2.29 html2text' 'webchanges webchanges~=3.37 html2text' \
	  'changedetection changedetection.io~=0.60.10'; do set -- $$one; test -e $(PEERS_IN)/$$1/.made || { $(PYTHON) -m venv $(PEERS_IN)/$$1 \
	  && $(PEERS_IN)/$$1/bin/python -m pip install --quiet --disable-pip-version-check $$2 $$3 && touch $(PEERS_IN)/$$1/.made; } || exit 1; done
	@$(BIN)/python benchmarks/real.py --peers '$(PEERS_IN)' $(if $(PAGES),--pages $(PAGES)) $(if $(RUNS),--runs $(RUNS)) \
	  $(if $(CORPUS),--corpus '$(CORPUS)')

bench-figures: $(STAMP) ## how fast figures are read and compared
	@$(BIN)/python benchmarks/figures.py

bench-bytecodes: $(STAMP) ## the same and real pages counted in bytecodes, which a busy machine leaves as they are (PAGES=20 CORPUS=DIR AGAINST=TREE)
	@$(BIN)/python benchmarks/bytecodes.py $(if $(PAGES),--pages $(PAGES)) $(if $(CORPUS),--corpus '$(CORPUS)') $(if $(AGAINST),--against '$(AGAINST)')

bench-versions: $(STAMP) ## what a check of a page costs after a thousand versions, against ten
	@$(BIN)/python benchmarks/versions.py

bench-textdiff: $(STAMP) ## how long the text diff of two versions of a page takes
	@$(BIN)/python benchmarks/textdiff.py

bench-bytes: $(STAMP) ## what a page takes in the ledger and beside it, table by table (SHARED=DIR)
	@$(BIN)/python benchmarks/bytes.py $(if $(SHARED),--shared '$(SHARED)')

bench-bucket: $(STAMP) ## what snapshots in an object store cost, beside a folder: a put, a read, a record of 64
	@$(BIN)/python benchmarks/bucket.py

bench-pdf: $(STAMP) ## what reading a PDF of 200 pages costs
	@$(BIN)/python benchmarks/pdf.py

bench-sheets: $(STAMP) ## what the check of a sheet of 4,000 rows costs whose last row is new
	@$(BIN)/python benchmarks/sheets.py

bench-scale: $(STAMP) ## what a tick, a batch, a start and a reload cost with 10,000 to 1,000,000 pages (HOME_DIR=DIR: made once)
	@$(BIN)/python benchmarks/scale.py --postgresql $(if $(HOME_DIR),--home '$(HOME_DIR)')

bench-web: $(STAMP) ## what each view of the review page takes, with 10,000 findings, while the service checks pages (HOME_DIR=DIR: made once)
	@$(BIN)/python benchmarks/web.py $(if $(HOME_DIR),--home '$(HOME_DIR)')

pdfs: $(STAMP) ## make the documents of tests/pdf/files and of the demo anew, with ten programs that make PDFs
	@command -v soffice gs groff chromium pdflatex rsvg-convert >/dev/null || { apt-get update -q && apt-get install -qy --no-install-recommends \
	  libreoffice-writer-nogui libreoffice-calc-nogui ghostscript groff chromium texlive-latex-base librsvg2-bin fonts-liberation; }
	@test -d $(VENV)/pdfs || $(INSTALL) --target $(VENV)/pdfs 'weasyprint~=70.0' 'typst~=0.15' 'fpdf2~=2.8'
	@PYTHONPATH=$(VENV)/pdfs $(BIN)/python tests/pdf/make_pdfs.py $(ONLY)

postgresql-test: $(STAMP) ## the tests of the store on PostgreSQL: a server of its own is started, where one is installed
	@$(BIN)/python tests/support/postgresql_server.py $(BIN)/pytest -n 2 -m 'not slow' tests/check/test_check_storm.py tests/store

cluster-test: $(STAMP) ## kill, freeze and cut off workers of one PostgreSQL N times, and have them meet: is a host asked by one at a time? (N=200 CASES="storm ...")
	@$(BIN)/python tests/proofs/cluster.py --rounds $(or $(N),200)
	@$(BIN)/python tests/proofs/cluster_cases.py $(if $(CASES),--case $(CASES))

cluster-reading: $(STAMP) ## read an archive of N snapshots again on a Dask cluster whose worker is killed: is the ledger the same? (N=10000)
	@$(BIN)/python tests/proofs/cluster_reading.py --snapshots $(or $(N),10000)

bucket-test: $(STAMP) ## the tests of the store with snapshots in an object store: SeaweedFS is started, where it is installed (SHORT=1 for some)
	@$(BIN)/python tests/support/object_store.py $(BIN)/pytest -n 2 -m 'not slow' \
	  $(if $(SHORT),tests/store/test_store_bucket.py tests/store/test_store_recording.py,tests/store tests/service/test_service_bucket.py)
	@$(BIN)/python tests/support/postgresql_server.py $(BIN)/python tests/support/object_store.py $(BIN)/pytest -n 2 -m 'not slow' \
	  tests/store/test_store_bucket.py tests/store/test_store_recording.py tests/store/test_store_backups.py

gold: $(STAMP) ## how well the open halves of tests/gold are read (LANGUAGES="en fr", LIST=labels for each failing case)
	@$(BIN)/python benchmarks/gold.py $(LANGUAGES) $(if $(LIST),--list $(LIST))

edits: $(STAMP) ## what is told of pages that were edited in one place: that, and nothing else? (CORPUS=DIR: other pages, too)
	@$(BIN)/python benchmarks/edits.py --list $(if $(CORPUS),--corpus '$(CORPUS)')

bad-web: $(STAMP) ## every bad answer of the web, each between two good checks of a page
	@$(BIN)/python tests/proofs/bad_web.py

browser-addresses: $(STAMP) ## what Chromium asks for at many forms of an address, against the table that the tests hold monitor to
	@$(BIN)/python tests/proofs/browser_addresses.py

politeness: $(STAMP) ## 50 pages on one host keep the gap while 50 hosts go on
	@$(BIN)/python tests/proofs/politeness.py

soak: $(STAMP) ## what thousands of cycles leave behind: memory, descriptors, threads (N=10000)
	@$(BIN)/python tests/proofs/soak.py --cycles $(or $(N),10000)

equal: $(STAMP) ## digests of all that it says of a replayed month, and of a corpus (DOCUMENTS=1: of the corpus alone; OUTPUT=DIR AGAINST=DIR SHARED=DIR)
	@$(BIN)/python benchmarks/equal.py $(if $(MONITOR),--monitor '$(MONITOR)') $(if $(SHARED),--shared '$(SHARED)') \
	  $(if $(DOCUMENTS),--documents) $(if $(OUTPUT),--output '$(OUTPUT)') $(if $(AGAINST),--against '$(AGAINST)')

bench-report: $(STAMP) ## what a report of 500 changes costs in every format, and how long one of two real days is (SHARED=DIR)
	@$(BIN)/python benchmarks/report.py $(if $(SHARED),--shared '$(SHARED)')

look: site ## what reports, mails and the review page look like in Chromium, phone to desktop, light and dark, into docs/look; axe-core finds nothing, on the site neither
	@command -v chromium >/dev/null || { apt-get update -q && apt-get install -qy --no-install-recommends chromium fonts-dejavu-core; }
	@test -d $(VENV)/look || $(INSTALL) --target $(VENV)/look 'playwright~=1.65' 'axe-playwright-python~=0.1.8' 'pillow>=13'
	@PYTHONPATH=$(VENV)/look $(BIN)/python benchmarks/look.py
	@PYTHONPATH=$(VENV)/look $(BIN)/python benchmarks/look_web.py
	@PYTHONPATH=$(VENV)/look $(BIN)/python benchmarks/look_site.py

kill-test: $(STAMP) ## kill the service N times under load and look for whatever is lost (N=300)
	@$(BIN)/python tests/proofs/kill_test.py --kills $(or $(N),300)

write-points: $(STAMP) ## kill, EIO, ENOSPC at every call by which a check reaches the disk (needs strace; SHORT=1 for some)
	@$(BIN)/python tests/proofs/write_points.py $(if $(SHORT),--short)

restore-drill: $(STAMP) ## back up a service under load N times; restore, verify and open each (N=20)
	@$(BIN)/python tests/proofs/restore_drill.py --backups $(or $(N),20)

upgrade-drill: $(STAMP) ## take a home of an earlier version through the upgrade, and back (FROM=REVISION; default: the newest tag, or before the tables changed)
	@$(BIN)/python tests/proofs/upgrade_drill.py --from '$(FROM)'

guide-test: $(STAMP) ## run the commands by which docs/operations.md installs, upgrades, backs up, restores and moves (root; some minutes)
	@$(BIN)/python tests/proofs/guide_commands.py

deploy-test: $(STAMP) ## the service as deploy/monitor.service starts it, in the sandbox that it asks for, on the demo's pages (MINUTES=10; root)
	@command -v bwrap systemd-analyze >/dev/null || { apt-get update -q && apt-get install -qy --no-install-recommends bubblewrap systemd; }
	@$(BIN)/python tests/proofs/deployed.py --minutes $(or $(MINUTES),10)

container-test: $(STAMP) ## build the image of deploy/Containerfile, and run it on the demo's pages (MINUTES=1 BASE=IMAGE TOOL= BUILD= RUN=)
	@$(BIN)/python tests/proofs/container.py --minutes $(or $(MINUTES),1) --base '$(BASE)' --tool '$(TOOL)' --build '$(BUILD)' --run '$(RUN)'

fuzz: $(STAMP) ## documents, charsets and HTTP framing at random, for ten minutes
	@FUZZ_SECONDS=600 $(BIN)/pytest tests/fuzz -s

lock: ## write requirements.lock, constraints.txt and the lock of the site anew from pyproject.toml (UPGRADE=1: with the newest versions)
	@set -e; made=$$(mktemp -d); trap 'rm -rf "$$made"' EXIT; \
	$(PYTHON) -m venv "$$made/env"; "$$made/env/bin/python" -m pip install --quiet --disable-pip-version-check 'uv>=0.9'; \
	compile="$$made/env/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate"; \
	$$compile --extra dev $(if $(UPGRADE),,-c constraints.txt) pyproject.toml -o "$$made/lock"; \
	$(if $(UPGRADE),,test ! -f $(SITE_LOCK) || cp $(SITE_LOCK) "$$made/site";) \
	$$compile --fork-strategy fewest --group site -o "$$made/site"; \
	{ echo '# Every distribution of every release that an environment is made of, by its digest. Made by: make lock'; \
	  cat "$$made/lock"; } > $(LOCK); \
	{ echo '# The versions of requirements.lock without their digests, for those who install otherwise. Made by: make lock'; \
	  sed -n 's/ *\\$$//; /^[a-zA-Z0-9].*==/p' "$$made/lock"; } > constraints.txt; \
	{ echo '# What the documentation site is built with, by its digest. Made by: make lock'; cat "$$made/site"; } > $(SITE_LOCK)

clean: ## remove the environment and caches; pages, config and snapshots stay
	@rm -rf $(VENV) build .mypy_cache .ruff_cache .pytest_cache .hypothesis
