CREATE TABLE state (
  component TEXT PRIMARY KEY,
  version INTEGER NOT NULL,
  entries TEXT NOT NULL,
  changed TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE delivery (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  component TEXT NOT NULL,
  item TEXT NOT NULL,
  automation TEXT NOT NULL,
  status TEXT NOT NULL,
  attributes TEXT NOT NULL,
  content BLOB NOT NULL,
  queued TEXT NOT NULL,
  due TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  ended TEXT,
  reason TEXT,
  UNIQUE (component, item)
);

CREATE INDEX delivery_due ON delivery (component, due) WHERE status = 'waiting';

CREATE TABLE run (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  automation TEXT NOT NULL,
  cause TEXT NOT NULL,
  started TEXT NOT NULL,
  ended TEXT NOT NULL,
  outcome TEXT NOT NULL,
  window_start TEXT,
  window_end TEXT,
  lag_seconds REAL,
  counters TEXT NOT NULL,
  error TEXT
);

CREATE INDEX run_automation ON run (automation, number);

CREATE TABLE automation (
  name TEXT PRIMARY KEY,
  id TEXT NOT NULL,
  file TEXT NOT NULL,
  source TEXT NOT NULL,
  schedule TEXT NOT NULL,
  paused INTEGER NOT NULL DEFAULT 0,
  next_due TEXT,
  failures INTEGER NOT NULL DEFAULT 0,
  error TEXT
);

CREATE TABLE command (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  automation TEXT NOT NULL,
  verb TEXT NOT NULL,
  argument TEXT NOT NULL,
  requested TEXT NOT NULL,
  done TEXT,
  outcome TEXT
);

PRAGMA user_version = 1;

INSERT INTO state VALUES ('source', 4, '{"done":"5"}', '2026-03-01T09:00:01.000Z');

INSERT INTO automation VALUES ('Alert to webhook', 'source', 'alert.json', 'ScheduledBtqlQuery', 'every 1 min', 1,
  '2026-03-01T09:01:00.000Z', 2, 'the receiver is away');

INSERT INTO run VALUES (7, 'Alert to webhook', 'schedule', '2026-03-01T09:00:00.000Z', '2026-03-01T09:00:00.007Z', 'done',
  '2026-03-01T08:59:00.000Z', '2026-03-01T09:00:00.000Z', 1.5, '{"Rows Received":3}', NULL);

INSERT INTO delivery VALUES (1, 'post', 'a', 'Alert to webhook', 'waiting', '{"k":"v"}', x'7b7d',
  '2026-03-01T09:00:00.000Z', '2026-03-01T09:05:00.000Z', 3, NULL, 'busy');

INSERT INTO delivery VALUES (2, 'post', 'b', 'Alert to webhook', 'dead', '{}', x'6b657074',
  '2026-03-01T09:00:00.000Z', '2026-03-01T09:00:00.000Z', 1, '2026-03-01T09:00:02.000Z', 'gone');

INSERT INTO command VALUES (1, 'Alert to webhook', 'resume', '', '2026-03-01T09:30:00.000Z', NULL, NULL);
