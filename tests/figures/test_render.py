"""Pictures through typst: the right size, the bundled font, the same bytes twice."""

import json
import struct

import pypdfium2
import pytest
import typst
from tests.figures import samples

from arakis.errors import InputError
from arakis.figures.forest import forest
from arakis.figures.metrics import covered, measure, wrap
from arakis.figures.render import font_folder, pdf, png


def test_png_has_the_size_asked_for(data):
    picture = png(forest(samples.bcg(data)), dpi=100)
    width, height = struct.unpack(">II", picture[16:24])
    assert picture.startswith(b"\x89PNG")
    assert width == pytest.approx(180 / 25.4 * 100, abs=1.5)
    assert 200 < height < width
    assert picture == png(forest(samples.bcg(data)), dpi=100)


def test_pdf_has_real_text_in_the_bundled_font(data):
    made = pdf(forest(samples.bcg(data)))
    assert b"Arimo" in made
    document = pypdfium2.PdfDocument(made)
    assert len(document) == 1
    text = document[0].get_textpage().get_text_range()
    assert "Aronson 1948" in text
    assert "0.49 [0.33, 0.73]" in text
    assert made == pdf(forest(samples.bcg(data)))


def test_a_very_tall_figure_is_rendered_smaller(data):
    picture = png(forest(samples.resized(samples.bcg(data), 300)), dpi=600)
    width, height = struct.unpack(">II", picture[16:24])
    assert max(width, height) <= 20_010


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("text", ["Comstock & Webster 1969", "−0.41 [0.13, 1.26]", "Παπαδόπουλος τ² χ² ≤ Иванов Łódź"])
def test_measured_widths_are_those_of_the_font(text, bold):
    weight = "bold" if bold else "regular"
    source = f"""#set text(font: "Arimo", size: 100pt, weight: "{weight}", kerning: false, fallback: false)
#context [#metadata(measure({json.dumps(text, ensure_ascii=False)}).width.pt()) <w>]"""
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[font_folder()])
    found = json.loads(typst.query(source.encode(), "<w>", field="value", one=True, font_paths=fonts))
    assert measure(text, 100, bold) == pytest.approx(found, rel=0.002)
    assert covered(text)


def test_wrapped_lines_fit_and_lose_nothing():
    text = "Cognitive behavioural therapy/Usual-care 多中心随机对照试验研究组 and Donaudampfschifffahrtsgesellschaft"
    lines = wrap(text, 60)
    assert all(measure(line) <= 60 for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert len(wrap(text, 60, most=2)) == 2


@pytest.mark.parametrize(
    "svg", ["", "<svg", "<svg xmlns='http://www.w3.org/2000/svg'/>", '<!DOCTYPE svg [<!ENTITY a "b">]><svg/>']
)
def test_what_cannot_be_drawn_is_an_input_error(svg):
    with pytest.raises(InputError):
        png(svg)
