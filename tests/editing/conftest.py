"""Settings of the tests that try any text: no clock decides, and CI tries the same texts."""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("evidence", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("evidence")
