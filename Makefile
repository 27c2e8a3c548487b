# make         builds for release, and shows the recording that is built in
# make install puts the program, its manual page and its completions below PREFIX (/usr/local); it runs without the toolchain
# make deb     makes a Debian package of it in .build; Tests/Support/check-package tries that in a bare Debian
# make test    builds for debugging, and runs all tests
# make live    reports on a real cluster, started for that on loopback
# make bench   measures
# make gallery  draws charts of everything that is hard to draw, to be looked at
# make fuzz    tries to break each reader of what strangers write, for ten minutes each (FUZZ_SECONDS)
# make lint    checks style, the imports of every target, and the scripts

SUPPORT := Tests/Support
SWIFT ?= swift
HERBARIUM := .build/release/herbarium
PREFIX ?= /usr/local
DESTDIR ?=
FUZZ_SECONDS ?= 600

.PHONY: all release install deb test live bench gallery fuzz lint
all: release
	$(HERBARIUM) demo --output output
	@echo "open output/index.html"

release:
	@$(SUPPORT)/install-build-packages
	@$(SUPPORT)/timed "release build" $(SWIFT) build -c release --product herbarium --static-swift-stdlib

install: release
	@$(SUPPORT)/install-program $(HERBARIUM) $(DESTDIR)$(PREFIX)

deb: release
	@$(SUPPORT)/make-package $(HERBARIUM) .build

test:
	@$(SUPPORT)/install-build-packages
	@$(SUPPORT)/install-test-packages
	@$(SUPPORT)/celery-environment 5.7.0 >/dev/null
	@$(SUPPORT)/celery-environment 5.3.6 >/dev/null
	@$(SUPPORT)/page-environment >/dev/null
	@$(SUPPORT)/timed "debug build with tests" \
		$(SWIFT) build --build-tests --explicit-target-dependency-import-check error
	@$(SUPPORT)/timed "tests" $(SWIFT) test --skip-build --no-parallel

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
	@$(SUPPORT)/check-scripts
