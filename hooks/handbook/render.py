"""Prints views as HTML with the templates of overrides/handbook/. The only door to jinja2."""

import re
from collections.abc import Sequence
from contextlib import suppress
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from typing import Any

import jinja2
from jinja2.runtime import Context, Macro
from markupsafe import Markup, escape

from handbook.markup import REFERENCE, is_one_plain_paragraph, to_html
from handbook.views.edition import Edition
from handbook.views.frame import Frame
from handbook.views.parts import Link, Page

_HERE = "\ue000here\ue001"
"""Where a paragraph has its text; `source` refuses these characters in all data."""
_ROOT = "\0root\0"
"""Where a row of lists has the way to the root, which is another at each depth."""
_TAG_OR_REFERENCE = re.compile(rf"[<]a\b[^>]*>.*?[<]/a>|[<][^>]+>|{REFERENCE.pattern}", re.DOTALL)


class _Context(Context):
    """Calls macros and our own functions at once: none of them asks for the context."""

    def call(self, called: Any, *arguments: Any, _loop_vars: Any = None, _block_vars: Any = None, **named: Any) -> Any:
        """Call what a template calls; the variables of loops and blocks are for those who ask for the context."""
        return called(self.eval_ctx, *arguments, **named) if type(called) is Macro else called(*arguments, **named)


def _escaped(value: Any) -> str:
    """Escape what a template prints. It is joined with the rest at once, so that it needs no type of its own."""
    kind = type(value)
    if kind is str:
        return escape(value) if _SPECIAL(value) else value
    return value if kind is Markup else escape(value)


_SPECIAL = re.compile(r"[&<>'\"]").search


class _Template(jinja2.Template):
    """A template that escapes by `_escaped`."""

    @classmethod
    def from_code(cls, *arguments: Any) -> "jinja2.Template":
        """Make the template; the name `escape` of its code is ours."""
        made = super().from_code(*arguments)
        made.root_render_func.__globals__["escape"] = _escaped
        return made


class _Compiled(jinja2.FileSystemBytecodeCache):
    """Keeps the code of templates from one build to the next, beside their folder. The text of each decides, and what
    made code of it: Jinja, and this module."""

    def __init__(self, templates: Path):
        maker = blake2b(Path(__file__).read_bytes() + version("jinja2").encode(), digest_size=6)
        super().__init__(str(templates.parent / ".cache/templates"), f"%s.{maker.hexdigest()}")

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Give the name alone: the text decides, wherever it stands."""
        return name.replace("/", "-")

    def load_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        """Take the code of a template, where it is kept."""
        with suppress(OSError):
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        """Keep the code of a template; where the disk will not have it, the next build compiles again."""
        with suppress(OSError):
            Path(self.directory).mkdir(parents=True, exist_ok=True)
            super().dump_bytecode(bucket)


class _Environment(jinja2.Environment):
    """Jinja, with the short way first in what it does a million times."""

    context_class = _Context
    template_class = _Template

    def make_globals(self, d: Any) -> Any:
        """Give what all templates know as it is: one dictionary is copied faster than a chain of two."""
        return {**self.globals, **d} if d else self.globals

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Give a key of a dictionary before asking for a method of that name."""
        if isinstance(obj, dict) and attribute in obj:
            return obj[attribute]
        try:
            return getattr(obj, attribute)
        except AttributeError:
            return super().getattr(obj, attribute)


class Renderer:
    """Templates for one edition. Everything is escaped; a name that a template misses is an error."""

    def __init__(self, edition: Edition, frame: Frame, templates: Path):
        self._edition = edition
        self.templates = templates
        self._printed: dict[tuple[str, Any, str], Markup] = {}
        self._references: dict[tuple[str, str], str] = {}
        self._rows: dict[tuple[str, int], tuple[Any, str]] = {}
        self._environment = _Environment(
            loader=jinja2.FileSystemLoader(templates),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,  # a build reads each template once
            bytecode_cache=_Compiled(templates),
        )
        self._environment.globals |= {
            "frame": frame,
            "w": frame.words,
            "icon": self._icon,
            "anchor": self._anchor,
            "once": self._macro_once,
        }
        self._environment.filters["prose"] = self._prose
        self._paragraph = self._environment.get_template("handbook/paragraph.html").render(text=_HERE).strip()
        self._link = self._environment.get_template("handbook/reference.html")

    def page(self, page: Page) -> str:
        """Print one page's content, without the frame."""
        root = "../" * page.depth
        return self._environment.get_template(f"handbook/{page.template}.html").render(page=page, root=root)

    def home(self, content: dict[str, Any], text: str) -> str:
        """Print the content of the home page; `text` is HTML that Markdown made."""
        return self._environment.get_template("handbook/home.html").render(home=content, text=Markup(text), root="")

    def paper(self, template: str, pages: dict[str, str], **variables: Any) -> str:
        """Print what is made for paper; `pages` is the HTML of the pages that stand in it, by path."""
        printed = {path: Markup(html) for path, html in pages.items()}
        return self._environment.get_template(f"handbook/{template}.html").render(pages=printed, **variables)

    def editor(self, policy: str, scripts: Sequence[Any]) -> str:
        """Print the page of the form editor; a script has a name and the checksum of its file."""
        return self._environment.get_template("admin/index.html").render(policy=policy, scripts=scripts)

    def not_found(self, frames: list[tuple[str, Frame]], root: str) -> str:
        """Print the content of the page for an address that does not exist: (folder, frame) of each language."""
        return self._environment.get_template("handbook/not-found.html").render(frames=frames, root=root)

    def _icon(self, name: str, root: str) -> Markup:
        """Print an icon."""
        return self._once("icon", name, root)

    def _anchor(self, link: Link, root: str) -> Markup:
        """Print a link; only its words where it leads nowhere."""
        return self._once("link", link, root)

    def _once(self, template: str, what: Any, root: str) -> Markup:
        """Print a small part: the same few icons and links stand on most pages, so each is printed once."""
        key = (template, what, root)
        if key not in self._printed:
            html = self._environment.get_template(f"handbook/{template}.html").render({template: what, "root": root})
            self._printed[key] = Markup(html.strip())
        return self._printed[key]

    def _macro_once(self, macro: Macro, row: dict[str, Any], root: str) -> Markup:
        """Print what a macro makes of something that stands in many lists, once for lists at all depths."""
        key = (macro.name, id(row))
        if key not in self._rows:  # the row is kept, so that nothing else can get its id
            self._rows[key] = row, str(macro(row, _ROOT))
        return Markup(self._rows[key][1].replace(_ROOT, root))

    def _prose(self, text: str, root: str) -> Markup:
        """Turn the Markdown subset into HTML; plain sentences take the short way."""
        if is_one_plain_paragraph(text):
            return Markup(self._paragraph.replace(_HERE, escape(text)))
        return Markup(self.resolve(to_html(text), root))

    def resolve(self, html: str, root: str) -> str:
        """Put links in place of `[[kind:id]]` in HTML that Markdown made; never inside a tag or another link."""
        if "[[" not in html:
            return html
        return _TAG_OR_REFERENCE.sub(
            lambda match: self._reference(match, root) if match["kind"] else match.group(), html
        )

    def _reference(self, match: re.Match, root: str) -> str:
        key = (match.group(), root)
        if key not in self._references:
            self._references[key] = self._link_of(match, root)
        return self._references[key]

    def _link_of(self, match: re.Match, root: str) -> str:
        kind, target, label = match["kind"], match["target"], match["label"]
        if kind == "law":
            law = self._edition.law(target)
            text, path = label or law.text, law.path
        else:
            link = self._edition.link(kind, target)
            text, path = label or link.text, link.path
        return self._link.render(text=Markup(text) if label else text, path=path, root=root).strip()
