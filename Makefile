# Two commands are all a newcomer needs: `make run` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
COMPILE := $(BIN)/uv pip compile --quiet pyproject.toml - --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header

.PHONY: run test check bench evaluate lock clean

run: $(VENV)/.runtime          ## the bot on Telegram, or in this terminal without TELEGRAM_BOT_TOKEN
	@$(BIN)/tthc init --quiet
	@if [ -n "$$TELEGRAM_BOT_TOKEN" ] || grep -Eqs '^(export )?TELEGRAM_BOT_TOKEN=.' .env; then exec $(BIN)/tthc-bot; else exec $(BIN)/tthc chat; fi

test: check                    ## everything CI runs: the core with its coverage, then the edges
	$(BIN)/pytest -q -n auto --dist loadgroup --cov --cov-report=term tests/nlp tests/knowledge nlp knowledge
	$(BIN)/pytest -q -n auto --dist loadgroup tests/bot tests/admin_cli tests/end_to_end bot admin_cli

check: $(VENV)/.dev            ## format, lint, types, layers
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/.dev            ## speed and memory, as ratios against named baselines
	$(BIN)/python -m benchmarks

evaluate: $(VENV)/.dev         ## accuracy on the golden questions and their variants
	$(BIN)/python -m benchmarks.accuracy

lock: $(VENV)/.dev             ## renew the pinned dependencies; setuptools builds this package
	$(BIN)/pip install --quiet uv
	echo 'setuptools>=77' | $(COMPILE) -o requirements.lock
	echo 'setuptools>=77' | $(COMPILE) --extra dev -o requirements-dev.lock

clean:
	rm -rf $(VENV) build *.egg-info

# A lock names everything: --no-deps keeps pip from looking for newer releases of what an extra asks for.
$(VENV)/.runtime: requirements.lock pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Đang cài đặt (lần đầu mất khoảng một phút)…" >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable . 
	@touch $@

$(VENV)/.dev: requirements-dev.lock pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-dev.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@ $(VENV)/.runtime
