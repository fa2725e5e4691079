"""How fast peers find names in a text: MB of folded text a second of processor time, best of three runs.

Usage: find.py NAMES TEXT [ahocorasick_rs|flashtext2 ...]

NAMES has one folded name a line and TEXT folded words one space apart, two where a name cannot go on: what
`bench-gazetteer names` and `fold` write. The peers so have less to do than lieudit, which folds as it goes.

ahocorasick_rs (Rust's aho-corasick, contiguous NFA, leftmost-longest) knows no word boundaries: its matches are
filtered by them afterwards, outside the time, which loses the names that a match across a boundary has eaten. The
loss is printed.
"""
import sys
import time


def best(run, size):
    times = []
    for _ in range(3):
        start = time.process_time()
        result = run()
        times.append(time.process_time() - start)
    return size / min(times) / 1e6, result


def boundaries(text, matches):
    return [
        (start, end) for _, start, end in matches
        if (start == 0 or text[start - 1] == " ") and (end == len(text) or text[end] == " ")
    ]


def truth(names, text):
    """All longest names at boundaries, left to right, by a table of names: the oracle."""
    known = set(names)
    starts = set()
    for name in known:
        words = name.split(" ")
        for count in range(1, len(words)):
            starts.add(" ".join(words[:count]))
    found = 0
    for part in text.split("  "):
        words = part.split(" ")
        index = 0
        while index < len(words):
            end, length, joined = index, 0, ""
            while end < len(words):
                joined = words[end] if end == index else joined + " " + words[end]
                end += 1
                if joined in known:
                    length = end - index
                if joined not in starts:
                    break
            found += length > 0
            index += max(1, length)
    return found


names_path, text_path, *peers = sys.argv[1:]
peers = peers or ["ahocorasick_rs", "flashtext2"]
with open(names_path, encoding="utf-8") as file:
    names = file.read().split("\n")[:-1]
with open(text_path, encoding="utf-8") as file:
    text = file.read()
size = len(text.encode())
whole = truth(names, text)
print(f"names to be found\t{whole}")
if "ahocorasick_rs" in peers:
    import ahocorasick_rs
    start = time.process_time()
    automaton = ahocorasick_rs.AhoCorasick(
        names, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest,
        implementation=ahocorasick_rs.Implementation.ContiguousNFA, store_patterns=False)
    print(f"ahocorasick_rs, until ready\t{time.process_time() - start:.2f}\ts")
    speed, matches = best(lambda: automaton.find_matches_as_indexes(text), size)
    found = len(boundaries(text, matches))
    print(f"ahocorasick_rs\t{speed:.2f}\tMB/s")
    print(f"ahocorasick_rs, lost by the filter\t{100 * (1 - found / whole):.1f}\t%")
if "flashtext2" in peers:
    import flashtext2
    start = time.process_time()
    processor = flashtext2.KeywordProcessor(case_sensitive=True)
    for name in names:
        processor.add_keyword(name, name)
    print(f"flashtext2, until ready\t{time.process_time() - start:.2f}\ts")
    speed, matches = best(lambda: processor.extract_keywords_with_span(text), size)
    print(f"flashtext2 ({len(matches)} names)\t{speed:.2f}\tMB/s")
