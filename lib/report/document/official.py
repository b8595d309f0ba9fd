"""The form of an official document, GB/T 9704—2012: page, fonts, sizes, numbering, page numbers; as WordprocessingML.

Sizes are half points (三号 = 16 pt = 32), lengths twips (1/20 pt). Fonts name what the form prescribes; the font table
gives Word what to take where it is not installed.
"""

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm

SONG_TITLE, FANGSONG, HEI, KAI, SONG = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体"
LATIN = "Times New Roman"
ALTERNATIVES = {SONG_TITLE: "方正小标宋_GBK", FANGSONG: "仿宋", KAI: "楷体", HEI: "SimHei", SONG: "SimSun"}
MARGINS = {"top_margin": 37, "bottom_margin": 35, "left_margin": 28, "right_margin": 26}
"""Millimetres; they leave a type area of 156 × 225."""
RED = "C00000"
WIDTH = 8844
"""Width of the type area in twips: 156 mm."""
LINE = 560
"""Exact line spacing of the text: 28 pt."""


def _font(face: str, size: int, colour: str = "000000") -> str:
    return (
        f'<w:rPr><w:rFonts w:ascii="{LATIN}" w:hAnsi="{LATIN}" w:cs="{LATIN}" w:eastAsia="{face}"/>'
        f'<w:color w:val="{colour}"/><w:kern w:val="0"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
    )


def _style(
    key: str, name: str, face: str, size: int, paragraph: str, following: str = "Normal", colour: str = "000000"
) -> str:
    return (
        f'<w:style {nsdecls("w")} w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/>'
        f'<w:next w:val="{following}"/><w:qFormat/><w:pPr>{paragraph}</w:pPr>{_font(face, size, colour)}</w:style>'
    )


def _spacing(line: int, rule: str = "exact", before: int = 0, after: int = 0) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="{rule}"/>'


INDENT = '<w:ind w:firstLineChars="200" w:firstLine="640"/>'
FLUSH = '<w:ind w:firstLineChars="0" w:firstLine="0"/>'


def _heading(level: int, face: str) -> str:
    numbered = (
        f'<w:keepNext/><w:numPr><w:ilvl w:val="{level - 1}"/><w:numId w:val="1"/></w:numPr>{_spacing(LINE)}{INDENT}'
    )
    return _style(
        f"Heading{level}",
        f"heading {level}",
        face,
        32,
        f'{numbered}<w:jc w:val="both"/><w:outlineLvl w:val="{level - 1}"/>',
    )


STYLES = (
    f'<w:style {nsdecls("w")} w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
    f'<w:pPr>{_spacing(LINE)}{INDENT}<w:jc w:val="both"/></w:pPr>{_font(FANGSONG, 32)}</w:style>',
    _style(
        "Title", "Title", SONG_TITLE, 44, f'<w:keepNext/>{_spacing(LINE + 80, after=280)}{FLUSH}<w:jc w:val="center"/>'
    ),
    _style("Subtitle", "Subtitle", KAI, 32, f'{_spacing(LINE, after=280)}{FLUSH}<w:jc w:val="center"/>'),
    _heading(1, HEI),
    _heading(2, KAI),
    _heading(3, FANGSONG),
    _heading(4, FANGSONG),
    _style(
        "Annex",
        "附件标题",
        HEI,
        32,
        f'<w:keepNext/><w:pageBreakBefore/>{_spacing(LINE, after=280)}{FLUSH}<w:outlineLvl w:val="0"/>',
    ),
    _style(
        "Caption",
        "caption",
        HEI,
        24,
        f'<w:keepNext/>{_spacing(400, "atLeast", before=160)}{FLUSH}<w:jc w:val="center"/>',
    ),
    _style("Cell", "表格文字", SONG, 18, f'{_spacing(240, "auto")}{FLUSH}<w:jc w:val="left"/>', following="Cell"),
    _style(
        "CellHead",
        "表格栏目",
        HEI,
        18,
        f'<w:keepNext/>{_spacing(240, "auto")}{FLUSH}<w:jc w:val="center"/>',
        following="Cell",
    ),
    _style("Note", "表注", SONG, 18, f'{_spacing(280, "atLeast", after=200)}{FLUSH}<w:jc w:val="left"/>'),
    _style(
        "Closing",
        "落款",
        FANGSONG,
        32,
        f'<w:keepLines/>{_spacing(LINE, before=LINE)}<w:ind w:right="640" w:rightChars="200"/><w:jc w:val="right"/>',
    ),
    _style(
        "Gap", "表后", SONG, 2, f"{_spacing(20, after=200)}{FLUSH}"
    ),  # so low that it never goes to a page of its own
    _style("TOCHeading", "TOC Heading", HEI, 32, f'{_spacing(LINE)}{FLUSH}<w:jc w:val="center"/>'),
    _style(
        "TOC1",
        "toc 1",
        FANGSONG,
        28,
        f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{WIDTH}"/></w:tabs>{_spacing(480)}{FLUSH}',
    ),
    _style("Footer", "footer", SONG, 28, f'{_spacing(280, "atLeast")}{FLUSH}<w:jc w:val="right"/>'),
    _style("Mark", "标识", HEI, 24, f'{_spacing(320, "atLeast", after=280)}{FLUSH}<w:jc w:val="center"/>', colour=RED),
    _style("Header", "header", SONG, 18, f'{_spacing(240, "atLeast")}{FLUSH}<w:jc w:val="center"/>'),
)
NUMBERING = (
    f'<w:abstractNum {nsdecls("w")} w:abstractNumId="1"><w:multiLevelType w:val="multilevel"/>'
    + "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:pStyle w:val="Heading{i + 1}"/><w:suff w:val="nothing"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/><w:pPr>{INDENT}</w:pPr></w:lvl>'
        for i, (kind, text) in enumerate(
            (
                ("chineseCountingThousand", "%1、"),
                ("chineseCountingThousand", "（%2）"),
                ("decimal", "%3."),
                ("decimal", "（%4）"),
            )
        )
    )
    + "</w:abstractNum>",
    f'<w:num {nsdecls("w")} w:numId="1"><w:abstractNumId w:val="1"/></w:num>',
)
KEPT = ("DefaultParagraphFont", "TableNormal", "NoList")
"""What is kept of the styles of python-docx's template."""


def apply(document) -> None:
    """Give a new python-docx document the form: styles, numbering, font table, page, page numbers left and right."""
    _styles(document.styles.element)
    numbering = document.part.numbering_part.element
    for old in list(numbering):
        numbering.remove(old)
    for xml in NUMBERING:
        numbering.append(parse_xml(xml))
    _fonts(document.part)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    for name, millimetres in MARGINS.items():
        setattr(section, name, Mm(millimetres))
    section.header_distance, section.footer_distance = Mm(20), Mm(23)
    document.settings.odd_and_even_pages_header_footer = True
    _page_number(section.footer, "right")
    _page_number(section.even_page_footer, "left")


def _styles(styles) -> None:
    for style in styles.findall(qn("w:style")):
        if style.get(qn("w:styleId")) not in KEPT:
            styles.remove(style)
    defaults = styles.find(qn("w:docDefaults"))
    for run in defaults.iter(qn("w:rPr")):
        for child in list(run):
            run.remove(child)
        run.append(
            parse_xml(
                f'<w:rFonts {nsdecls("w")} w:ascii="{LATIN}" w:hAnsi="{LATIN}" w:cs="{LATIN}" w:eastAsia="{FANGSONG}"/>'
            )
        )
        run.append(parse_xml(f'<w:lang {nsdecls("w")} w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'))
    for xml in STYLES:
        styles.append(parse_xml(xml))


def _fonts(part) -> None:
    """The font table: each font of the form, and what may stand in for it."""
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>'
        for name, other in ALTERNATIVES.items()
    )
    table = next(r.target_part for r in part.rels.values() if r.reltype.endswith("/fontTable"))
    table._blob = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts {nsdecls("w")}>{fonts}</w:fonts>'.encode()
    )


def _page_number(footer, side: str) -> None:
    """— 1 — at the outer edge, one character in."""
    footer.is_linked_to_previous = False
    paragraph = footer.paragraphs[0]._p
    for child in list(paragraph):
        paragraph.remove(child)
    run = f"<w:r>{_font(SONG, 28)}{{}}</w:r>"
    field = "".join(
        run.format(x)
        for x in (
            '<w:t xml:space="preserve">— </w:t>',
            '<w:fldChar w:fldCharType="begin"/>',
            "<w:instrText>PAGE</w:instrText>",
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>1</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
            '<w:t xml:space="preserve"> —</w:t>',
        )
    )
    setting = f'<w:pPr><w:pStyle w:val="Footer"/><w:ind w:{side}Chars="100" w:{side}="280" w:firstLine="0"/><w:jc w:val="{side}"/></w:pPr>'
    for child in parse_xml(f"<w:p {nsdecls('w')}>{setting}{field}</w:p>"):
        paragraph.append(child)
