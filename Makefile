# The few verbs beside ./run and ./test.
.PHONY: help run test lint format lock

help: ## This list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

run: ## Start everything (./run)
	@./run

test: ## Prove everything (./test)
	@./test

lint: ## Read the code without running its tests
	@./test lint

format: ## Rewrite the code as the formatter wants it
	@.venv/bin/python -m ruff check --fix-only --quiet .
	@.venv/bin/python -m ruff format .

lock: ## Compile requirements/*.in again; UPGRADE=1 takes the latest versions
	@requirements/lock $(if $(UPGRADE),--upgrade)
