"""How the recipe compares names, and which of GeoNames' untagged alternates it keeps."""

import functools
import re
import unicodedata

_PLAIN = {
    "œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "đ": "d", "ł": "l", "ı": "i", "ə": "e", "ħ": "h", "ŧ": "t",
    "ʻ": "'", "ʼ": "'", "ʿ": "'", "ʾ": "'", "’": "'", "‘": "'", "`": "'", "´": "'", "ð": "d", "þ": "th", "ŋ": "n",
}
_FRENCH = set("abcdefghijklmnopqrstuvwxyzàâæçéèêëîïôœùûüÿ '’-")


@functools.cache
def fold(name):
    """Lower case, no accents, one blank for each run of hyphens, apostrophes and blanks.

    The program's own folding is `NameKey`; this one only serves to find duplicates.
    """
    out = []
    for character in unicodedata.normalize("NFD", name.lower()):
        if unicodedata.combining(character):
            continue
        out.append(_PLAIN.get(character, character))
    text = re.sub(r"[\s\-‐‑–'.·]+", " ", "".join(out)).strip()
    return re.sub(r"\bst\b", "saint", re.sub(r"\bste\b", "sainte", text))


def is_latin(name):
    return all(
        not c.isalpha() or unicodedata.name(c, "").startswith(("LATIN", "MODIFIER LETTER")) for c in name
    )


def is_french_looking(name):
    return all(c in _FRENCH for c in unicodedata.normalize("NFC", name.lower()))


_JUNK = re.compile(r"[0-9/:;,()\[\]{}|\"=_&+*?!<>@#%~]|\bosh$|\s\s", re.IGNORECASE)
_GENERIC = re.compile(
    r"\b(City|Town|Village|Municipality|Borough|Metropolis|Stad|Lungsod|Dakbayan|Ciudad|Urbs|Gorod|Misto|Oras|Horad|"
    r"Township|District|Region|Rayon|Commune|Shahr|Suburb|Area|Province|Division|Siro|Kota|Kotamadya|Gemeente|Stadt|"
    r"Muang|Thanh Pho|Thi Xa|Ban|County|Bayan|Siyudad|Civitas|Station|Settlement|Selo|Derevnya|Posyolok)\b",
    re.IGNORECASE,
)


def useful_alternate(name):
    """Whether an untagged alternate can be a name that French text writes."""
    if not 3 < len(name) <= 40 or not is_latin(name) or _JUNK.search(name):
        return False
    if name == name.upper() or _GENERIC.search(name):
        return False
    return name[0].isupper() or name.startswith(("'s-", "s-", "el-", "al-"))


_ENDINGS = ("as", "is", "us", "um", "o", "os", "a", "i", "u", "ai", "ia", "ium", "ul", "en", "j", "s", "n", "t", "ja")


def french_score(name, stems):
    """Higher for spellings that look French or English; `stems` are the folded names already kept."""
    score = 0.0
    if not is_french_looking(name):
        score -= 2
    low = name.lower()
    folded = fold(name)
    for stem in stems:
        if folded.startswith(stem) and folded[len(stem):] in _ENDINGS:
            score -= 3
            break
        if stem[-1:] in "aeiou" and folded.startswith(stem[:-1]) and folded[len(stem) - 1:] in _ENDINGS:
            score -= 2
            break
    score += sum(part in low for part in ("ou", "tch", "dj", "kh", "é", "è", "ï", "gué", "gui", "aï", "eï", "ê", "â", "ch"))
    score += 0.5 * sum(part in low for part in ("sh", "zh", "ts"))
    score -= sum(
        part in low
        for part in ("sz", "cz", "aa", "ii", "uu", "ij", "sch", "tj", "ĭ", "ks", "w", "yy", "kk", "eh", "okh", "zj", "hj", "lj", "nj", "xh", "jj", "ë", "ü", "'", "ş", "ā", "ū", "ī")
    )
    return score


@functools.cache
def similarity(left, right):
    """1 for equal names, 0 for names without a pair of letters in common (Dice over bigrams)."""
    if left == right:
        return 1.0
    a = [left[i:i + 2] for i in range(len(left) - 1)]
    b = [right[i:i + 2] for i in range(len(right) - 1)]
    if not a or not b:
        return 0.0
    rest = list(b)
    hits = 0
    for pair in a:
        if pair in rest:
            rest.remove(pair)
            hits += 1
    return 2 * hits / (len(a) + len(b))


_STRIPPED = re.compile(
    r"^(?i:(?:la |le |les |l['’])?"
    r"(?:district autonome|territoire autonome|région autonome|zone spéciale|région spéciale|république autonome|municipalité spéciale|"
    r"région métropolitaine|ville autonome|canton|comté|comtés|département|district|districts|division|émirat|gouvernorat|île|îles|municipalité|"
    r"oblast|oblys|paroisse|préfecture|province|provinces|quartier|raïon|région|régions|ville|voïvodie|wilaya|zoba|zone|territoire|commune|communes|"
    r"krai|kraï|république|État|état|judeţ|judet|sous-préfecture|circonscription|conseil|arrondissement)"
    r"(?: urbaine?| rurale?| autonome| fédérale?| spéciale?| métropolitaine?)?"
    r" (?:de la |de l['’]|de |du |des |d['’]))"
)


def without_generic(name):
    """`préfecture de Berat` -> `Berat`: the proper name that dispatches write after a lower-case generic."""
    name = re.sub(r"\s*\([^)]*\)\s*$", "", name.replace("\u200b", "")).rstrip("¹²³ ").strip()
    bare = _STRIPPED.sub("", name)
    return bare if bare and bare[0].isupper() else name
