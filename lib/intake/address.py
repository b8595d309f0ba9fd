"""Where a cell stands, as Excel writes it and as (row, column) from 0."""


def letters(column: int) -> str:
    """The name of a column as Excel shows it, from 0.

    >>> letters(0), letters(25), letters(26), letters(16383)
    ('A', 'Z', 'AA', 'XFD')
    """
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def address(reference: str) -> tuple[int, int]:
    """Row and column, from 0, of a reference like "C5"; (-1, -1) for anything else.

    >>> address("A1"), address("XFD1048576"), address("x")
    ((0, 0), (1048575, 16383), (-1, -1))
    """
    name = reference.rstrip("0123456789")
    digits = reference[len(name) :]
    if not digits or not name or len(name) > 3 or len(digits) > 7 or not all("A" <= letter <= "Z" for letter in name):
        return -1, -1
    column = 0
    for letter in name:
        column = column * 26 + ord(letter) - 64
    return int(digits) - 1, column - 1
