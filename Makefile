.PHONY: test setup lint pytest format lab-smoke train-cpu train-gpu

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
	.venv/bin/python -m pytest -q -n auto --maxprocesses 4 --dist loadfile

format:
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .

# The lab (lab/README.md): a minute's proof, a training in hours, a run on a lent card.
lab-smoke:
	lab/run.sh lab.smoke

train-cpu:
	lab/run.sh lab.train xs-128 --resume --minutes $$(( $(HOURS) * 60 )) --batch 16

DEVICE ?= cuda
DIAL ?= m
SIZE ?= 256
SMALL ?= 128
BATCH ?= 512
train-gpu:
	lab/run.sh lab.gpu --minutes $(MINUTES) --device $(DEVICE) --dial $(DIAL) --size $(SIZE) --small $(SMALL) --batch $(BATCH) --no-compile
