"""What the site allows a browser to do, stated once: the policy of every page, and the headers a host sends."""

from collections.abc import Callable, Iterable

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

_EDITOR = {
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "form-action": "'none'",
}
"""What the form editor needs beside the handbook: the styles it writes into its page, and previews of pictures."""


def _editor_directives(hosts: Iterable[str]) -> dict[str, str]:
    return _POLICY | _EDITOR | {"connect-src": " ".join(["'self'", *hosts])}


def editor_policy(hosts: Iterable[str]) -> str:
    """Give the policy of the form editor's page; `hosts` are those that keep the handbook, and no others."""
    return _spelled(_editor_directives(hosts))


HEADERS = {
    "Content-Security-Policy": _spelled(_POLICY | _ONLY_AS_HEADER),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def editor_headers(hosts: Iterable[str]) -> dict[str, str]:
    """Give the headers of the form editor: signing in opens a window that must be able to answer the page."""
    policy = _spelled(_editor_directives(hosts) | _ONLY_AS_HEADER)
    more = {"Content-Security-Policy": policy, "Cross-Origin-Opener-Policy": "same-origin-allow-popups"}
    return HEADERS | more | {"X-Robots-Tag": "noindex"}


FILE = "_headers"
"""From the root of the site; Cloudflare Pages, Netlify and others read it there."""

Headers = dict[str, str]
EDITOR = "/admin/"
"""Where the form editor stands on the site."""


def _static(editor: Headers | None = None) -> str:
    """Some hosts send what stands under both addresses: `!` takes the first away where it is understood."""
    lines = ["/*", *(f"  {name}: {value}" for name, value in HEADERS.items())]
    if editor:
        taken = (f"  ! {name}" for name in editor if name in HEADERS)
        lines += [f"{EDITOR}*", *taken, *(f"  {name}: {value}" for name, value in editor.items())]
    return "\n".join([*lines, ""])


def _nginx(editor: Headers | None = None) -> str:
    def added(headers: Headers) -> list[str]:
        return [f'add_header {name} "{value}" always;' for name, value in headers.items()]

    own = [f"location ^~ {EDITOR} {{", *(f"    {line}" for line in added(editor)), "}"] if editor else []
    return "\n".join(
        [
            "# Include this in the server block, and again in every location that has an add_header of its own:",
            "# such a location inherits none.",
            *added(HEADERS),
            "error_page 404 /404.html;",
            *own,
            "",
        ]
    )


def _caddy(editor: Headers | None = None) -> str:
    def block(headers: Headers, where: str = "") -> list[str]:
        return [f"\theader {where}{{", *(f'\t\t{name} "{value}"' for name, value in headers.items()), "\t}"]

    pages = [f"\t@pages not path {EDITOR}*", *block(HEADERS, "@pages ")] if editor else block(HEADERS)
    return "\n".join(
        [
            "# Import this file on top of the Caddyfile, and write «import handbook» in the site's block.",
            "(handbook) {",
            *pages,
            *(block(editor, f"{EDITOR}* ") if editor else []),
            "\thandle_errors {",
            "\t\t@missing expression {err.status_code} == 404",
            "\t\trewrite @missing /404.html",
            "\t\tfile_server",
            "\t}",
            "}",
            "",
        ]
    )


HOSTS: dict[str, Callable[[Headers | None], str]] = {"static": _static, "nginx": _nginx, "caddy": _caddy}
"""A kind of host → how its header file is printed; with the headers of the form editor where there is one."""
