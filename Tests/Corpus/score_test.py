#!/usr/bin/env python3
"""score.py on predictions whose scores are known beforehand: `python3 score_test.py`."""

import copy
import json
import os
import unittest

import score

HERE = os.path.dirname(os.path.abspath(__file__))


def gold_dispatches():
    return list(score.load_lines(os.path.join(HERE, "dev", "dispatches.jsonl")))


def perfect(gold):
    """The record that a reader who agrees with the gold everywhere would write."""
    places, mentions = {}, []
    for m in gold["mentions"]:
        mention = {k: m[k] for k in ("start", "end", "text", "role")}
        mention["place"] = None
        if "lat" in m:
            identifier = "iso:" + m["country"] if m["kind"] == "country" else f"t:{m['lat']},{m['lon']}"
            mention["place"] = identifier
            places[identifier] = {"longitude": m["lon"], "latitude": m["lat"], "country": m.get("country"), "name": "", "feature": ""}
        mentions.append(mention)
    incidents = []
    for i in gold["incidents"]:
        quantity = {k: i[k] for k in ("killed", "injured")}
        incidents.append(
            {
                "kind": i["kind"],
                "status": i["status"],
                "places": [{"mention": n, "place": mentions[n]["place"]} for n in i["mention_indices"]],
                "date": {"start": i["date_start"], "end": i["date_end"]},
                "actor": {"text": "", "side": i["actor_side"]} if i["actor_side"] else None,
                "claimants": [{"text": i["claimant"]}] if i["claimant"] else [],
                "casualties": quantity,
            }
        )
    return {
        "id": gold["id"],
        "offsets": "codepoint",
        "dateline": gold["dateline"],
        "mentions": mentions,
        "times": copy.deepcopy(gold["times"]),
        "incidents": incidents,
        "places": places,
    }


def counts(golds, records):
    scorer = score.Scorer(errors=False)
    for gold, record in zip(golds, records):
        scorer.score(gold, record)
    return scorer.tally.counts


class ScoreTest(unittest.TestCase):
    def setUp(self):
        self.gold = gold_dispatches()
        self.records = [perfect(g) for g in self.gold]

    def score(self):
        return counts(self.gold, self.records)

    def test_the_gold_files_are_consistent(self):
        for part in ("dev", "test"):
            path = os.path.join(HERE, part, "dispatches.jsonl")
            if os.path.exists(path):
                self.assertTrue(score.check(path))

    def test_agreement_everywhere_scores_full_marks(self):
        c = self.score()
        for key in list(c):
            if key[-1] == "correct":
                whole = c[key[0], "of"] or c[key[0], "gold"]
                self.assertEqual(c[key], whole, key)
                self.assertIn(c[key[0], "predicted"], (0, whole), key)
        self.assertEqual(c["decoys", "predicted"], 0)

    def test_no_prediction_scores_nothing_and_does_not_fail(self):
        c = counts(self.gold, [None for _ in self.gold])
        for key in list(c):
            if key[-1] == "correct" and key[0] != "dateline absent":
                self.assertEqual(c[key], 0, key)

    def test_offsets_in_utf8_and_utf16_score_the_same(self):
        whole = self.score()
        for unit, codec in (("utf8", "utf-8"), ("utf16", "utf-16-le")):
            width = 1 if unit == "utf8" else 2
            moved = []
            for gold, record in zip(self.gold, self.records):
                text = gold["text"]
                record = copy.deepcopy(record)
                record["offsets"] = unit
                for item in record["mentions"] + record["times"] + ([record["dateline"]] if record["dateline"] else []):
                    for k in ("start", "end"):
                        item[k] = len(text[: item[k]].encode(codec)) // width
                moved.append(record)
            self.assertEqual(counts(self.gold, moved), whole)

    def test_each_fault_costs_what_it_should(self):
        whole = self.score()
        n = whole[("strict", "all"), "gold"]
        # One mention dropped, one cut short, one invented on a person, one with another role, one moved.
        d01 = next(i for i, g in enumerate(self.gold) if g["id"] == "d01")
        gold, record = self.gold[d01], self.records[d01]
        literal = [i for i, m in enumerate(gold["mentions"]) if m["role"] == "literal" and m.get("kind") == "point"]
        used = {i for x in gold["incidents"] for i in x["mention_indices"]}
        cut, changed, moved = [i for i in literal if i not in used][:3]
        record["mentions"][cut]["end"] -= 1
        record["mentions"][cut].pop("text")
        record["mentions"][changed]["role"] = "metonym"
        record["places"]["t:far"] = {"longitude": 0.0, "latitude": 0.0, "country": "XX", "name": "", "feature": "P.PPL"}
        record["mentions"][moved]["place"] = "t:far"
        person = gold["persons"][0]
        record["mentions"].append({"start": person["start"], "end": person["end"], "role": "literal", "place": None})
        c = self.score()
        self.assertEqual(c[("strict", "all"), "predicted"], n + 1)
        self.assertEqual(c[("strict", "all"), "correct"], n - 1)
        self.assertEqual(c[("overlap", "all"), "correct"], n)
        self.assertEqual(c["decoys", "predicted"], 1)
        self.assertEqual(c["role", "correct"], n - 1)
        self.assertEqual(c[("near", "all"), "correct"], whole[("near", "all"), "correct"] - 1)
        self.assertEqual(c[("far", "point"), "correct"], whole[("far", "point"), "correct"] - 1)

    def test_a_town_is_near_within_20_km_and_far_within_161(self):
        town = {"kind": "point", "lat": 40.0, "lon": 46.0}
        at = lambda lat: {"id": "x", "latitude": lat, "longitude": 46.0}
        self.assertTrue(score.resolved_right(town, at(40.17), 20))
        self.assertFalse(score.resolved_right(town, at(40.19), 20))
        self.assertTrue(score.resolved_right(town, at(41.4), 161))
        self.assertFalse(score.resolved_right(town, at(41.5), 161))

    def test_a_country_is_right_by_its_code_wherever_its_point_is(self):
        country = {"kind": "country", "country": "NE", "lat": 17.4, "lon": 9.4}
        self.assertTrue(score.resolved_right(country, {"id": "iso:NE", "latitude": 0, "longitude": 0}, 20))
        self.assertTrue(score.resolved_right(country, {"id": "gn:2440476", "country": "NE", "feature": "A.PCLI"}, 20))
        self.assertFalse(score.resolved_right(country, {"id": "iso:NG", "country": "NG", "feature": "A.PCLI"}, 20))
        self.assertFalse(score.resolved_right(country, {"id": "gn:1", "country": "NE", "feature": "P.PPLC"}, 20))

    def test_articles_and_prepositions_do_not_count_in_times(self):
        text = "depuis le 27 septembre, la veille"
        whole = {"start": 0, "end": 22}
        self.assertEqual(score.trimmed_time(whole, text), (10, 22))
        self.assertEqual(score.trimmed_time({"start": 24, "end": 33}, text), (27, 33))

    def test_an_incident_needs_its_kind_place_and_date(self):
        g = next(i for i, x in enumerate(self.gold) if x["id"] == "d01")
        whole = self.score()
        n = whole[("incident", "full"), "gold"]
        incidents = self.records[g]["incidents"]
        incidents[0]["kind"] = "attack"
        incidents[1]["date"] = {"start": "2020-01-01", "end": "2020-01-01"}
        incidents[2]["places"] = []
        incidents.append(copy.deepcopy(incidents[3]))
        incidents[4]["status"] = "reported"
        c = self.score()
        self.assertEqual(c[("incident", "full"), "predicted"], n + 1)
        self.assertEqual(c[("incident", "full"), "correct"], n - 3)
        self.assertEqual(c[("incident", "kind"), "correct"], n - 2)
        self.assertEqual(c[("incident", "place"), "correct"], n - 1)
        self.assertEqual(c[("incident", "event"), "correct"], n - 2)
        self.assertEqual(c["status", "correct"], whole["status", "correct"] - 3)

    def test_an_optional_incident_is_neither_asked_for_nor_held_against_anyone(self):
        whole = self.score()
        self.assertTrue(any(x["optional"] for g in self.gold for x in g["incidents"]))
        for gold, record in zip(self.gold, self.records):
            record["incidents"] = [b for a, b in zip(gold["incidents"], record["incidents"]) if not a["optional"]]
        c = self.score()
        for level in ("full", "kind", "place", "event"):
            for part in ("gold", "predicted", "correct"):
                self.assertEqual(c[("incident", level), part], whole[("incident", level), part])

    def test_a_night_may_be_dated_by_either_day(self):
        gold = {"date_start": "2024-05-20", "date_end": "2024-05-21"}
        on = lambda a, b=None: {"date": {"start": a, "end": b}}
        self.assertTrue(score.date_right(gold, on("2024-05-20", "2024-05-20")))
        self.assertTrue(score.date_right(gold, on("2024-05-21")))
        self.assertFalse(score.date_right(gold, on("2024-05-19", "2024-05-21")))
        self.assertFalse(score.date_right(gold, on("2024-05-20", "2024-05-22")))
        self.assertFalse(score.date_right(gold, {"date": None}))

    def test_broken_json_names_its_line(self):
        import tempfile

        with tempfile.NamedTemporaryFile("w", suffix=".ndjson") as file:
            file.write(json.dumps({"id": "a"}) + "\n{\n")
            file.flush()
            with self.assertRaises(SystemExit) as caught:
                list(score.load_lines(file.name))
            self.assertIn(":2:", str(caught.exception))


if __name__ == "__main__":
    unittest.main()
