"""Text of page images by the tesseract program, where it is installed."""

import shutil
import subprocess
from dataclasses import dataclass


@dataclass(frozen=True)
class Ocr:
    """The tesseract program: where it is, its version, and its bounds."""

    program: str
    version: str
    languages: str = "eng"
    max_pages: int = 60
    seconds: float = 60.0  # for one page

    def text(self, picture: bytes) -> str:
        """The words on a picture (PGM, PNG ...), or "" when tesseract failed or took too long."""
        try:
            done = subprocess.run(
                [self.program, "stdin", "stdout", "-l", self.languages, "--psm", "1"],
                input=picture,
                capture_output=True,
                timeout=self.seconds,
                check=False,
                env={"OMP_THREAD_LIMIT": "1", "PATH": "/usr/local/bin:/usr/bin:/bin"},
            )
        except (subprocess.TimeoutExpired, OSError):
            return ""
        return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else ""


def installed() -> Ocr | None:
    """The installed tesseract, or None."""
    program = shutil.which("tesseract")
    if not program:
        return None
    try:
        said = subprocess.run([program, "--version"], capture_output=True, timeout=20, check=False)
    except (subprocess.TimeoutExpired, OSError):
        return None
    words = (said.stdout or said.stderr).decode("utf-8", "replace").split()
    return Ocr(program=program, version=words[1] if len(words) > 1 else "unknown")
