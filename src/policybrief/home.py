"""Where the shipped templates/ and styles/ are."""

from pathlib import Path


def home() -> Path:
    """The folder that holds templates/ and styles/: inside the package when installed, else the repository."""
    package = Path(__file__).parent
    installed = package / "_home"
    return installed if installed.is_dir() else package.parent.parent
