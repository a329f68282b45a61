"""Typeset the reports: python build.py [id ...]   (needs typst)"""
import pathlib, sys
import typst
here = pathlib.Path(__file__).resolve().parent
for src in sorted(here.glob("r*.typ")):
    if len(sys.argv) > 1 and src.stem not in sys.argv[1:]:
        continue
    out = here.parent / src.stem
    out.mkdir(exist_ok=True)
    typst.compile(str(src), output=str(out / "report.pdf"))
    print(src.stem)
