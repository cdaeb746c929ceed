-- Each agent's entries are a chain by hash (n counts them), and all entries are one more by link (seq counts them).
CREATE TABLE audit_entries (
  seq      INTEGER PRIMARY KEY,
  agent_id TEXT NOT NULL,
  n        INTEGER NOT NULL,
  at       INTEGER NOT NULL,
  kind     TEXT NOT NULL,
  details  TEXT NOT NULL,
  hash     BLOB NOT NULL,
  link     BLOB NOT NULL
);
CREATE UNIQUE INDEX audit_entries_chain ON audit_entries (agent_id, n);

-- Against our own mistakes; whoever owns the file can drop them.
CREATE TRIGGER audit_entries_unchanged BEFORE UPDATE ON audit_entries BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END;
CREATE TRIGGER audit_entries_kept BEFORE DELETE ON audit_entries BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END;

-- Usually empty: it is asked at every request and every send.
CREATE TABLE disabled_agents (
  agent_id    TEXT PRIMARY KEY,
  disabled_at INTEGER NOT NULL
);

-- Codes that let somebody register where registration is by invite.
CREATE TABLE registration_invites (
  sha256     BLOB PRIMARY KEY,
  id         TEXT NOT NULL,
  uses_left  INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
);
