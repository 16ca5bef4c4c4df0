"""The network page: pyvis fills our own template; one file, no network access, both languages.

pyvis carries nodes, edges and options and renders; its stock template, its files from other servers and
its own file writing are not used. The page's policy lets nothing in but the scripts and the style
written into it, told by their hashes; text from the study reaches the page as data only.
"""

from __future__ import annotations

import hashlib
import json
from base64 import b64encode
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from synergy.findings.analysis import Analysis
from synergy.language.catalogue import open_catalogue
from synergy.outputs.page import layout
from synergy.outputs.page.data import COMPUTED, CONTESTED, EXISTING, NEEDED, PARTIAL, Json, payload
from synergy.resources import bundled

SCRIPTS = ("page.js", "page_map.js", "page_side.js", "page_legend.js", "page_tables.js", "page_picture.js")
_RENDERER = "templates/lib/vis-9.1.2/vis-network.min.js"
_INK, _PAPER = "#333333", "#ffffff"

# status -> colour, width, dashes: told apart in black and white by the dashes
LINES: dict[str, tuple[str, float, list[int] | bool]] = {
    EXISTING: ("#b4bec8", 1.3, False),
    NEEDED: ("#b3123f", 2.6, [10, 6]),
    PARTIAL: ("#8a4b00", 2.6, [14, 4, 3, 4]),
    CONTESTED: ("#4b5563", 2.2, [2, 5]),
    "intended": ("#2f6690", 1.6, [18, 8]),
    "denied": ("#4b5563", 1.4, [4, 10]),
    "ended": ("#9aa5b1", 1.2, [1, 8]),
    COMPUTED: ("#8f73b3", 1.1, [6, 3, 1, 3]),
}
_OPTIONS: Json = {
    "physics": {"enabled": False},
    "layout": {"randomSeed": 0, "improvedLayout": False},
    "interaction": {
        "hover": True,
        "dragNodes": False,
        "multiselect": False,
        "selectConnectedEdges": False,
        "tooltipDelay": 150,
        "keyboard": {"enabled": True, "bindToWindow": False},
    },
    "nodes": {
        "scaling": {"label": {"drawThreshold": 7}},
        "borderWidth": 1.5,
        "borderWidthSelected": 3,
        "labelHighlightBold": False,
        "font": {
            "face": "Arial, Liberation Sans, sans-serif",
            "size": 12,
            "color": "#1c2733",
            "strokeWidth": 4,
            "strokeColor": _PAPER,
            "vadjust": -3,
        },
    },
    "edges": {"smooth": False, "hoverWidth": 0.6, "selectionWidth": 1, "chosen": True},
}


def write_page(analysis: Analysis, path: Path, language: str) -> None:
    """Write the page as one UTF-8 file with Unix line ends.

    Parameters
    ----------
    analysis : a finished run. path : the file to write. language : the one the page opens in.
    """
    path.write_bytes(render_page(analysis, language).encode("utf-8"))


def render_page(analysis: Analysis, language: str) -> str:
    """Return the whole page as text; the same analysis gives the same text."""
    from pyvis.network import Network  # 0.2 s and all of IPython: loaded only when a page is written

    data = payload(analysis, language)
    net = Network(cdn_resources="in_line")
    net.nodes, net.edges = nodes(data), edges(data)  # assigned: add_edge looks through all edges each time
    net.node_ids = [node["id"] for node in net.nodes]
    net.options = _OPTIONS
    net.path = "page.html.j2"
    net.templateEnv = _environment(data, language)
    return str(net.generate_html(notebook=False))


def nodes(data: Json) -> list[Json]:
    """Return the marks of the actors drawn, as the renderer wants them."""
    sectors = {sector["id"]: sector for sector in data["sectors"]}
    return [_node(actor, sectors[actor["sector"]], data["opening"]) for actor in data["actors"] if actor["at"]]


def edges(data: Json) -> list[Json]:
    """Return one line for each pair, as the renderer wants them."""
    drawn = {actor["id"] for actor in data["actors"] if actor["at"]}
    return [_edge(pair) for pair in data["pairs"] if set(pair["ends"]) <= drawn]


def _node(actor: Json, sector: Json, language: str) -> Json:
    colour = sector["colour"] or "#999999"
    fill = tint(colour) if actor["placeholder"] else colour
    look = {"background": fill, "border": _INK}
    return {
        "id": actor["id"],
        "label": actor["label"][language],
        "x": actor["at"][0],
        "y": actor["at"][1],
        "shape": sector["shape"] or "dot",
        "size": layout.HUB_RADIUS if actor["hub"] else layout.RADIUS,
        "color": {"background": fill, "border": _INK, "highlight": look, "hover": look},
        "shapeProperties": {"borderDashes": [3, 2] if actor["placeholder"] else False},
    }


def tint(colour: str) -> str:
    """Return a pale version of a colour, for actors that stand for many.

    Examples
    --------
    >>> tint("#000000")
    '#c7c7c7'
    """
    parts = (int(colour[k : k + 2], 16) for k in (1, 3, 5))
    return "#" + "".join(f"{round(0.22 * part + 0.78 * 255):02x}" for part in parts)


def _edge(pair: Json) -> Json:
    colour, width, dashes = LINES[pair["status"]]
    return {
        "id": pair["id"],
        "from": pair["ends"][0],
        "to": pair["ends"][1],
        "color": {"color": colour, "highlight": colour, "hover": colour},
        "width": width,
        "dashes": dashes,
        "hidden": pair["status"] == COMPUTED,
    }


def _environment(data: Json, language: str) -> Environment:
    """Return our own template environment: everything escaped unless this module marked it."""
    folder = bundled("reports/templates")
    environment = Environment(loader=FileSystemLoader(folder), autoescape=True, keep_trailing_newline=True)
    environment.filters["data"] = as_data
    words = open_catalogue(language)
    style = _source(folder / "page.css")
    early = "document.documentElement.classList.add('js');"
    scripts = [early, _renderer(), _joined(folder)]
    environment.globals.update(
        page=data,
        findings=_by_kind(data),
        lines=LINES,
        language=language,
        t=lambda key, **values: words.text(f"page.{key}", **values),
        say=words.text,
        style=Markup(style),
        scripts=[Markup(script) for script in scripts],
        policy=policy(scripts, [style]),
    )
    return environment


def _by_kind(data: Json) -> list[Json]:
    """Return the findings in the order of the page: kind by kind, what is missing first."""
    order = {kind: place for place, kind in enumerate(data["kinds"])}
    return sorted(data["findings"], key=lambda finding: order.get(finding["kind"], len(order)))


def policy(scripts: Iterable[str], styles: Iterable[str]) -> str:
    """Return the content security policy: nothing but these scripts and styles, and pictures made in the page."""
    allowed = " ".join(_hash(script) for script in scripts)
    styled = " ".join(_hash(style) for style in styles)
    sources = f"default-src 'none'; script-src {allowed}; style-src {styled}; img-src data: blob:"
    return f"{sources}; base-uri 'none'; form-action 'none'"


def as_data(value: Any) -> Markup:
    """Return a value, or JSON text, as JSON that cannot end its element or be read as markup."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, allow_nan=False, sort_keys=True)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}'"


def _source(path: Path) -> str:
    """Return a text file with Unix line ends: the hash is taken of what a browser reads."""
    return path.read_text(encoding="utf-8").replace("\r\n", "\n").replace("\r", "\n")


def _joined(folder: Path) -> str:
    return "\n".join(["'use strict';", *(_source(folder / name) for name in SCRIPTS)])


def _renderer() -> str:
    """Return the vis-network that pyvis bundles, without the pointer to a map file that does not travel."""
    import pyvis

    return _source(Path(pyvis.__file__).parent / _RENDERER).split("//# sourceMappingURL=")[0]
