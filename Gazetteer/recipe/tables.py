"""The two table formats of the gazetteer, written so that the same facts give the same bytes."""

PLACES = ("id", "name", "longitude", "latitude", "feature", "country", "division", "population", "parents", "from", "to", "extent")
NAMES = ("id", "name", "language", "kind", "from", "to", "side")
KINDS = ("display", "official", "variant", "short", "colloquial", "historic")


class TableError(Exception):
    """A row that does not fit its table."""


def number(value, digits=5):
    text = f"{value:.{digits}f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def extent(box):
    return ",".join(number(value, 2) for value in box)


def sort_key(identifier):
    scheme, _, rest = identifier.partition(":")
    return (scheme, int(rest), "") if rest.isdigit() else (scheme, 0, rest)


def write_rows(path, comments, columns, rows):
    """Rows are dictionaries; an unknown column or a tab inside a value is refused."""
    lines = [f"# {comment}" for comment in comments]
    lines.append("\t".join(columns))
    for row in rows:
        unknown = set(row) - set(columns)
        if unknown:
            raise TableError(f"{path}: no such column {sorted(unknown)}")
        values = [str(row.get(column, "") or "") if row.get(column) != 0 or column in ("longitude", "latitude") else "" for column in columns]
        if any("\t" in value or "\n" in value for value in values):
            raise TableError(f"{path}: a tab or line feed in {row}")
        lines.append("\t".join(values))
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write("\n".join(lines) + "\n")


def read_rows(path, columns=None):
    """(line number, row) of a table; `columns` are checked against the header row when given."""
    header = None
    with open(path, encoding="utf-8", newline="") as file:
        for line, text in enumerate(file, 1):
            text = text.rstrip("\n")
            if not text or text.startswith("#"):
                continue
            values = text.split("\t")
            if header is None:
                header = values
                if columns is not None and tuple(header) != tuple(columns):
                    raise TableError(f"{path}:{line}: expected the columns {columns}, found {header}")
                continue
            if len(values) != len(header):
                raise TableError(f"{path}:{line}: expected {len(header)} columns, found {len(values)}")
            yield line, dict(zip(header, values))
