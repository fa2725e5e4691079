#!/usr/bin/env python3
"""Score `lieudit tag --format ndjson` records against gold dispatches (Python 3, standard library only).

    score.py PREDICTIONS.ndjson GOLD.jsonl [GOLD.jsonl ...] [--errors]
    score.py --check GOLD.jsonl ...

Every figure is printed with its counts. README.md, beside this file, says what each one means.
"""

import argparse
import collections
import json
import math
import re
import sys

NEAR_KM = 20.0  # a town and its outskirts
FAR_KM = 161.0  # 100 miles, the customary loose threshold for toponym resolution

ROLES = ("dateline", "literal", "metonym", "embedded", "demonym")

# Words at the edge of a time expression on which annotators differ; dropped from both spans.
TIME_EDGE = re.compile(
    r"^(?:(?:le|la|les|au|aux|en|dans|depuis|dès|du|de|des|vers|à|ce|cette|cet|ces|pendant|durant|"
    r"avant|après|entre|pour|jusqu|sous|courant|lors)\s+|(?:l|d|jusqu)['’]\s*)",
    re.IGNORECASE,
)


def distance_km(lat1, lon1, lat2, lon2):
    """Great-circle distance on a sphere of 6371.0088 km (the mean Earth radius)."""
    p1, p2 = math.radians(lat1), math.radians(lat2)
    h = (
        math.sin((p2 - p1) / 2) ** 2
        + math.cos(p1) * math.cos(p2) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    )
    return 2 * 6371.0088 * math.asin(min(1.0, math.sqrt(h)))


def load_lines(path):
    with open(path, encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                try:
                    yield json.loads(line)
                except ValueError as error:
                    sys.exit(f"{path}:{number}: not JSON: {error}")


def code_points(record, text):
    """The record with its spans in code points, whatever unit it says it uses."""
    unit = record.get("offsets", "codepoint")
    if unit == "codepoint":
        return record
    width = {"utf8": lambda c: len(c.encode()), "utf16": lambda c: len(c.encode("utf-16-le")) // 2}
    if unit not in width:
        sys.exit(f"{record.get('id')}: unknown offsets {unit!r}")
    at, table = 0, {}
    for index, character in enumerate(text):
        table[at] = index
        at += width[unit](character)
    table[at] = len(text)

    def moved(value):
        if isinstance(value, dict):
            value = {key: moved(item) for key, item in value.items()}
            for key in ("start", "end"):
                if isinstance(value.get(key), int):
                    value[key] = table[value[key]]
            return value
        return [moved(item) for item in value] if isinstance(value, list) else value

    return moved(record)


def overlap(a, b):
    return min(a["end"], b["end"]) - max(a["start"], b["start"])


def pair(gold, predicted, agree):
    """The largest one-to-one pairing of items that agree (augmenting paths)."""
    options = [[j for j, p in enumerate(predicted) if agree(g, p)] for g in gold]
    taken = {}

    def assign(i, seen):
        for j in options[i]:
            if j not in seen:
                seen.add(j)
                if j not in taken or assign(taken[j], seen):
                    taken[j] = i
                    return True
        return False

    for i in range(len(gold)):
        assign(i, set())
    return sorted((i, j) for j, i in taken.items())


def staged(gold, predicted, tests):
    """Pairs by the strictest test first, then by the next among what is left."""
    pairs = []
    for agree in tests:
        left = [i for i in range(len(gold)) if i not in {a for a, _ in pairs}]
        right = [j for j in range(len(predicted)) if j not in {b for _, b in pairs}]
        found = pair([gold[i] for i in left], [predicted[j] for j in right], agree)
        pairs += [(left[i], right[j]) for i, j in found]
    return sorted(pairs)


def greedy(gold, predicted, score):
    """Pairs by falling score, each side once: for spans, where the best overlap is the pair meant."""
    found = sorted(
        ((score(g, p), -i, -j) for i, g in enumerate(gold) for j, p in enumerate(predicted)), reverse=True
    )
    left, right, pairs = set(), set(), []
    for s, i, j in found:
        if s > 0 and i not in left and j not in right:
            left.add(i)
            right.add(j)
            pairs.append((-i, -j))
    return sorted(pairs)


class Tally:
    """Counts of gold, predicted and agreeing items, and of accuracies."""

    def __init__(self):
        self.counts = collections.Counter()

    def prf(self, name, gold, predicted, correct):
        self.counts[name, "gold"] += gold
        self.counts[name, "predicted"] += predicted
        self.counts[name, "correct"] += correct

    def hit(self, name, correct):
        self.counts[name, "of"] += 1
        self.counts[name, "correct"] += bool(correct)

    def show_prf(self, name, label):
        gold, predicted, correct = (self.counts[name, k] for k in ("gold", "predicted", "correct"))
        p = correct / predicted if predicted else float("nan")
        r = correct / gold if gold else float("nan")
        f = 2 * correct / (gold + predicted) if gold + predicted else float("nan")
        print(f"  {label:<42} P {p:6.1%}  R {r:6.1%}  F1 {f:6.1%}   {correct} right, {predicted} found, {gold} gold")

    def show_hits(self, name, label):
        of, correct = self.counts[name, "of"], self.counts[name, "correct"]
        share = f"{correct / of:6.1%}" if of else "   n/a"
        print(f"  {label:<42} {share}   {correct} of {of}")


def place_of(prediction, places):
    """Longitude, latitude, country, feature of a predicted mention's place; None where unresolved."""
    identifier = prediction.get("place")
    if not identifier:
        return None
    place = places.get(identifier)
    if place is None:
        sys.exit(f"place {identifier} is named by a mention but not listed under \"places\"")
    return dict(place, id=identifier)


def resolved_right(gold, place, limit_km):
    """Whether a predicted place is the gold one: a country by its code, an area within its radius, a point by distance."""
    if place is None:
        return False
    if gold["kind"] == "country":
        # A dependency may be filed as a country or as a first-order division of its sovereign state.
        if place["id"] == "iso:" + gold["country"]:
            return True
        return place.get("country") == gold["country"] and str(place.get("feature", "")).startswith("A.PCL")
    if place.get("longitude") is None or place.get("latitude") is None:
        return False
    limit = max(limit_km, gold.get("radius_km", 0))
    return distance_km(gold["lat"], gold["lon"], place["latitude"], place["longitude"]) <= limit


def trimmed_time(item, text):
    """The span without articles and prepositions at its beginning, and without white space at its ends."""
    start, end = item["start"], item["end"]
    while True:
        found = TIME_EDGE.match(text[start:end])
        if not found or found.end() >= end - start:
            break
        start += found.end()
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def same_value(gold, predicted):
    """TIMEX3 values agree, a seconds field of zero apart (PT48H is not P2D)."""
    strip = lambda v: re.sub(r"(T\d\d:\d\d):00$", r"\1", str(v))
    return strip(gold) == strip(predicted)


def date_right(gold, predicted):
    """The predicted days start in, and do not outlast, the gold ones; gold without a date asks for nothing."""
    if gold["date_start"] is None:
        return True
    date = predicted.get("date") or {}
    start, end = date.get("start"), date.get("end")
    if start is None:
        return False
    if gold["date_end"] is None:
        return start == gold["date_start"]
    return gold["date_start"] <= start <= gold["date_end"] and (end or start) <= gold["date_end"]


class Places:
    """Decides whether a predicted incident is at a gold incident's place."""

    def __init__(self, gold, record):
        self.gold, self.record = gold, record

    def of_gold(self, incident):
        return [self.gold["mentions"][i] for i in incident["mention_indices"]]

    def same(self, incident, predicted):
        wanted = self.of_gold(incident)
        found = [p for p in predicted.get("places", []) if p.get("mention") is not None or p.get("place")]
        if not wanted or not found:
            return not wanted and not found
        return any(self.agree(w, f) for w in wanted for f in found)

    def agree(self, gold, found):
        mention = found.get("mention")
        if mention is not None:
            # What the text names decides, so that a region is not taken for each town in it.
            span = self.record["mentions"][mention]
            named = [m for m in self.gold["mentions"] if overlap(m, span) > 0 and m["role"] != "demonym"]
            if named:
                return any(same_place(m, gold) for m in named)
        if found.get("place") and "lat" in gold:
            place = place_of(found, self.record.get("places", {}))
            return resolved_right(gold, place, NEAR_KM)
        return False


def same_place(a, b):
    """Two gold mentions of one place."""
    if a["role"] == "demonym" or b["role"] == "demonym":
        return False
    if "lat" in a and "lat" in b:
        return (a["lat"], a["lon"]) == (b["lat"], b["lon"])
    return "lat" not in a and "lat" not in b and squeeze(a["text"]) == squeeze(b["text"])


def squeeze(text):
    return re.sub(r"\s+", " ", text).strip().lower()


def kind_right(gold, predicted):
    return predicted.get("kind") == gold["kind"] or predicted.get("kind") in gold.get("kind_also", [])


def quantity_right(gold, predicted):
    if gold is None or predicted is None:
        return gold is None and predicted is None
    return all(gold.get(k) == predicted.get(k) for k in ("low", "best", "high"))


class Scorer:
    def __init__(self, errors):
        self.tally = Tally()
        self.roles = collections.Counter()
        self.errors = errors

    def error(self, gold, what, span, note):
        if self.errors:
            text = gold["text"]
            if span is None:
                context = ""
            else:
                start, end = span
                context = (
                    text[max(0, start - 45) : start] + "[" + text[start:end] + "]" + text[end : end + 45]
                ).replace("\r", "").replace("\n", "⏎")
            print(f"{gold['id']}\t{what}\t{note}\t{context}")

    def score(self, gold, record):
        if record is None or "error" in record:
            self.error(gold, "missing", None, "no record" if record is None else str(record["error"]))
            record = {}
        record = code_points(record, gold["text"])
        record.setdefault("mentions", [])
        for mention in record["mentions"]:
            surface = gold["text"][mention["start"] : mention["end"]]
            if "text" in mention and mention["text"] != surface:
                sys.exit(f"{gold['id']}: text {mention['text']!r} is {surface!r} in the source at {mention['start']}")
        self.mentions(gold, record)
        self.dateline(gold, record)
        self.times(gold, record)
        self.incidents(gold, record)

    def mentions(self, gold, record):
        tally, predicted = self.tally, record["mentions"]
        sets = {
            "all": (gold["mentions"], predicted),
            "located": (
                [m for m in gold["mentions"] if m["role"] != "demonym"],
                [m for m in predicted if m["role"] != "demonym"],
            ),
        }
        for name, (g, p) in sets.items():
            exact = {(m["start"], m["end"]) for m in g} & {(m["start"], m["end"]) for m in p}
            tally.prf(("strict", name), len(g), len(p), len(exact))
            tally.prf(("overlap", name), len(g), len(p), len(greedy(g, p, overlap)))
        g, p = gold["mentions"], predicted
        pairs = greedy(g, p, overlap)
        match = dict(pairs)
        spare = set(range(len(p))) - set(match.values())
        for i, mention in enumerate(g):
            if i not in match:
                self.error(gold, "mention missed", (mention["start"], mention["end"]), mention["role"])
        for j in sorted(spare):
            decoy = any(overlap(p[j], person) > 0 for person in gold["persons"])
            tally.counts["decoys", "predicted"] += decoy
            note = p[j]["role"] + (", a person" if decoy else "")
            self.error(gold, "mention invented", (p[j]["start"], p[j]["end"]), note)
        tally.counts["decoys", "persons"] += len(gold["persons"])
        for i, j in pairs:
            self.roles[g[i]["role"], p[j]["role"]] += 1
            tally.hit("role", g[i]["role"] == p[j]["role"])
            if (g[i]["start"], g[i]["end"]) != (p[j]["start"], p[j]["end"]):
                self.error(gold, "mention span", (g[i]["start"], g[i]["end"]), repr(p[j].get("text")))
            if g[i]["role"] != p[j]["role"]:
                self.error(gold, "role", (g[i]["start"], g[i]["end"]), f"{g[i]['role']}, found {p[j]['role']}")
        places = record.get("places", {})
        for i, mention in enumerate(g):
            if mention["role"] == "demonym":
                continue
            place = place_of(p[match[i]], places) if i in match else None
            if "lat" not in mention:
                tally.hit("left unresolved", i in match and place is None)
                if place is not None:
                    self.error(
                        gold, "placed, though in no gazetteer", (mention["start"], mention["end"]), place["id"]
                    )
                continue
            near = resolved_right(mention, place, NEAR_KM)
            far = resolved_right(mention, place, FAR_KM)
            for group in ("all", mention["kind"]):
                tally.hit(("near", group), near)
                tally.hit(("far", group), far)
                if i in match:
                    tally.hit(("near found", group), near)
            if place is not None:
                tally.hit("near placed", near)
            if i in match and not near:
                if place is None:
                    note = "unresolved"
                else:
                    away = distance_km(
                        mention["lat"], mention["lon"], place.get("latitude") or 0, place.get("longitude") or 0
                    )
                    note = f"{place['id']} {place.get('name')} ({place.get('country')}), {away:.0f} km off"
                self.error(gold, "resolution", (mention["start"], mention["end"]), note)

    def dateline(self, gold, record):
        tally, g, p = self.tally, gold["dateline"], record.get("dateline")
        if g is None:
            tally.hit("dateline absent", p is None)
            if p is not None:
                self.error(gold, "dateline invented", (p["start"], p["end"]), "")
            return
        p = p or {}
        parts = {
            "city": (p.get("start"), p.get("end")) == (g["start"], g["end"]),
            "date": p.get("date") == g["date"],
            "agency": p.get("agency") == g["agency"],
        }
        for name, right in parts.items():
            tally.hit("dateline " + name, right)
            if not right:
                self.error(gold, "dateline " + name, (g["start"], g["end"]), f"{g.get(name)}, found {p.get(name)}")
        tally.hit("dateline", all(parts.values()))

    def times(self, gold, record):
        text, tally = gold["text"], self.tally
        outside = lambda t: all(overlap(t, zone) <= 0 for zone in gold["ignore"])
        g = gold["times"]
        p = [t for t in record.get("times", []) if outside(t)]
        span = lambda t: trimmed_time(t, text)
        exact = lambda a, b: span(a) == span(b)
        value = lambda a, b: same_value(a["value"], b.get("value"))
        touching = lambda a, b: max(0, overlap(a, b)) + 1000 * exact(a, b)
        pairs = greedy(g, p, lambda a, b: touching(a, b) if overlap(a, b) > 0 else 0)
        tally.prf("time span", len(g), len(p), sum(exact(g[i], p[j]) for i, j in pairs))
        tally.prf("time overlap value", len(g), len(p), sum(value(g[i], p[j]) for i, j in pairs))
        right = {(i, j) for i, j in pairs if exact(g[i], p[j]) and value(g[i], p[j])}
        tally.prf("time", len(g), len(p), len(right))
        dates = ("DATE", "TIME")
        tally.prf(
            "time dates",
            sum(t["type"] in dates for t in g),
            sum(t.get("type") in dates for t in p),
            sum(g[i]["type"] in dates and p[j].get("type") in dates for i, j in right),
        )
        match = dict(pairs)
        for i, t in enumerate(g):
            if i not in match:
                self.error(gold, "time missed", (t["start"], t["end"]), t["value"])
            elif (i, match[i]) not in right:
                found = p[match[i]]
                note = f"{t['value']}, found {found.get('text')!r} {found.get('value')}"
                self.error(gold, "time", (t["start"], t["end"]), note)
        for j in sorted(set(range(len(p))) - set(match.values())):
            self.error(gold, "time invented", (p[j]["start"], p[j]["end"]), str(p[j].get("value")))

    def incidents(self, gold, record):
        tally, g, p = self.tally, gold["incidents"], record.get("incidents", [])
        where = Places(gold, record)
        full = lambda a, b: kind_right(a, b) and where.same(a, b) and date_right(a, b)
        kind = lambda a, b: kind_right(a, b) and where.same(a, b)
        # Unnamed places may be an incident of their own in the group, or only a count on a named one.
        unnamed = {x["kind"] for x in g if x["unlocated"] and x["place_mentions"]}
        best = staged(g, p, (full, kind, where.same))
        matched = {j for _, j in best}
        free = [
            j for j, x in enumerate(p)
            if j not in matched and x.get("kind") in unnamed
            and not any(q.get("mention") is not None or q.get("place") for q in x.get("places", []))
        ]
        # What a careful reader might or might not have counted is neither asked for nor held against anyone.
        spared = {j for i, j in staged(g, p, (full, kind)) if g[i]["optional"]} | set(free)
        g = [x for x in g if not x["optional"]]
        p = [x for j, x in enumerate(p) if j not in spared]
        levels = {
            "full": full,
            "kind": kind,
            "place": where.same,
            "event": lambda a, b: where.same(a, b) and date_right(a, b),
        }
        for name, test in levels.items():
            tally.prf(("incident", name), len(g), len(p), len(pair(g, p, test)))
        best = staged(g, p, (full, kind, where.same))
        match = dict(best)
        for i, j in best:
            a, b = g[i], p[j]
            if not kind(a, b):
                continue
            tally.hit("status", a["status"] == b.get("status"))
            claimants = [squeeze(c.get("text", "")) for c in b.get("claimants", [])]
            named = squeeze(a["claimant"]) if a["claimant"] else None
            tally.hit(
                "claimant",
                not claimants if named is None else any(c and (c in named or named in c) for c in claimants),
            )
            if a["actor_side"]:
                tally.hit("actor", (b.get("actor") or {}).get("side") == a["actor_side"])
            casualties = b.get("casualties") or {}
            for part in ("killed", "injured"):
                right = quantity_right(a[part], casualties.get(part))
                tally.hit(part, right)
                if not right:
                    self.error(gold, part, evidence(b), f"{a['kind']}: {brief(a[part])}, found {brief(casualties.get(part))}")
            if a["status"] != b.get("status"):
                self.error(gold, "status", evidence(b), f"{a['kind']}: {a['status']}, found {b.get('status')}")
        for i, a in enumerate(g):
            note = f"{a['kind']} {a['date_start']} {' + '.join(a['place_mentions']) or 'unlocated'}"
            spans = where.of_gold(a)
            span = (spans[0]["start"], spans[0]["end"]) if spans else None
            if i not in match:
                self.error(gold, "incident missed", span, note)
            elif not full(a, p[match[i]]):
                b = p[match[i]]
                self.error(gold, "incident", span, f"{note}, found {b.get('kind')} {(b.get('date') or {}).get('start')}")
        for j in sorted(set(range(len(p))) - set(match.values())):
            b = p[j]
            names = [record["mentions"][q["mention"]].get("text", "?") for q in b.get("places", []) if q.get("mention") is not None]
            note = f"{b.get('kind')} {(b.get('date') or {}).get('start')} {' + '.join(names) or 'unlocated'}"
            self.error(gold, "incident invented", evidence(b), note)

    def report(self, dispatches):
        t = self.tally
        print(f"{dispatches} dispatches")
        print("Mentions")
        t.show_prf(("strict", "all"), "exact span, all roles")
        t.show_prf(("overlap", "all"), "overlapping span, all roles")
        t.show_prf(("strict", "located"), "exact span, without demonyms")
        t.show_prf(("overlap", "located"), "overlapping span, without demonyms")
        print(f"  persons taken for places: {t.counts['decoys', 'predicted']} of {t.counts['decoys', 'persons']}")
        print("Roles (of overlapping pairs)")
        t.show_hits("role", "role right")
        print("  " + f"{'gold':<12}" + "".join(f"{r:>10}" for r in ROLES) + "   found")
        for row in ROLES:
            cells = [self.roles[row, column] for column in ROLES]
            if any(cells):
                print("  " + f"{row:<12}" + "".join(f"{c:>10}" for c in cells))
        print("Resolution (of gold mentions that have a place, demonyms apart; a missed mention is wrong)")
        for group, label in (("all", "all"), ("point", "towns and other points"), ("area", "regions and waters"), ("country", "countries")):
            t.show_hits(("near", group), f"{label}, within {NEAR_KM:.0f} km or the area")
            if group in ("all", "point"):
                t.show_hits(("far", group), f"{label}, within {FAR_KM:.0f} km or the area")
        t.show_hits(("near found", "all"), "of the mentions found")
        t.show_hits("near placed", "of the mentions given a place")
        t.show_hits("left unresolved", "found, and rightly left without a place")
        print("Dateline")
        for name in ("dateline", "dateline city", "dateline date", "dateline agency", "dateline absent"):
            label = {"dateline": "all three right", "dateline absent": "rightly none"}.get(name, name.split()[-1])
            t.show_hits(name, label)
        print("Times (edges trimmed of articles and prepositions)")
        t.show_prf("time", "span and value")
        t.show_prf("time dates", "span and value, dates and times of day")
        t.show_prf("time span", "span")
        t.show_prf("time overlap value", "overlapping span, same value")
        print("Incidents")
        t.show_prf(("incident", "full"), "kind, place and date")
        t.show_prf(("incident", "kind"), "kind and place")
        t.show_prf(("incident", "event"), "place and date")
        t.show_prf(("incident", "place"), "place")
        print("Of the incidents whose kind and place are right")
        for name in ("status", "claimant", "actor", "killed", "injured"):
            t.show_hits(name, name)


def evidence(incident):
    span = incident.get("evidence")
    return (span["start"], span["end"]) if span else None


def brief(quantity):
    return None if quantity is None else tuple(quantity.get(k) for k in ("low", "best", "high"))


def check(path):
    """The gold file's own consistency: every complaint names the dispatch."""
    bad, seen = 0, set()

    def complain(gold, what):
        nonlocal bad
        bad += 1
        print(f"{path}: {gold.get('id')}: {what}")

    for gold in load_lines(path):
        text = gold["text"]
        if gold["id"] in seen:
            complain(gold, "id seen before")
        seen.add(gold["id"])
        for layer in ("mentions", "persons", "times"):
            for item in gold[layer]:
                if text[item["start"] : item["end"]] != item["text"]:
                    complain(gold, f"{layer}: {item['text']!r} is not at {item['start']}")
        for mention in gold["mentions"]:
            if mention["role"] not in ROLES:
                complain(gold, f"role {mention['role']!r}")
            if mention["role"] != "demonym" and ("lat" in mention) == ("place" in mention):
                complain(gold, f"{mention['text']!r} needs either lat and lon or a null place")
        spans = sorted((x["start"], x["end"]) for k in ("mentions", "persons", "times") for x in gold[k])
        for a, b in zip(spans, spans[1:]):
            if b[0] < a[1]:
                complain(gold, f"spans overlap at {b[0]}")
        for incident in gold["incidents"]:
            if incident["status"] not in ("reported", "claimed", "disputed"):
                complain(gold, f"status {incident['status']!r}")
            named = [gold["mentions"][i]["text"] for i in incident["mention_indices"]]
            if named != incident["place_mentions"]:
                complain(gold, f"{incident['kind']}: places {named}")
            if incident["date_end"] and incident["date_end"] < incident["date_start"]:
                complain(gold, f"{incident['kind']}: ends before it starts")
    print(f"{path}: {len(seen)} dispatches, {bad} complaints")
    return bad == 0


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("files", nargs="+", help="predictions (one file), then gold; with --check, gold only")
    parser.add_argument("--errors", action="store_true", help="list each error with its context, tab-separated, first")
    parser.add_argument("--check", action="store_true", help="check gold files instead of scoring")
    options = parser.parse_args()
    if options.check:
        sys.exit(0 if all([check(path) for path in options.files]) else 1)
    if len(options.files) < 2:
        parser.error("predictions and at least one gold file are needed")
    records = {}
    for record in load_lines(options.files[0]):
        records[str(record.get("id"))] = record
    scorer, dispatches = Scorer(options.errors), 0
    for path in options.files[1:]:
        for gold in load_lines(path):
            scorer.score(gold, records.get(gold["id"]))
            dispatches += 1
    scorer.report(dispatches)


if __name__ == "__main__":
    main()
