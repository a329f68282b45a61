"""`python -m arakis` is `arakis`."""

from arakis.cli import main

if __name__ == "__main__":
    main()
