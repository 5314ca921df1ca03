"""The tables of the store, as the changes that made them."""

from __future__ import annotations

#: The changes that made the schema, in order; a file has had the first `user_version` of them. Only ever added to.
#:
#: An article is one row, its text included; what looks for it uses three indexes that hold no text. Sources stand in
#: the rows by number. A source's row carries all that is told of its health, so that neither a hundred failures nor
#: pruning loses its validators or the address it moved to. Of an article that was pruned, 30 bytes remain: a feed lists
#: its articles for months, and one without a date would else be new again. A picture is kept as it was printed, by its
#: address, so that the same edition can be made of it again. Deliveries stay for good, 150 bytes each: an edition that
#: is sent by hand a year later has gone to the same people. `failing` names the sources that failed in an edition.
MIGRATIONS: tuple[str, ...] = (
    """
    CREATE TABLE editions (
        day TEXT PRIMARY KEY,
        title TEXT NOT NULL
    ) WITHOUT ROWID;
    CREATE TABLE printed (
        day TEXT NOT NULL REFERENCES editions (day) ON DELETE CASCADE,
        story TEXT NOT NULL,
        title TEXT NOT NULL,
        told INTEGER NOT NULL,
        first_seen TEXT NOT NULL,
        page TEXT,
        memory BLOB NOT NULL,
        PRIMARY KEY (day, story)
    ) WITHOUT ROWID;
    """,
    """
    CREATE TABLE sources (
        id INTEGER PRIMARY KEY,
        location TEXT NOT NULL UNIQUE,
        address TEXT NOT NULL,
        visits INTEGER NOT NULL DEFAULT 0,
        visited INTEGER,
        succeeded INTEGER,
        failures INTEGER NOT NULL DEFAULT 0,
        why TEXT NOT NULL DEFAULT '',
        found INTEGER NOT NULL DEFAULT 0,
        new INTEGER NOT NULL DEFAULT 0,
        disabled INTEGER NOT NULL DEFAULT 0,
        etag TEXT,
        modified TEXT,
        moved TEXT,
        sightings INTEGER NOT NULL DEFAULT 0
    );
    CREATE TABLE visits (
        source INTEGER NOT NULL REFERENCES sources (id),
        number INTEGER NOT NULL,
        at INTEGER NOT NULL,
        outcome TEXT NOT NULL CHECK (outcome IN ('ok', 'unchanged', 'failed', 'gone')),
        why TEXT NOT NULL,
        seconds REAL NOT NULL,
        found INTEGER NOT NULL,
        new INTEGER NOT NULL,
        PRIMARY KEY (source, number)
    ) WITHOUT ROWID;
    CREATE TABLE articles (
        id INTEGER PRIMARY KEY,
        source INTEGER NOT NULL REFERENCES sources (id),
        key TEXT NOT NULL,
        url TEXT,
        published INTEGER,
        first_seen INTEGER NOT NULL,
        moment INTEGER NOT NULL,
        compressed INTEGER NOT NULL,
        content BLOB NOT NULL
    );
    CREATE UNIQUE INDEX articles_by_key ON articles (source, key);
    CREATE INDEX articles_by_url ON articles (source, url) WHERE url IS NOT NULL;
    CREATE INDEX articles_by_moment ON articles (moment, source);
    CREATE TABLE forgotten (
        source INTEGER NOT NULL REFERENCES sources (id),
        fingerprint INTEGER NOT NULL,
        first_seen INTEGER NOT NULL,
        moment INTEGER NOT NULL,
        PRIMARY KEY (source, fingerprint)
    ) WITHOUT ROWID;
    """,
    """
    CREATE TABLE pictures (
        url TEXT PRIMARY KEY,
        seen INTEGER NOT NULL,
        media_type TEXT NOT NULL,
        width INTEGER NOT NULL,
        height INTEGER NOT NULL,
        content BLOB NOT NULL
    );
    """,
    """
    CREATE TABLE deliveries (
        day TEXT NOT NULL,
        channel TEXT NOT NULL CHECK (channel IN ('mail', 'webhook')),
        recipient TEXT NOT NULL,
        edition TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('sending', 'sent', 'failed')),
        at INTEGER NOT NULL,
        PRIMARY KEY (day, channel, recipient)
    ) WITHOUT ROWID;
    CREATE TABLE failing (
        day TEXT NOT NULL,
        source TEXT NOT NULL,
        PRIMARY KEY (day, source)
    ) WITHOUT ROWID;
    """,
)
