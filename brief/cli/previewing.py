"""`brief preview`: the briefing in a browser, made again as its sources, brief.toml and the theme change."""

from __future__ import annotations

import os
import signal
import webbrowser

import click

from brief.cli.console import complain, note, watch
from brief.cli.options import chatter, sources
from brief.errors import DONE, TERMINATED, NothingToPublish


@click.command()
@sources
@click.option(
    "-a", "--address", default="127.0.0.1:8000", show_default=True, metavar="HOST:PORT",
    help="Where it is served; where the port is taken, at the next free one.",
)  # fmt: skip
@click.option(
    "--allow-network",
    is_flag=True,
    help="Also serve at an address that other machines reach: whoever does can read the briefing, without a password.",
)
@click.option("--theme", metavar="NAME|DIR", help="Theme: a name, or a folder of your own.")
@click.option("--date", "day", metavar="D", help="Day of the edition, YYYY-MM-DD; default: today.")
@click.option("--store", metavar="FILE", help="Read what earlier editions printed from a store, and leave it as it is.")
@click.option("--offline", is_flag=True, help="Fetch nothing; show the edition of what the store holds.")
@click.option("--pdf", "paper", is_flag=True, help="Show the PDF beside the page from the start.")
@click.option("--open", "opened", is_flag=True, help="Open it in the browser.")
@chatter
def preview(
    source: tuple[str, ...],
    config: str | None,
    jobs: int,
    address: str,
    allow_network: bool,
    theme: str | None,
    day: str | None,
    store: str | None,
    offline: bool,
    paper: bool,
    opened: bool,
) -> int:
    """Show the briefing in a browser, and show each change of it as soon as a file is saved.

    Watched are the files of the sources, brief.toml, edits.toml and the theme. Live sources are asked when it starts,
    and again where brief.toml names others. Nothing is written: no edition is recorded, and the folder of results and
    the store stay as they are. Ctrl-C ends it, with exit code 0.

    \b
    Examples:
      brief preview articles/ --theme my-theme --open
      brief preview --pdf
      brief preview -a 0.0.0.0:8000 --allow-network
    """
    from brief.cli.edition import store_named
    from brief.cli.rebuilding import Rebuilding, Wanted
    from brief.cli.settings import configuration, tell_faults, themed
    from brief.preview import Address, address_of, serve
    from brief.store import borrowed
    from brief.workers.background import Background

    where = address_of(address, allow_network=allow_network)
    settings = configuration(config)
    themed(settings, theme)
    wanted = Wanted(source, config, day, theme, store, offline, jobs)

    def say(found: Address) -> None:
        if where.port and found.port != where.port:
            note(f"port {where.port} is taken; this is the next one that is free")
        if found.is_open:
            complain(f"others on the network can read this: it is served at {found.netloc}, without a password")
        url = f"http://{found.netloc}/"
        note(f"{url}  (Ctrl-C ends it)")
        if opened and not os.environ.get("CI"):
            Background().submit(lambda: _show(url))  # some browsers return only when they are closed

    # A terminal that is closed ends it too, and what is borrowed goes.
    if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) == signal.SIG_DFL:
        signal.signal(signal.SIGHUP, signal.getsignal(signal.SIGTERM))
    with borrowed(store_named(settings, store)) as shelf:
        builder = Rebuilding(wanted, shelf)
        try:
            builder.begin(watch)
        except NothingToPublish as error:  # the page says it too, until there is something
            complain(str(error))
        if builder.gathered:
            tell_faults(builder.gathered)
        end = serve(builder, where, say, complain, paper=paper)
    return DONE if end == signal.SIGINT else TERMINATED


def _show(url: str) -> None:
    """Open a page in the browser, or say that there is none."""
    if not webbrowser.open_new_tab(url):
        note("--open: no program found that opens a page")
