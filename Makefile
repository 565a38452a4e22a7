.PHONY: test setup lint pytest format

# Everything that must hold, on a bare machine.
test: setup lint pytest

setup:
	@tools/set_up dev

lint:
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/pyright
	.venv/bin/lint-imports --config pyproject.toml

pytest:
	.venv/bin/python -m pytest -q

format:
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .
