"""`python -m tui` is `newsreader`."""

import sys

from tui.start import main

if __name__ == "__main__":
    sys.exit(main())
