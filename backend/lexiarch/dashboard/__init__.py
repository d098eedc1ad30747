"""The pages: HTML rendered from the same views as the API, readable without JavaScript and without a wallet.

`words/` turns views into sentences and figures, `pages/` gathers them, `templates/` lays them out. `assets/`
is the browser's part (TypeScript and CSS), which `scripts/bundle.mjs` builds into `static/`.
"""

from pathlib import Path

STATIC_DIR = Path(__file__).parent / "static"
"""Where the bundle lies; the application mounts it at /static."""
