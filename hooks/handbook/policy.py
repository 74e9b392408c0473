"""What the site allows a browser to do, stated once: the policy of every page, and the headers a host sends."""

from collections.abc import Callable

_POLICY = {
    "default-src": "'none'",
    "style-src": "'self'",
    "font-src": "'self'",
    "img-src": "'self'",
    "script-src": "'self'",
    "connect-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
}
_ONLY_AS_HEADER = {"frame-ancestors": "'none'"}
"""A browser does not heed it in a page."""


def _spelled(directives: dict[str, str]) -> str:
    return "; ".join(f"{name} {value}" for name, value in directives.items())


PAGE_POLICY = _spelled(_POLICY)
"""For the meta element of every page, so that the policy holds also where a host sends no headers."""

HEADERS = {
    "Content-Security-Policy": _spelled(_POLICY | _ONLY_AS_HEADER),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}

FILE = "_headers"
"""From the root of the site; Cloudflare Pages, Netlify and others read it there."""


def _static() -> str:
    return "\n".join(["/*", *(f"  {name}: {value}" for name, value in HEADERS.items()), ""])


def _nginx() -> str:
    lines = (f'add_header {name} "{value}" always;' for name, value in HEADERS.items())
    return "\n".join(
        [
            "# Include this in the server block, and again in every location that has an add_header of its own:",
            "# such a location inherits none.",
            *lines,
            "error_page 404 /404.html;",
            "",
        ]
    )


def _caddy() -> str:
    lines = (f'\t\t{name} "{value}"' for name, value in HEADERS.items())
    return "\n".join(
        [
            "# Import this file on top of the Caddyfile, and write «import handbook» in the site's block.",
            "(handbook) {",
            "\theader {",
            *lines,
            "\t}",
            "\thandle_errors {",
            "\t\t@missing expression {err.status_code} == 404",
            "\t\trewrite @missing /404.html",
            "\t\tfile_server",
            "\t}",
            "}",
            "",
        ]
    )


HOSTS: dict[str, Callable[[], str]] = {"static": _static, "nginx": _nginx, "caddy": _caddy}
"""A kind of host → how its header file is printed."""
