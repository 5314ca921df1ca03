"""The house stands as drawn: floors, doors, no cycles, the clock, the files, what may be caught, sizes.

Each law is a function `modules -> faults` over the syntax trees of brief/. Below the laws, each is shown to fail
on a small source that breaks it.
"""

import ast
import re
import sys
import tomllib
from dataclasses import dataclass
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from brief.cli.about import PACKAGES

ROOT = Path(__file__).parent.parent

#: The floor of each room. A module imports only from a lower floor or from its own room.
FLOORS = {
    "brief": 0,  # the package itself: its version
    "brief.errors": 0,
    "brief.model": 0,
    "brief.color": 0,
    "brief.registry": 1,
    "brief.text": 1,
    "brief.http": 1,
    "brief.config": 2,
    "brief.forms": 1,
    "brief.ingest": 2,
    "brief.extract": 2,
    "brief.summarize": 2,
    "brief.group": 2,
    "brief.render": 2,
    "brief.store": 2,
    "brief.evaluate": 3,
    "brief.compose": 3,
    "brief.workers": 3,
    "brief.pipeline": 4,
    "brief.publish": 4,
    "brief.preview": 5,
    "brief.project": 5,
    "brief.schedule": 5,
    "brief.cli": 6,
    "brief.__main__": 7,
}

#: Third-party package -> where it may be imported. What is not here may be imported nowhere.
DOORS = {
    "PIL": ("brief.extract.images",),
    "Stemmer": ("brief.text",),
    "aiohttp": ("brief.http", "brief.preview"),
    "babel": ("brief.render",),
    "charset_normalizer": ("brief.text",),
    "click": ("brief.cli",),
    "css_inline": ("brief.render.mail",),
    "feedparser": ("brief.ingest.feeds",),
    "htmldate": ("brief.extract",),
    "jinja2": ("brief.render.theme",),
    "lxml": ("brief.extract", "brief.ingest"),
    "markdown_it": ("brief.extract.markdown",),
    "markupsafe": ("brief.render",),
    "nh3": ("brief.extract",),
    "nltk": ("brief.text",),
    "numpy": ("brief.summarize", "brief.group"),
    "protego": ("brief.http",),
    "py3langid": ("brief.text.detect",),
    "pydantic": ("brief.config.tables",),
    "rouge_score": ("brief.evaluate.rouge",),
    "resiliparse": ("brief.extract",),
    "scipy": ("brief.summarize", "brief.group"),
    "sumy": ("brief.summarize",),
    "tomlkit": ("brief.project.adding",),
    "tqdm": ("brief.cli",),
    "trafilatura": ("brief.extract.html",),
    "watchfiles": ("brief.preview",),
    "weasyprint": ("brief.render.pdf",),
    "yaml": ("brief.extract", "brief.ingest"),
    "zstandard": ("brief.ingest",),
    # Of the standard library: network, data base, processes.
    "resource": ("brief.workers",),
    "threading": ("brief.workers", "brief.http"),
    "asyncio": ("brief.http", "brief.preview"),
    "http": ("brief.http", "brief.preview"),
    "socket": ("brief.http", "brief.preview", "brief.publish.mail"),
    "socketserver": ("brief.preview",),
    "sqlite3": ("brief.store",),
    "smtplib": ("brief.publish.mail",),
    "ssl": ("brief.http", "brief.publish.mail"),
    "urllib.request": ("brief.http",),
    "concurrent": ("brief.workers",),
    "multiprocessing": ("brief.workers",),
    "subprocess": (),
}
#: Packages that are imported in one module and no other, wherever that stands.
ONE_DOOR = {"PIL", "css_inline", "jinja2", "markdown_it", "py3langid", "pydantic", "sumy", "trafilatura", "weasyprint"}

MAY_OPEN_FILES = (
    "brief.http",
    "brief.config",
    "brief.ingest",
    "brief.store",
    "brief.render.theme",
    "brief.extract.images",  # a picture in memory
    "brief.render.epub",  # an archive in memory
    "brief.publish",
    "brief.preview",
    "brief.project",
    "brief.schedule",
)
MAY_READ_THE_CLOCK = ("brief.pipeline", "brief.cli", "brief.http", "brief.preview")
MAY_PRINT = ("brief.cli",)
#: Besides the door modules, which catch what their library throws: the door to what third parties register.
MAY_CATCH_ALL = (
    "brief.registry",
    "brief.preview.desk",  # what is wrong with a file for a moment, whatever it is, is a page until the next save
    "brief.workers.background",  # what is raised in its thread is raised again in the one that waits
)
HEAVY = {
    "PIL",
    "aiohttp",
    "watchfiles",
    "feedparser",
    "lxml",
    "nltk",
    "sumy",
    "trafilatura",
    "weasyprint",
    "jinja2",
    "babel",
    "sqlite3",
}

MODULE_LINES = 400
FUNCTION_LINES = 80
VAGUE = {"util", "utils", "helper", "helpers", "common", "misc", "tools", "base"}

OPENERS = {"open", "io.open", "os.open", "gzip.open", "bz2.open", "lzma.open", "zstandard.open", "os.fdopen"}
FILE_MODULES = {"shutil", "tempfile", "mmap", "zipfile", "tarfile", "fcntl"}
HARMLESS = {"shutil.which", "shutil.get_terminal_size"}
FILE_METHODS = {
    "open", "read_text", "read_bytes", "write_text", "write_bytes", "mkdir", "unlink", "rename", "touch", "rmdir",
    "symlink_to", "hardlink_to", "iterdir", "glob", "rglob",
}  # fmt: skip
OS_FILE_FUNCTIONS = {
    "mkdir",
    "makedirs",
    "remove",
    "unlink",
    "rename",
    "replace",
    "rmdir",
    "walk",
    "scandir",
    "listdir",
    "fsync",
}
CLOCKS = {
    "datetime.now", "datetime.today", "datetime.utcnow", "date.today", "time.time", "time.time_ns", "time.localtime",
    "time.gmtime", "time.monotonic", "time.perf_counter", "time.process_time", "time.ctime", "time.strftime",
}  # fmt: skip
PRINTERS = {
    "print",
    "click.echo",
    "click.secho",
    "sys.stdout.write",
    "sys.stderr.write",
    "sys.stdout.buffer.write",
    "input",
}
MARKUP = re.compile(
    r"</?(?:a|article|body|div|em|figure|h[1-6]|head|html|img|li|nav|ol|p|section|span|strong|style|table|td|th|tr|ul)\b[^<]*>"
)


@dataclass(frozen=True)
class Module:
    """One module of the package, parsed."""

    name: str
    source: str
    is_package: bool = False

    @cached_property
    def tree(self):
        return ast.parse(self.source)

    @cached_property
    def nodes(self):
        return list(ast.walk(self.tree))

    @cached_property
    def imports(self):
        """Every (line, dotted name) that is imported, wherever and however; `from a import b` counts as `a.b`."""
        found = []
        for node in self.nodes:
            if isinstance(node, ast.Import):
                found += [(node.lineno, alias.name) for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                package = self.name.split(".")
                package = package[: len(package) - node.level + self.is_package] if node.level else []
                start = ".".join([*package, *([node.module] if node.module else [])])
                found += [(node.lineno, f"{start}.{alias.name}") for alias in node.names]
        return found + [
            (call.lineno, call.args[0].value)
            for call, name in self.calls
            if name.endswith(("import_module", "__import__")) and call.args and isinstance(call.args[0], ast.Constant)
        ]

    @cached_property
    def registered(self):
        """Every (line, dotted name) of a registry's "module:function": an import that happens later."""
        strings = [node for node in self.nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]
        targets = [(node.lineno, re.fullmatch(r"(brief(?:\.\w+)+):\w+", node.value)) for node in strings]
        return [(line, target[1]) for line, target in targets if target]

    @cached_property
    def calls(self):
        """Every call, by the dotted name of what is called as far as it is one."""
        return [(node, dotted(node.func)) for node in self.nodes if isinstance(node, ast.Call)]

    @cached_property
    def docstrings(self):
        """The identities of the strings that are documentation."""
        owners = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
        return {
            id(node.body[0].value)
            for node in self.nodes
            if isinstance(node, owners) and node.body and isinstance(node.body[0], ast.Expr)
        }

    @cached_property
    def lines(self):
        """How many lines there are; a text that is data, such as a list of words, counts as one."""
        texts = [
            n
            for n in self.nodes
            if isinstance(n, ast.Constant) and isinstance(n.value, str) and id(n) not in self.docstrings
        ]
        return len(self.source.splitlines()) - sum(text.end_lineno - text.lineno for text in texts)

    def fault(self, line, text):
        return f"{self.name}:{line}: {text}"


def dotted(node):
    """`a.b.c` of an expression; what is no name is `()`, so that `Path(x).open` is `().open`."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return "()"


def within(name, places):
    """Whether a module is one of the places or stands in one."""
    return any(name == place or name.startswith(f"{place}.") for place in places)


def room(name):
    """The room a module of brief stands in: `brief.text.words` -> `brief.text`."""
    return ".".join(name.split(".")[:2])


def resolve(name, modules):
    """The module that an imported dotted name stands for: the longest part of it that is one."""
    while name and name not in modules:
        name = name.rpartition(".")[0]
    return name


def imported(module, modules, names=None):
    """Every (line, module of brief) that a module imports."""
    for line, name in module.imports if names is None else names:
        if within(name, ["brief"]) and (target := resolve(name, modules)) and target != module.name:
            yield line, target


def is_package_data(node):
    """Whether a call works on `importlib.resources.files(...)`: what is shipped is code, not a file."""
    while isinstance(node, (ast.Attribute, ast.Call, ast.BinOp)):
        if isinstance(node, ast.Call) and dotted(node.func) in {
            "files",
            "resources.files",
            "importlib.resources.files",
        }:
            return True
        node = node.value if isinstance(node, ast.Attribute) else node.func if isinstance(node, ast.Call) else node.left
    return False


# --- the laws ---------------------------------------------------------------------------------------------------


def every_module_has_a_floor(modules):
    return [f"{name}: not in the table of floors" for name in modules if room(name) not in FLOORS]


def imports_go_down(modules):
    return [
        module.fault(
            line, f"floor {FLOORS.get(room(module.name), 0)} imports {target}, floor {FLOORS.get(room(target), 9)}"
        )
        for module in modules.values()
        for line, target in imported(module, modules, module.imports + module.registered)
        if room(target) != room(module.name)
        and FLOORS.get(room(target), 9) >= FLOORS.get(room(module.name), 0)
        # The package's own version stands on the ground.
        and target != "brief"
    ]


def no_cycles(modules):
    graph = {name: {target for _, target in imported(module, modules)} for name, module in modules.items()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return [" -> ".join(error.args[1])]
    return []


def packages_have_doors(modules):
    faults = []
    for module in modules.values():
        for line, name in module.imports:
            top = name.partition(".")[0]
            door = next((DOORS[known] for known in DOORS if within(name, [known])), None)
            if top == "brief" or (door is None and top in sys.stdlib_module_names):
                continue
            if door is None or not within(module.name, door):
                faults.append(module.fault(line, f"imports {name}; its door: {', '.join(door or ['none'])}"))
    return faults


def heavy_packages_have_one_door(modules):
    users = {}
    for module in modules.values():
        for _, name in module.imports:
            users.setdefault(name.partition(".")[0], set()).add(module.name)
    return [f"{top}: {', '.join(sorted(users[top]))}" for top in sorted(ONE_DOOR & set(users)) if len(users[top]) > 1]


def only_some_open_files(modules):
    faults = []
    for module in modules.values():
        if within(module.name, MAY_OPEN_FILES):
            continue
        faults += [
            module.fault(line, f"imports {name}")
            for line, name in module.imports
            if "." in name and name.partition(".")[0] in FILE_MODULES and name not in HARMLESS
        ]
        for call, name in module.calls:
            owner, _, method = name.rpartition(".")
            opens = name in OPENERS or (owner == "os" and method in OS_FILE_FUNCTIONS)
            opens = opens or (owner in FILE_MODULES and name not in HARMLESS)
            if any(dotted(argument) == "os.devnull" for argument in call.args):
                continue
            if (opens or (owner and method in FILE_METHODS)) and not is_package_data(call):
                faults.append(module.fault(call.lineno, f"opens files: {name}"))
    return faults


def only_some_read_the_clock(modules):
    faults = []
    for module in modules.values():
        if within(module.name, MAY_READ_THE_CLOCK):
            continue
        # With or without a call: `default_factory=datetime.now` reads it too.
        names = [(node.lineno, dotted(node)) for node in module.nodes if isinstance(node, ast.Attribute)]
        faults += [
            module.fault(line, f"reads the clock: {name}")
            for line, name in [*names, *module.imports]
            if ".".join(name.split(".")[-2:]) in CLOCKS
        ]
    return faults


def only_some_catch_all(modules):
    faults = []
    for module in modules.values():
        is_door = any(name.partition(".")[0] in HEAVY for _, name in module.imports)
        if is_door or within(module.name, MAY_CATCH_ALL):
            continue
        for node in module.nodes:
            if isinstance(node, ast.ExceptHandler):
                caught = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
                if any(one is None or dotted(one) in {"Exception", "BaseException"} for one in caught):
                    faults.append(module.fault(node.lineno, "catches everything"))
        faults += [
            module.fault(call.lineno, "catches everything")
            for call, name in module.calls
            if name.endswith("suppress") and any(dotted(a) in {"Exception", "BaseException"} for a in call.args)
        ]
    return faults


def only_the_command_line_prints(modules):
    return [
        module.fault(call.lineno, f"prints: {name}")
        for module in modules.values()
        if not within(module.name, MAY_PRINT)
        for call, name in module.calls
        if name in PRINTERS
    ]


def modules_are_short(modules):
    return [f"{name}: {module.lines} lines" for name, module in modules.items() if module.lines > MODULE_LINES]


def functions_are_short(modules):
    return [
        module.fault(node.lineno, f"{node.name} has {node.end_lineno - node.lineno + 1} lines")
        for module in modules.values()
        for node in module.nodes
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
        and node.end_lineno - node.lineno + 1 > FUNCTION_LINES
    ]


def names_say_something(modules):
    return [f"{name}: says nothing" for name in modules if name.rpartition(".")[2].strip("_") in VAGUE]


def data_is_frozen(modules):
    faults = []
    for module in modules.values():
        for node in module.nodes:
            for decorator in getattr(node, "decorator_list", []):
                call = decorator if isinstance(decorator, ast.Call) else ast.Call(decorator, [], [])
                frozen = any(word.arg == "frozen" and getattr(word.value, "value", False) for word in call.keywords)
                if dotted(call.func).rpartition(".")[2] == "dataclass" and not frozen:
                    faults.append(module.fault(node.lineno, f"{node.name} is not frozen"))
    return faults


def templates_hold_all_markup(modules):
    return [
        module.fault(node.lineno, f"markup: {node.value[:40]!r}")
        for module in modules.values()
        if not within(module.name, ["brief.extract", "brief.ingest"])  # they read markup, they write none
        for node in module.nodes
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in module.docstrings
        if MARKUP.search(node.value)
    ]


#: law -> a package that breaks it in one place. `brief` itself and its floors are as in the tables.
LAWS = {
    every_module_has_a_floor: {"brief.cellar": ""},
    imports_go_down: {
        "brief.ingest.files": "from brief.text import words\nfrom brief.render import html",
        "brief.render": "",
        "brief.text": "",
    },
    no_cycles: {
        "brief.text.words": "def f():\n    from brief.text import stems",
        "brief.text.stems": "from brief.text.words import f",
    },
    packages_have_doors: {"brief.group": "import numpy.linalg\nfrom nltk.stem import snowball"},
    heavy_packages_have_one_door: {
        "brief.summarize.a": "import sumy",
        "brief.summarize.b": "def f():\n    from sumy.x import y",
    },
    only_some_open_files: {"brief.compose": "from pathlib import Path\nPath('x').read_text()"},
    only_some_read_the_clock: {"brief.compose": "import datetime\nx = datetime.datetime.now(datetime.UTC)"},
    only_some_catch_all: {"brief.compose": "try:\n    pass\nexcept (ValueError, Exception):\n    pass"},
    only_the_command_line_prints: {"brief.compose": "print('x')", "brief.cli.main": "print('x')"},
    modules_are_short: {"brief.compose": "x = 1\n" * (MODULE_LINES + 1)},
    functions_are_short: {"brief.compose": "def f():\n" + "    x = 1\n" * FUNCTION_LINES},
    names_say_something: {"brief.text.utils": ""},
    data_is_frozen: {
        "brief.compose": "from dataclasses import dataclass\n@dataclass(slots=True)\nclass A:\n    x: int"
    },
    templates_hold_all_markup: {"brief.render.html": "def f(x):\n    '<p>docs</p>'\n    return f'<p>{x}'"},
}

#: Sources that keep every law, however near they come to breaking one.
LAWFUL = {
    "brief.errors": "class BriefError(Exception): ...",
    "brief.text": "from brief.text import words\n'brief.text.words:f'",
    "brief.text.english": "from brief.text import language",
    "brief.text.language": "LANGUAGES = {'en': 'brief.text.english:ENGLISH'}\nWORDS = '''"
    + "\n" * MODULE_LINES
    + "'''",
    "brief.text.words": "from importlib.resources import files\nx = files('brief.text').joinpath('a.txt').read_text()\nimport nltk",
    "brief.cli.main": "from datetime import date\nfrom brief import __version__\nprint(date.today())",
    "brief.registry": "try: x\nexcept Exception: y",
    "brief.render.pdf": "from ..errors import BriefError\ntry:\n    import weasyprint\nexcept Exception: x",
    "brief.compose": "import re, shutil\nshutil.which('x')\nfrom urllib.parse import urlsplit\nx = '1 < 2 > 0'\nopened = y.reopen()\n[].sort()\nurl.replace('a', 'b')",
}

MORE_FAULTS = {
    (imports_go_down, "brief.compose", "if TYPE_CHECKING:\n    from brief.pipeline import run"),
    (imports_go_down, "brief.compose", "REGISTRY = {'x': 'brief.pipeline:run'}"),
    (imports_go_down, "brief.compose", "from . import pipeline"),
    (imports_go_down, "brief.errors", "import brief.model"),
    (packages_have_doors, "brief.compose", "import sklearn"),
    (packages_have_doors, "brief.compose", "from urllib import request"),
    (only_some_open_files, "brief.compose", "with open('x') as f: pass"),
    (only_some_open_files, "brief.text", "import os\nos.replace(a, b)"),
    (only_some_open_files, "brief.extract.html", "import tempfile\ntempfile.mkdtemp()"),
    (only_some_open_files, "brief.extract.html", "from shutil import copyfile"),
    (packages_have_doors, "brief.group", "importlib.import_module('weasyprint.urls')"),
    (only_some_read_the_clock, "brief.compose", "from time import time"),
    (only_some_read_the_clock, "brief.group", "f(default=date.today)"),
    (only_some_catch_all, "brief.compose", "try:\n    pass\nexcept:\n    pass"),
    (only_some_catch_all, "brief.compose", "with contextlib.suppress(Exception): pass"),
    (only_the_command_line_prints, "brief.pipeline", "sys.stderr.write('x')"),
    (data_is_frozen, "brief.compose", "@dataclasses.dataclass\nclass A: ..."),
}


def package(sources):
    """Modules from sources by name; a name that others start with is a package."""
    names = {"brief", *sources}
    return {
        name: Module(name, sources.get(name, ""), any(other.startswith(f"{name}.") for other in names))
        for name in sorted(names)
    }


def house():
    """The modules of brief/ as they stand."""
    found = {}
    for path in sorted((ROOT / "brief").rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        is_package = parts[-1] == "__init__"
        name = ".".join(parts[:-1] if is_package else parts)
        found[name] = Module(name, path.read_text(encoding="utf-8"), is_package)
    return found


@pytest.fixture(scope="module")
def modules():
    found = house()
    assert "brief.errors" in found
    return found


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
def test_the_house_keeps(law, modules):
    assert law(modules) == []


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
def test_a_breach_is_seen(law):
    assert len(law(package(LAWS[law]))) == 1


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
def test_what_is_lawful_passes(law):
    assert law(package(LAWFUL)) == []


@pytest.mark.parametrize(
    ("law", "name", "source"), sorted(MORE_FAULTS, key=str), ids=lambda value: getattr(value, "__name__", None)
)
def test_a_breach_in_disguise_is_seen(law, name, source):
    assert len(law(package({"brief.pipeline": "", "brief.model": "", name: source}))) == 1


def test_the_floors_name_every_room_once():
    assert all(name == room(name) for name in FLOORS)


def test_every_door_leads_to_a_declared_package():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    requirements = [*project["dependencies"], *project["optional-dependencies"]["evaluate"]]
    declared = {re.match(r"[\w-]+", line)[0].lower().replace("-", "_") for line in requirements}
    names = {
        "Stemmer": "pystemmer",
        "PIL": "pillow",
        "yaml": "pyyaml",
        "markdown_it": "markdown_it_py",
    }  # where the package is not named as it is imported
    doors = {names.get(name, name) for name in DOORS if name.partition(".")[0] not in sys.stdlib_module_names}
    assert doors == declared - {"lxml_html_clean", "tzdata"}  # which are there for others


def test_the_doctor_looks_at_every_declared_package():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {re.match(r"[\w-]+", line)[0].lower().replace("_", "-") for line in project["dependencies"]}
    assert {name.replace("_", "-") for name in PACKAGES} == declared


def test_no_python_in_the_themes():
    assert [str(path) for path in (ROOT / "templates").rglob("*.py")] == []
