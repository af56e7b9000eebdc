"""Makes the pipeline importable from the tests. Import it first."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
