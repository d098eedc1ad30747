.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

UV_VERSION := 0.13.9

python := .venv/bin/python
in_env := . scripts/env.sh &&
solhint := node_modules/.bin/solhint --disc --noPoster --max-warnings 0

python_ready := .venv/.ready
node_ready := node_modules/.ready
contracts_ready := .build/.ready
bundle_ready := .build/.bundled
ballots := .forge/ballots/ballots.json

sources_of = $(shell find $(1) -type f -name '$(2)' -not -path '*/.cache/*' 2>/dev/null)

.PHONY: help
help: ## list the verbs
	@awk -F ':.*## ' '/^[a-z][a-z-]*:.*## / { printf "  make %-15s %s\n", $$1, $$2 }' Makefile

# ---- setup: each step runs again only when what it reads has changed

.PHONY: setup
setup: $(python_ready) $(node_ready) $(contracts_ready) $(bundle_ready) ## install everything this project needs, inside this folder
	@echo "ready"

$(python_ready): uv.lock pyproject.toml scripts/prerequisites.sh scripts/python_env.sh Makefile
	@python="$$(scripts/prerequisites.sh)" && echo "python: $$python" && scripts/python_env.sh "$$python" $(UV_VERSION)
	@touch $@

$(node_ready): package.json package-lock.json .npmrc
	@scripts/prerequisites.sh > /dev/null
	npm ci --loglevel=error
	@python3 scripts/node_tools.py anvil > /dev/null && python3 scripts/node_tools.py forge > /dev/null
	@rm -rf .build .forge
	@touch $@

.PHONY: build
build: $(contracts_ready) $(bundle_ready) ## compile the contracts and bundle the browser scripts

$(contracts_ready): $(python_ready) $(node_ready) ape-config.yaml $(call sources_of,contracts,*.sol) $(call sources_of,scripts/solc,*)
	$(in_env) ape compile --force # without it Ape leaves contracts as they are whose bases have changed
	@touch $@

$(bundle_ready): $(python_ready) $(node_ready) $(wildcard scripts/bundle.mjs scripts/circuits.json tsconfig.json) scripts/translations.py \
		$(call sources_of,scripts/_translations,*.py) $(call sources_of,backend/lexiarch/dashboard/locales,*.po) \
		$(call sources_of,backend/lexiarch/dashboard/assets,*)
	@mkdir -p $(@D)
	$(python) -m scripts.translations browser
	$(if $(wildcard scripts/bundle.mjs),DEPTHS="$(DEPTHS)" node scripts/bundle.mjs)
	@touch $@

# Depths of the trees in which the pages can make proofs of secret ballots; a deployment's own is in its file.
DEPTHS := 16

.PHONY: bundle
bundle: $(python_ready) $(node_ready) ## bundle the browser scripts anew; DEPTHS="16 20" for a deployment whose tree is deeper
	$(python) -m scripts.translations browser
	DEPTHS="$(DEPTHS)" node scripts/bundle.mjs

# ---- run

.PHONY: demo
demo: setup ## a DAO on a local chain, lived through in a minute, and its dashboard
	$(in_env) python -m scripts._dao.live

# ---- test

.PHONY: test
test: ## every test: contracts with forge, everything else with pytest
	@scripts/prerequisites.sh tests
	@$(MAKE) test-contracts
	@$(MAKE) test-python

# Random scripts on which the contracts and the Python model must agree.
AGREEMENT := 200

# Proofs of Semaphore's prover, for the tests of secret ballots: half a minute, when their maker has changed.
$(ballots): $(node_ready) $(call sources_of,tests/contracts/ballots,*.mjs)
	node tests/contracts/ballots/make.mjs $(@D)

.PHONY: test-contracts
test-contracts: setup $(ballots) ## the Solidity tests; FORGE_ARGS="--match-contract Name" for some, AGREEMENT=10000 for more scripts
	@mkdir -p .forge/agreement
	@.venv/bin/python -m tests.agreement.scripts $(AGREEMENT) 1 > .forge/agreement/scripts.txt
	$(in_env) python -m scripts.forge_test $(FORGE_ARGS)

# Processes that share the Python tests, file by file. Most of a browser's test is waiting.
WORKERS := 2

.PHONY: test-python
test-python: setup ## the Python tests; PYTEST_ARGS="-k name" for some, WORKERS=0 for all in one process
	$(in_env) pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder $(PYTEST_ARGS)

# ---- measure

.PHONY: gas
gas: $(python_ready) $(node_ready) ## what transactions cost, beside the field: docs/gas.md and build/gas.json
	$(in_env) python -m scripts.audit.gas

.PHONY: bench
bench: setup ## how fast the record is: build/bench.json; PEERS=1 beside Subsquid and Ponder, BENCH_ARGS="follow --quick" for a part
	$(in_env) PEERS="$(PEERS)" python -m tests.bench $(BENCH_ARGS)

.PHONY: screenshots
screenshots: setup ## the pictures of the README, taken from the demo's pages: docs/images
	@scripts/prerequisites.sh tests
	$(in_env) python -m tests.screenshots

.PHONY: audit-invariants
audit-invariants: setup $(ballots) ## the deep search for breaches of invariants, and planted bugs: docs/audit/invariants.md; INVARIANTS_ARGS=--resume to go on
	@mkdir -p .forge/agreement && touch .forge/agreement/scripts.txt
	$(in_env) python -m scripts.audit.invariants $(INVARIANTS_ARGS)

# Requests to one DAO's API, at least.
CASES := 20000

.PHONY: audit-api
audit-api: setup ## schemathesis over the running API, then without its database: docs/audit/api.md; CASES=20000 SEED=1; ten minutes
	@scripts/prerequisites.sh tests
	$(in_env) python -m tests.fuzz --cases $(CASES) --seed $(SEED)

.PHONY: audit-index
audit-index: setup ## faults that an index survives, and planted ones: docs/audit/index.md; as root; AUDIT_INDEX_ARGS="lies --seeds 20" for a part
	@scripts/prerequisites.sh faults
	$(in_env) python -m tests.faults $(AUDIT_INDEX_ARGS)

.PHONY: audit-relay
audit-relay: setup ## every test of the relay, and planted faults that they find: docs/audit/relay.md; RELAY_ARGS=--resume to go on; a quarter of an hour
	@scripts/prerequisites.sh tests
	$(in_env) python -m tests.e2e.relay.planted.audit $(RELAY_ARGS)

.PHONY: audit-pages
audit-pages: setup ## faults planted in the pages, and the tests of voters', members' and issuers' acts that find them: docs/audit/pages.md; PAGES_ARGS="--match cancel" for some; three quarters of an hour
	@scripts/prerequisites.sh tests
	$(in_env) python -m scripts.audit.pages $(PAGES_ARGS)

.PHONY: coverage
coverage: setup $(ballots) ## lines and branches of the contracts that the tests reach, all of them: docs/audit/coverage.md
	$(in_env) python -m scripts.audit.coverage

.PHONY: slither
slither: setup ## what static analysis finds in the contracts, all of it fixed or triaged: docs/audit/slither.md
	$(in_env) python -m scripts.audit.slither

.PHONY: prove
prove: setup ## symbolic proofs of invariants, and planted bugs that they refute: docs/audit/proofs.md; half an hour
	$(in_env) python -m scripts.audit.proofs

# How long mutation goes on; the sample is the same for the same seed.
MINUTES := 60
SEED := 1

.PHONY: mutation
mutation: setup $(ballots) ## whether the tests notice small changes to the contracts: docs/audit/mutation.md; MINUTES=60 SEED=1
	@mkdir -p .forge/agreement && touch .forge/agreement/scripts.txt
	$(in_env) python -m scripts.audit.mutation --minutes $(MINUTES) --seed $(SEED)

.PHONY: audit
audit: slither coverage prove mutation audit-invariants audit-index audit-relay audit-pages audit-api ## all of these, and 10,000 random scripts: some hours; reports in docs/audit
	@$(MAKE) test-contracts AGREEMENT=10000 FORGE_ARGS="--match-contract AgreementTest"

.PHONY: check
check: setup ## style, types, layers, Solidity rules, and that generated files are current
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports
	npm run --silent check
	$(solhint) 'contracts/**/*.sol'
	$(solhint) --config .solhint-interfaces.json 'contracts/interfaces/*.sol'
	.tools/bin/uv lock --check --offline --quiet
	$(in_env) python scripts/export_abi.py --check
	.venv/bin/python scripts/permissions.py --check
	.venv/bin/python -m scripts.translations check

.PHONY: translations
translations: $(python_ready) ## take new texts into the catalogues, and say what is left to translate; LANGUAGE=fr to begin another
	$(python) -m scripts.translations update $(LANGUAGE)

.PHONY: format
format: $(python_ready) ## write the Python style that check asks for
	.venv/bin/ruff check --fix-only .
	.venv/bin/ruff format .

.PHONY: clean
clean: ## remove all that setup, build and tests have made; keys in .ape/accounts stay
	rm -rf .venv .tools node_modules .build .forge build contracts/.cache backend/*.egg-info
	[ ! -d .ape ] || find .ape -mindepth 1 -maxdepth 1 ! -name accounts -exec rm -rf {} +
	rm -rf .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
