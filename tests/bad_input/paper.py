"""PDF files made byte by byte: plain, encrypted, scanned. Nothing but the standard library and a page renderer."""

import hashlib
import zlib
from collections.abc import Sequence

_PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")  # of the PDF standard


def pdf(pages: Sequence[Sequence[str]], size: int = 11) -> bytes:
    """A PDF with one page for each list of lines, set in Helvetica."""
    return _file([_content(lines, size) for lines in pages])


def encrypted(pages: Sequence[Sequence[str]], password: str = "secret") -> bytes:
    """The same, which only opens with a password (40-bit RC4, the oldest scheme of the standard)."""
    owner = hashlib.md5(_padded(password)).digest()[:5]
    owner_entry = _rc4(owner, _padded(password))
    identity, permissions = b"0123456789abcdef", -4
    start = _padded(password) + owner_entry + permissions.to_bytes(4, "little", signed=True) + identity
    key = hashlib.md5(start).digest()[:5]
    return _file([_content(lines, 11) for lines in pages], key, owner_entry, _rc4(key, _PADDING), identity)


def scanned(lines: Sequence[str]) -> bytes:
    """A PDF of one page that is only a picture of the lines: there is no text in it."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf([lines], size=14))
    bitmap = document[0].render(scale=3, grayscale=True)
    rows = bytes(bitmap.buffer)
    grey = b"".join(rows[at * bitmap.stride : at * bitmap.stride + bitmap.width] for at in range(bitmap.height))
    picture = zlib.compress(grey)
    head = (
        f"<< /Type /XObject /Subtype /Image /Width {bitmap.width} /Height {bitmap.height} /ColorSpace /DeviceGray "
        f"/BitsPerComponent 8 /Filter /FlateDecode /Length {len(picture)} >>\nstream\n"
    )
    document.close()
    return _file([b"q 595 0 0 842 0 0 cm /Im1 Do Q"], image=head.encode() + picture + b"\nendstream")


def _content(lines: Sequence[str], size: int) -> bytes:
    safe = [line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)") for line in lines]
    shown = "".join(f"({line}) Tj T*\n" for line in safe)
    return f"BT /F1 {size} Tf {size * 1.4:.1f} TL 60 780 Td\n{shown}ET".encode("latin-1")


def _file(
    contents: Sequence[bytes],
    key: bytes = b"",
    owner: bytes = b"",
    user: bytes = b"",
    identity: bytes = b"",
    image: bytes = b"",
) -> bytes:
    bodies: dict[int, bytes] = {}
    kids = " ".join(f"{10 + 2 * at} 0 R" for at in range(len(contents)))
    bodies[1] = b"<< /Type /Catalog /Pages 2 0 R >>"
    bodies[2] = f"<< /Type /Pages /Kids [{kids}] /Count {len(contents)} >>".encode()
    bodies[3] = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    if image:
        bodies[4] = image
    if key:
        bodies[5] = b"<< /Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P -4 >>" % (
            owner.hex().encode(),
            user.hex().encode(),
        )
    for at, content in enumerate(contents):
        page, stream = 10 + 2 * at, 11 + 2 * at
        bodies[page] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {stream} 0 R /Resources "
            f"<< /Font << /F1 3 0 R >> {'/XObject << /Im1 4 0 R >> ' if image else ''}>> >>"
        ).encode()
        data = _rc4(_object_key(key, stream), content) if key else content
        bodies[stream] = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(data), data)
    out, offsets = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"), {}
    for number, body in sorted(bodies.items()):
        offsets[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    last = max(bodies) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % last
    for number in range(1, last):
        out += b"%010d 00000 n \n" % offsets[number] if number in offsets else b"0000000000 65535 f \n"
    locked = f" /Encrypt 5 0 R /ID [<{identity.hex()}> <{identity.hex()}>]" if key else ""
    out += f"trailer\n<< /Size {last} /Root 1 0 R{locked} >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def _padded(password: str) -> bytes:
    return (password.encode("latin-1") + _PADDING)[:32]


def _object_key(key: bytes, number: int) -> bytes:
    return hashlib.md5(key + number.to_bytes(3, "little") + b"\x00\x00").digest()[: len(key) + 5]


def _rc4(key: bytes, data: bytes) -> bytes:
    state = list(range(256))
    j = 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out = bytearray()
    i = j = 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)
