# Heapbook: how it is built, tested and installed. `make help` prints what each target does.

SWIFT ?= swift
PREFIX ?= /usr/local
DESTDIR ?=

# What `make fuzz-model` runs.
N ?= 5000
SEED ?= 1
VERSIONS ?= 3.11

# What `make fuzz` runs, and for how many seconds each.
TARGETS ?= syntax timeline format
EACH ?= 1800

# The tests use Swift Testing; without the option XCTest reports that it ran none.
swift_test = $(SWIFT) test --disable-xctest
release := .build/release/heapbook
site := Output/site
venv := .build/venv
share := $(DESTDIR)$(PREFIX)/share/heapbook

# The picture at the top of README.md: one step of a scenario of the guide.
readme_scenario := Sources/Guide/04-cycles/cycle.heap
readme_step := 5
readme_picture := Sources/Guide/readme.svg

.DEFAULT_GOAL := guide
.DELETE_ON_ERROR:
# One target after another: two builds at once would wait for each other's lock.
.NOTPARALLEL:
.PHONY: help guide build test swift-test page-test verify fuzz-model fuzz bench record lint format readme-picture readme-current \
	install uninstall clean toolchain packages test-packages

## The default: installs what is missing, builds the program and the guide, prints the path of its first page
guide: build
	@$(release) build -d $(site)
	@echo "The guide's first page: $(CURDIR)/$(site)/index.html"

## Builds the program for release, at .build/release/heapbook
build: toolchain packages
	@$(SWIFT) build -c release

## Runs every test: Swift's, the schema of the timeline, and the built guide in a real browser
test: test-packages swift-test guide readme-current page-test

## Runs Swift's tests alone
swift-test: toolchain packages
	@$(swift_test)

## Runs the tests of what was built: the guide in a browser, the timeline's schema, the scripts
page-test: $(venv)/installed
	@$(venv)/bin/python -m pytest -p no:cacheprovider Tests/Browser Tests/Schema Tests/Scripts

## Holds the guide, the golden scenarios and those of the conformance tests against every Python found on this machine
verify: build
	@$(release) verify Sources/Guide Tests/Golden Tests/Conformance/programs Tests/Conformance/scenarios Tests/Conformance/heaps \
		Tests/Conformance/collectors

## Random programs in the model and in real CPython: N=5000 for each of VERSIONS=3.11, from SEED=1 on
fuzz-model: build
	@python3 Tests/Fuzz/fuzz_model.py --heapbook $(release) -n $(N) --seed $(SEED) --versions $(VERSIONS)

## Arbitrary bytes as scenarios, with libFuzzer: EACH=1800 seconds for each of TARGETS='syntax timeline format'
fuzz: toolchain packages
	@$(SWIFT) build -c release --scratch-path .build/fuzz --sanitize fuzzer -Xswiftc -DFUZZER --product HeapbookFuzz
	@for target in $(TARGETS); do \
		mkdir -p .build/fuzz/found/$$target .build/fuzz/failed && \
		SWIFT_BACKTRACE=enable=no .build/fuzz/release/HeapbookFuzz $$target -max_total_time=$(EACH) \
			-rss_limit_mb=300 -timeout=60 -max_len=4000 -dict=Tests/Fuzz/scenarios.dict \
			-artifact_prefix=.build/fuzz/failed/$$target- .build/fuzz/found/$$target Tests/Fuzz/corpora/$$target \
			Tests/Wrong Sources/Guide || exit 1; \
	done

## Measures the model beside CPython and prints a table; BENCH='heap collecting text story drawing editing' by default, --quick for a glance
bench: toolchain packages
	@$(SWIFT) build -c release --product HeapbookBenchmarks
	@.build/release/HeapbookBenchmarks $(BENCH)

## Records the golden files anew; fails when it has recorded any, so that no run both records and passes
record: toolchain packages
	@HEAPBOOK_RECORD=1 $(swift_test)

## Draws the picture at the top of README.md anew
readme-picture: build
	@$(release) render $(readme_scenario) --step $(readme_step) -f svg -o $(readme_picture)

## Checks that the picture at the top of README.md is what the program draws today
readme-current: build
	@$(release) render $(readme_scenario) --step $(readme_step) -f svg -o .build/readme.svg
	@cmp -s .build/readme.svg $(readme_picture) || { \
		echo "$(readme_picture) is not what the program draws today: look at .build/readme.svg, then" \
			"'make readme-picture'." >&2; exit 1; }

## Checks the form of the Swift sources
lint: toolchain
	@$(SWIFT) format lint --strict --recursive Package.swift Sources Tests

## Brings the Swift sources into form
format: toolchain
	@$(SWIFT) format --in-place --recursive Package.swift Sources Tests

## Installs what `make` built: PREFIX=/usr/local by default, DESTDIR for a staging folder
install: $(release)
	install -d "$(DESTDIR)$(PREFIX)/bin" "$(share)"
	install -m 755 $(release) "$(DESTDIR)$(PREFIX)/bin/heapbook"
	rm -rf "$(share)/Templates" "$(share)/Guide"
	cp -R Templates "$(share)/Templates"
	cp -R Sources/Guide "$(share)/Guide"
	chmod -R u+rwX,go+rX "$(share)"

## Removes what `make install` put there, with the same PREFIX and DESTDIR
uninstall:
	rm -f "$(DESTDIR)$(PREFIX)/bin/heapbook"
	rm -rf "$(share)"

## Removes everything that was built
clean:
	rm -rf .build Output

## Prints this list
help:
	@echo "make [target]"
	@awk '/^## / { said = substr($$0, 4); next } \
		/^[a-z-]+:/ && said { split($$0, head, ":"); printf "  %-15s %s\n", head[1], said } \
		{ said = "" }' $(firstword $(MAKEFILE_LIST))

# `make install` installs what is there, so that root need not build; it builds only where nothing is there.
$(release):
	@$(MAKE) build

toolchain:
	@SWIFT="$(SWIFT)" .ci/check-swift

packages:
	@.ci/install-packages build

test-packages:
	@.ci/install-packages build test

$(venv)/installed: Tests/requirements.txt | test-packages
	@echo "Installing the Python packages of the tests into $(venv)"
	@mkdir -p .build
	@python3 -m venv --clear $(venv)
	@$(venv)/bin/python -m pip install --quiet --disable-pip-version-check -r $<
	@touch $@
