# make         builds for release, and shows the recording that is built in
# make install puts the program, its manual page and its completions below PREFIX (/usr/local); it runs without the toolchain
# make deb     makes a Debian package of it in .build; Tests/Support/check-package tries that in a bare Debian
# make check   builds for debugging, and runs all tests that need no server and no browser: what one runs all day
# make test    builds for debugging, and runs all tests
# make live    reports on a real cluster, started for that on loopback
# make bench   measures
# make gallery  draws charts of everything that is hard to draw, to be looked at
# make fuzz    tries to break each reader of what strangers write, for ten minutes each (FUZZ_SECONDS; FUZZ_BUILD=quick)
# make lint    checks style, the imports of every target, how tests start processes, and the scripts

SUPPORT := Tests/Support
SWIFT ?= swift
# Apart from what tests are built in, so that both builds can run side by side.
OPTIMIZED := .build/optimized
HERBARIUM := $(OPTIMIZED)/release/herbarium
PREFIX ?= /usr/local
DESTDIR ?=
FUZZ_SECONDS ?= 600
# The versions of Celery that tests start.
CELERIES := 4.4.7 5.2.7 5.3.6 5.4.0 5.5.3 5.6.2 5.7.0
# The suites that start a server, by what they say of themselves.
WITH_SERVERS = $(shell grep -rlE 'RedisServer\.(program|with)' Tests/BrokersTests --include='*Tests.swift')

.PHONY: all release install deb build-tests check test-tools test live bench gallery fuzz lint
all: release
	$(HERBARIUM) demo --output output
	@echo "open output/index.html"

release:
	@$(SUPPORT)/install-build-packages
	@$(SUPPORT)/timed "release build" \
		$(SWIFT) build -c release --scratch-path $(OPTIMIZED) --product herbarium --static-swift-stdlib

install: release
	@$(SUPPORT)/install-program $(HERBARIUM) $(DESTDIR)$(PREFIX)

deb: release
	@$(SUPPORT)/make-package $(HERBARIUM) .build

build-tests:
	@$(SUPPORT)/install-build-packages
	@$(SUPPORT)/timed "debug build with tests" \
		$(SWIFT) build --build-tests --explicit-target-dependency-import-check error

check: build-tests
	@WITHOUT_SERVERS=1 $(SUPPORT)/run-tests check 2 --skip '^EndToEndTests' \
		$(patsubst %.swift,--skip '^BrokersTests\.%/',$(notdir $(WITH_SERVERS)))

test-tools:
	@$(SUPPORT)/install-test-packages
	@for version in $(CELERIES); do $(SUPPORT)/celery-environment $$version >/dev/null || exit 1; done
	@$(SUPPORT)/page-environment >/dev/null
	@$(SUPPORT)/python-environment workflows >/dev/null
	@$(SUPPORT)/python-environment suite >/dev/null
	@$(SUPPORT)/python-environment readers >/dev/null
	@$(SUPPORT)/python-environment redis-6 >/dev/null

test: release build-tests test-tools
	@TESTED_PROGRAM=$(CURDIR)/$(HERBARIUM) $(SUPPORT)/run-tests test 12

live: release
	@$(SUPPORT)/install-test-packages
	$(SUPPORT)/cluster.py run --scenario busy --tasks 200 -- \
		$(HERBARIUM) report --no-history --listen 10s --output output
	@echo "open output/index.html"

fuzz:
	@$(SUPPORT)/install-build-packages
	@$(SUPPORT)/timed "fuzzing" Tests/Fuzz/run $(FUZZ_SECONDS)

bench:
	@Tests/Benchmarks/run

gallery:
	GALLERY=$(CURDIR)/.build/gallery $(SWIFT) test --filter ChartGalleryTests
	$(SUPPORT)/screenshots .build/gallery .build/gallery/pictures 16000
	@echo "open .build/gallery/index.html"

lint:
	@$(SWIFT) format lint --strict --recursive Sources Tests Package.swift
	@$(SUPPORT)/check-imports
	@$(SUPPORT)/check-spawning
	@$(SUPPORT)/check-scripts
