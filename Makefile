# The commands of the project. Each sets up .venv first, once: Python 3.11 or newer, make and a
# network are all that a fresh machine needs.

VENV := .venv
BIN := $(VENV)/bin
PY := $(BIN)/python
READY := $(VENV)/.ready
# The newest Python that will do, or what the caller names: make PYTHON=python3.12 test
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
FILES ?=
# How many contracts the archive of the benchmark has: make bench ARCHIVE=1000
ARCHIVE ?= 100

.DEFAULT_GOAL := help
.PHONY: help setup demo run test test-slow check bench bundle samples screenshots clean

help: ## 列出命令 / list the commands
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 22

setup: $(READY) ## 建立运行环境 / set up the environment

$(READY): pyproject.toml constraints.txt
	@if [ -z "$(PYTHON)" ]; then \
		echo "需要 Python 3.11 或更高版本 / Python 3.11 or newer is needed." >&2; exit 1; fi
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		version=$$($(PYTHON) -c 'import sys; print("%d.%d" % sys.version_info[:2])'); \
		echo "Python 缺少 venv 模块 / Python lacks its venv module." >&2; \
		echo "  Debian, Ubuntu, UOS, Kylin: sudo apt-get install python$$version-venv" >&2; \
		exit 1; }
	@echo "正在准备运行环境（只需一次）/ setting up, once …"
	@$(PYTHON) -m venv $(VENV)
	@$(PY) -m pip install -qq --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

demo: $(READY) ## 比较示例合同 / compare the sample contracts
	@$(BIN)/leasediff demo --out out
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] || [ "$$(uname)" = Darwin ]; then \
		$(PY) -m app doctor >/dev/null && $(BIN)/leasediff gui resources/samples/*.* \
			|| { $(PY) -m app doctor; echo "窗口未能打开，工作簿已生成 / no window; the workbook is written."; }; \
	fi

run: $(READY) ## 打开窗口 / open the window: make run FILES="a.docx b.docx"
	@$(PY) -m app doctor >/dev/null || { $(PY) -m app doctor >&2; exit 1; }
	@$(BIN)/leasediff gui $(FILES)

# Qt would only say which file it could not load, test by test.
.PHONY: qt-offscreen
qt-offscreen: $(READY)
	@$(PY) -m app doctor --offscreen >/dev/null || { $(PY) -m app doctor --offscreen >&2; exit 1; }

test: qt-offscreen ## 测试 / the tests
	@$(PY) -m pytest

test-slow: qt-offscreen ## 耗时的测试 / the slow tests
	@$(PY) -m pytest -m slow || [ $$? -eq 5 ]  # 5: there are none

CHECKS := check-format check-lint check-types check-layers check-sources check-speed
.PHONY: $(CHECKS)
check: $(CHECKS) ## 静态检查 / static checks

check-format: $(READY)
	$(BIN)/ruff format --check .
check-lint: $(READY)
	$(BIN)/ruff check .
check-types: $(READY)
	$(PY) -m mypy
check-layers: $(READY)
	$(BIN)/lint-imports
check-sources: $(READY)
	$(PY) -m tools.check_sources
check-speed: $(READY)
	$(PY) -m tests.bench.guard

bench: $(READY) ## 测速 / timings: all areas, or AREAS="compare window"
	@ARCHIVE=$(ARCHIVE) $(PY) -m tests.bench $(AREAS)

bundle: $(READY) ## 打包成独立程序 / build the self-contained program: dist/
	@$(PY) -m tools.bundle

samples: $(READY) ## 重新生成示例合同 / make the sample contracts anew
	@$(PY) -m tests.helpers.make_samples

screenshots: qt-offscreen ## 生成界面截图 / take screenshots of the window, and those of the guide
	@$(PY) -m tests.helpers.screenshots
	@$(PY) -m tests.helpers.guide_pictures

clean: ## 删除生成的文件 / remove what was generated
	@rm -rf $(VENV) build dist out *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis \
		.benchmarks .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
