"""Files that are there whole or not at all."""

import os
from pathlib import Path
from tempfile import NamedTemporaryFile


def write(file: Path, content: bytes) -> None:
    """Under a temporary name beside it, then renamed; what stood there stays until then."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=file.parent, prefix=f".{file.name}.", delete=False) as temporary:
        name = Path(temporary.name)
        try:
            temporary.write(content)
            temporary.flush()
            os.fsync(temporary.fileno())
            name.chmod(0o644)
            name.replace(file)
        except BaseException:
            name.unlink(missing_ok=True)
            raise
