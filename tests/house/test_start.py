"""Asking for help starts nothing heavy: what is expensive to import is imported where it is used."""

import json
import subprocess
import sys
import time

import pytest

HEAVY = {"numpy", "scipy", "polars", "sklearn", "openai", "pydantic_ai", "dbos", "lxml", "typst", "docx", "sqlalchemy"}
SAY = "import json, sys; print('\\n' + json.dumps(sorted({name.partition('.')[0] for name in sys.modules})))"
HELP = f"""
import sys
sys.argv = ["arakis", "--help"]
from arakis.cli import main
try:
    main()
finally:
    {SAY}
"""


@pytest.mark.parametrize(("what", "program"), [("import arakis", f"import arakis; {SAY}"), ("arakis --help", HELP)])
def test_nothing_heavy_is_imported(what: str, program: str, record_property):
    begun = time.perf_counter()
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False)
    seconds = time.perf_counter() - begun
    print(f"{what}: {seconds:.2f} s")
    record_property("seconds", round(seconds, 3))
    assert ran.returncode == 0, ran.stderr
    imported = set(json.loads(ran.stdout.splitlines()[-1]))
    assert "arakis" in imported
    assert not imported & HEAVY
