"""Icons as drawings in one colour: the style sheet can only name files, so tinted copies are kept for it."""

from __future__ import annotations

from pathlib import Path

from msa_wg_desktop import paths

_WHOLE = b'viewBox="0 0 24 24"'


def drawing(name: str, colour: str) -> bytes:
    """The SVG of the icon `name` with `colour` (`#rrggbb`) for its ink."""
    svg = paths.resource("icons", f"{name}.svg").read_text(encoding="utf-8")
    return svg.replace("currentColor", colour).encode()


class TintedIcons:
    """Tinted copies in a cache folder, made when first asked for; the colour is part of the name."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def file(self, name: str, colour: str, view: str = "") -> Path:
        """`view` is another part of the drawing, as left, top and side: with room around it, or nearer."""
        made = self._folder / f"{name}-{colour.removeprefix('#')}{view and '-'}{view.replace(' ', '_')}.svg"
        if not made.exists():
            self._folder.mkdir(parents=True, exist_ok=True)
            svg = drawing(name, colour)
            if view:
                side = view.rsplit(maxsplit=1)[-1]
                svg = svg.replace(_WHOLE, f'viewBox="{view} {side}"'.encode())
            made.write_bytes(svg)
        return made
