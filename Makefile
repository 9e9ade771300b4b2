# The commands of a contributor and of a fresh machine. `make help` lists them.

SWIFT  ?= swift
DOCC   ?= docc
PREFIX ?= /usr/local
FILTER ?=
export SWIFT DOCC

executable := titrate
protocol   := depression-40-min
patient    := --weight 82kg --age 45y
csv        := $(executable)-$(protocol).csv

# What make itself keeps between two calls. The stamp holds the folder of the release executable.
work    := .build/make
stamp   := $(work)/release
sources := Makefile Package.swift $(shell find Sources -not -name '.*')
release  = $(shell cat $(stamp) 2>/dev/null)
library := $(DESTDIR)$(PREFIX)/share/titrate

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: help run build test expected-tests lint format docs validation notebooks-data pictures
.PHONY: benchmarks install uninstall clean bootstrap always

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-15s %s\n", $$1, $$2 }' Makefile

run: $(stamp) ## build, then preview a protocol for a patient of 82 kg and write its curve as CSV
	"$(release)/$(executable)" preview $(protocol) $(patient)
	"$(release)/$(executable)" simulate $(protocol) $(patient) --every 1min --until 24h -o $(csv)

build: $(stamp) ## build the release executable, if a source has changed

# A source that is saved during the build is newer than the stamp: it dates from the build's start.
$(stamp): $(sources) $(if $(wildcard $(release)/$(executable)),,always)
	@.ci/bootstrap
	@mkdir -p $(work) && touch $(work)/started
	$(SWIFT) build -c release --static-swift-stdlib --product $(executable)
	@$(SWIFT) build -c release --show-bin-path > $@
	@touch -r $(work)/started $@

# Tests also hold reports against published schemas, with validators that the program never needs.
test: packages := python3-jsonschema libxml2-utils
test: bootstrap ## run all tests and count them (FILTER=name for some, TITRATE_SLOW=1 for slow ones)
	@mkdir -p $(work) && rm -f $(work)/tests*
	@[ "$(TITRATE_SLOW)" != 1 ] || .ci/axe
	$(SWIFT) build --build-tests
	@$(SWIFT) test list --skip-build > $(work)/tests.list 2> $(work)/tests.log || { cat $(work)/tests.log; false; }
	$(SWIFT) test --skip-build --parallel --xunit-output $(work)/tests.xml $(if $(FILTER),--filter '$(FILTER)')
	@.ci/count-tests $(work)/tests.list $(work)/tests $(if $(FILTER),--some)

expected-tests: ## after a full 'make test', take its number of tests as the least to expect
	@.ci/count-tests $(work)/tests.list $(work)/tests --update

swift_files = Package.swift Sources Tests $(shell find Benchmarks -name .build -prune -o -type f -name '*.swift' -print 2>/dev/null)

lint: bootstrap ## check the format and the style rules of every Swift file
	$(SWIFT) format lint --strict --recursive --parallel $(swift_files)

format: bootstrap ## rewrite every Swift file in the project's format
	$(SWIFT) format --in-place --recursive --parallel $(swift_files)

docs: bootstrap ## build the documentation into .build/docs; a warning is an error
	@.ci/docs .build/docs

validation: $(stamp) ## print observations beside predictions, and slips beside what limits catch
	@"$(release)/$(executable)" validate
	@echo
	@"$(release)/$(executable)" slips $(patient) --concentration 10mg/mL

# The commands stand where they are documented, and only there.
notebooks-data: $(stamp) ## write the tables of notebooks-data/ anew, by the commands of its README
	cd notebooks-data && sed -n 's|^titrate |"$(release)/$(executable)" |p' README.md | sh -eu

resources := Sources/Titrate/Titrate.docc/Resources

pictures: $(stamp) ## draw the pictures of the README and the guide anew
	rm -rf $(work)/pictures && mkdir -p $(work)/pictures
	sed -n '/^titrate /s/\(^\|&& \)titrate /\1"$$titrate" /gp' .ci/pictures | \
	  (cd $(work)/pictures && titrate="$(release)/$(executable)" sh -eu)
	cp $(work)/pictures/*.svg $(resources)

# A package of its own: neither the build nor the tests of this one see it.
benchmarks: bootstrap ## time the kernels one by one (a first build takes minutes)
	cd Benchmarks/Kernels && $(SWIFT) package benchmark $(if $(FILTER),--filter '$(FILTER)')

install: $(stamp) ## install into PREFIX (/usr/local), below DESTDIR if that is set
	install -D -m 755 "$(release)/$(executable)" "$(DESTDIR)$(PREFIX)/bin/$(executable)"
	rm -rf "$(library)/models"
	find models -type f -exec install -D -m 644 '{}' "$(library)/{}" \;

uninstall: ## remove what 'make install' installed
	rm -f "$(DESTDIR)$(PREFIX)/bin/$(executable)"
	rm -rf "$(library)"

clean: ## remove what was built; fetched packages stay
	$(SWIFT) package clean
	rm -rf $(work) .build/docs $(csv)

bootstrap:
	@.ci/bootstrap $(packages)
