"""French transcription of towns from their own script, where the script says how they sound.

Ukrainian, Russian, Belarusian and Bulgarian Cyrillic (the usage of French newspapers and of the Imprimerie nationale: ou, tch, ch, kh, ï after a vowel).
GeoNames does not say which alternate is in which language: letters that only one of the languages has decide, and a
name is taken only where its transcription is close to GeoNames' own Latin name.
"""

import spelling

_COMMON = {
    "а": "a", "б": "b", "в": "v", "д": "d", "ж": "j", "з": "z", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
    "с": "s", "т": "t", "у": "ou", "ф": "f", "х": "kh", "ц": "ts", "ч": "tch", "ш": "ch", "ь": "", "ъ": "", "’": "", "'": "", "ʼ": "",
    "ю": "iou", "я": "ia", " ": " ", "-": "-",
}
_UKRAINIAN = {**_COMMON, "г": "h", "ґ": "g", "е": "e", "є": "ie", "и": "y", "і": "i", "ї": "ï", "й": "ï", "щ": "chtch"}
_RUSSIAN = {**_COMMON, "г": "g", "е": "e", "ё": "io", "и": "i", "й": "ï", "щ": "chtch", "ы": "y", "э": "e"}
_VOWELS = set("aeiouyïé")
# (table, letters that only this language has, letters of others)
_UKRAINIAN_NAMES = (_UKRAINIAN, "їієґ", "ыэёъў")
_RUSSIAN_NAMES = (_RUSSIAN, "ыэё", "їієґўӑҫҡ")
_LANGUAGES = {"UA": (_UKRAINIAN_NAMES, _RUSSIAN_NAMES), "RU": (_RUSSIAN_NAMES,)}


def transcribe(name, table):
    """`Вовчанськ` -> `Vovtchansk`; None where a letter is none of the language's."""
    out = ""
    low = name.lower()
    for index, letter in enumerate(low):
        if letter not in table:
            return None
        piece = table[letter]
        before = out[-1:] if out else ""
        if letter == "и" and table is _UKRAINIAN and before in ("", " ", "-"):
            piece = "i"
        elif letter in "юя" and before == "i":
            piece = "ou" if letter == "ю" else "a"
        elif letter in "юя" and before in _VOWELS and before:
            piece = "ï" + piece[1:]
        elif letter == "і" and before in _VOWELS and before:
            piece = "ï"
        elif letter == "и" and table is _RUSSIAN and before in set("aeou"):
            piece = "ï"
        elif letter == "й" and before in "iy" and before:
            piece = "" if low[index + 1:index + 2] in ("", " ", "-") else "ï"
        elif letter in "еє" and low[index - 1:index] == "ь" and index:
            piece = "ie"
        elif letter == "й" and (index + 1 == len(low) or low[index + 1] in " -"):
            piece = "ï"
        elif letter == "е" and table is _RUSSIAN and (before in _VOWELS and before):
            piece = "ïe" if before in "aeo" else "e"
        elif letter == "є" and before in _VOWELS and before:
            piece = "ïe" if before in "aeou" else "e"
        elif letter == "г" and table is _RUSSIAN and index + 1 < len(low) and low[index + 1] in "еиыэёі":
            piece = "gu"
        elif letter == "с" and before in _VOWELS and before and index + 1 < len(low) and low[index + 1] in "аеёиоуыэюяієї":
            piece = "ss"
        if not out or out[-1] in " -":
            piece = piece.replace("ï", "i") if piece.startswith("ï") else piece
            piece = piece[:1].upper() + piece[1:]
        out += piece
    return out


def transcribed(city):
    """The French transcription of a Ukrainian or Russian town's own name, or None."""
    if city["countrycode"] not in _LANGUAGES:
        return None
    main = _latin_key(city["name"])
    best = None
    for name in city["alternatenames"]:
        low = name.lower()
        # GeoNames names some towns of Ukraine in Russian: the likeness to its own Latin name decides between the two.
        for rank, (table, own, foreign) in enumerate(_LANGUAGES[city["countrycode"]]):
            if any(letter in low for letter in foreign):
                continue
            result = transcribe(name, table)
            if not result:
                continue
            score = spelling.similarity(_sound_key(result), main) + (0.2 if any(letter in low for letter in own) and rank == 0 else 0)
            score -= 0.05 * rank
            if best is None or (score, result) > best:
                best = (score, result)
    return best[1] if best and best[0] >= 0.72 else None


def _latin_key(name):
    key = spelling.fold(name).replace(" ", "")
    for a, b in (("shch", "S"), ("sh", "S"), ("ch", "C"), ("zh", "Z"), ("kh", "x"), ("yu", "iu"), ("ya", "ia"), ("ye", "ie"), ("yi", "i"), ("y", "i")):
        key = key.replace(a, b)
    return key


def _sound_key(name):
    key = spelling.fold(name).replace(" ", "")
    for a, b in (("chtch", "S"), ("tch", "C"), ("ch", "S"), ("kh", "x"), ("j", "Z"), ("ou", "u"), ("gu", "g"), ("ss", "s"), ("y", "i")):
        key = key.replace(a, b)
    return key


_RANGES = {
    "AM": ((0x531, 0x58F),), "GE": ((0x10A0, 0x10FF),), "UA": ((0x400, 0x4FF),), "RU": ((0x400, 0x4FF),), "IL": ((0x590, 0x5FF),),
    "PS": ((0x600, 0x6FF),), "SY": ((0x600, 0x6FF),), "LB": ((0x600, 0x6FF),), "IQ": ((0x600, 0x6FF),), "YE": ((0x600, 0x6FF),),
    "LY": ((0x600, 0x6FF),), "SD": ((0x600, 0x6FF),), "AF": ((0x600, 0x6FF),), "ET": ((0x1200, 0x137F),), "MM": ((0x1000, 0x109F),),
    "IR": ((0x600, 0x6FF),), "EG": ((0x600, 0x6FF),), "CN": ((0x4E00, 0x9FFF),), "GR": ((0x370, 0x3FF),), "KR": ((0xAC00, 0xD7A3),),
    "KP": ((0xAC00, 0xD7A3),), "JP": ((0x3040, 0x9FFF),), "TH": ((0xE00, 0xE7F),),
}
_FOREIGN = {"UA": "ыэёъў", "RU": "їієґў", "SY": "پچژگکیےۆەێڵڕڤېۇ", "default": "پچژگکیےۆەێڵڕڤېۇڭھ"}


def local_script_name(city):
    """One alternate in the country's own script, where exactly the letters of its language are used; else None."""
    ranges = _RANGES.get(city["countrycode"])
    if ranges is None:
        return None
    arabic = ranges[0][0] == 0x600
    foreign = _FOREIGN.get(city["countrycode"], _FOREIGN["default"] if arabic and city["countrycode"] not in ("AF", "IR") else "")
    found = [
        name
        for name in city["alternatenames"]
        if all(c in " -'’" or any(low <= ord(c) <= high for low, high in ranges) for c in name) and not any(c in foreign for c in name.lower())
    ]
    if city["countrycode"] in ("UA", "RU"):
        main = _latin_key(city["name"])
        table = _LANGUAGES[city["countrycode"]][0][0]
        scored = [(spelling.similarity(_sound_key(transcribe(n, table) or ""), main), n) for n in found]
        best = max(scored, default=(0, None))
        return best[1] if best[0] > 0.6 else None
    return min(found, key=lambda name: (len(name), name)) if len(found) <= 3 and found else None
