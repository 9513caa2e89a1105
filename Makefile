# make run: the dashboard on http://localhost:8501      make test: every check there is
# Both set up .venv themselves; all they need is Python 3.11 or newer, and make.

PYTHON ?= $(firstword $(foreach name,python3.13 python3.12 python3.11 python3,\
	$(shell $(name) -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& command -v $(name))))
BIN := .venv/bin

.PHONY: setup run test check fix office tour bench screenshots fonts schema lock clean
.DEFAULT_GOAL := setup

setup: .venv/ok

.venv/ok: requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer, with venv, is needed and was not found." >&2; exit 3; }
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	cd / && "$(CURDIR)/$(BIN)/python" -c "import dashboard"
	@touch $@

run: setup
	$(BIN)/dashboard serve

# The tests come last: their last lines name what was skipped, and why.
test: check
	$(BIN)/python tools/browser.py
	$(BIN)/python tools/office.py
	$(BIN)/python tools/language_server.py
	$(BIN)/python -m pytest

check: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/dashboard check

fix: setup
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# LibreOffice, to recalculate workbooks and to open slides in the tests; on Debian, as root.
office: setup
	$(BIN)/python tools/office.py --install

# Pictures of every page: languages, schemes, sizes.
tour: setup
	$(BIN)/python tools/browser.py
	$(BIN)/python tools/tour.py

# The pictures of the README.
screenshots: setup
	$(BIN)/python tools/browser.py
	$(BIN)/python tools/screenshots.py

# Speed as ratios to floors measured in the same run; see docs/performance.md.
bench: setup
	$(BIN)/python tools/bench.py

# Spoilt files by the thousand: FUZZ_COUNT mutations, then atheris for FUZZ_SECONDS. atheris is not in the lock;
# it goes into an environment of its own. What fails is kept in .scratch/fuzz.
FUZZ_SECONDS ?= 60
FUZZ_COUNT ?= 2000
FUZZ_BIN := .scratch/fuzz/venv/bin

fuzz: setup $(FUZZ_BIN)/ok
	PYTHONPATH="$$($(BIN)/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')" \
		$(FUZZ_BIN)/python tools/fuzz.py --count $(FUZZ_COUNT) --seconds $(FUZZ_SECONDS)

$(FUZZ_BIN)/ok:
	$(BIN)/python -m venv .scratch/fuzz/venv
	$(FUZZ_BIN)/python -m pip install --quiet --disable-pip-version-check "atheris>=3,<4"
	@touch $@

# After new characters in data/ or dashboard/locales/ (tests/test_fonts.py says so). Needs Noto Sans CJK,
# on Debian the package fonts-noto-cjk.
fonts: setup
	$(BIN)/python tools/fonts.py

# After a change of the model or its words (tests/test_schema.py says so): what editors complete and check by.
schema: setup
	mkdir -p schema
	for kind in theme sources catalog briefing; do $(BIN)/dashboard schema --kind $$kind > schema/$$kind.schema.json || exit; done

# For maintainers, after a change of dependencies; needs uv. No address is written into the lock.
lock:
	uv pip compile pyproject.toml --all-extras --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-annotate --no-header --quiet -o requirements.lock

clean:
	rm -rf .venv .scratch .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis build dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
