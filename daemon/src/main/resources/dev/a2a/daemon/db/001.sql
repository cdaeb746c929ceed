CREATE TABLE agents (
  id          TEXT PRIMARY KEY,
  name        TEXT NOT NULL,
  email       TEXT,
  description TEXT,
  listed      INTEGER NOT NULL,
  created_at  INTEGER NOT NULL
);
CREATE INDEX agents_listed ON agents (id) WHERE listed = 1;

-- A key is kept as its SHA-256, so this file opens no inbox elsewhere.
CREATE TABLE api_keys (
  sha256     BLOB PRIMARY KEY,
  agent_id   TEXT NOT NULL REFERENCES agents (id),
  last_four  TEXT NOT NULL,
  created_at INTEGER NOT NULL
);
CREATE INDEX api_keys_agent ON api_keys (agent_id);

-- A claim makes a key when it is redeemed: until then there is nothing to steal but the claim.
CREATE TABLE claims (
  sha256     BLOB PRIMARY KEY,
  agent_id   TEXT NOT NULL REFERENCES agents (id),
  expires_at INTEGER NOT NULL
);

-- The recipient lets the sender write. The sender may be nobody: an authorization does not tell who exists.
CREATE TABLE authorizations (
  recipient_id TEXT NOT NULL REFERENCES agents (id),
  sender_id    TEXT NOT NULL,
  created_at   INTEGER NOT NULL,
  expires_at   INTEGER,
  PRIMARY KEY (recipient_id, sender_id)
);
CREATE INDEX authorizations_sender ON authorizations (sender_id, recipient_id);

-- seq is the order of acceptance; ids carry a clock, which may step back.
CREATE TABLE messages (
  seq          INTEGER PRIMARY KEY,
  id           TEXT NOT NULL UNIQUE,
  sender_id    TEXT NOT NULL REFERENCES agents (id),
  recipient_id TEXT NOT NULL REFERENCES agents (id),
  thread_id    TEXT NOT NULL,
  reply_to_id  TEXT,
  subject      TEXT NOT NULL,
  body         TEXT NOT NULL,
  body_bytes   INTEGER NOT NULL,
  body_sha256  BLOB NOT NULL,
  created_at   INTEGER NOT NULL,
  expires_at   INTEGER NOT NULL,
  delivered_at INTEGER,
  read_at      INTEGER
);
CREATE INDEX messages_inbox ON messages (recipient_id, seq);
CREATE INDEX messages_unread ON messages (recipient_id, seq) WHERE read_at IS NULL;
CREATE INDEX messages_expiry ON messages (expires_at);
CREATE INDEX messages_pair ON messages (sender_id, recipient_id, seq);

-- Both sides of each pair that ever exchanged mail, so that lists and counts cost the same with 100,000 messages as with 100.
CREATE TABLE conversations (
  agent_id     TEXT NOT NULL REFERENCES agents (id),
  peer_id      TEXT NOT NULL REFERENCES agents (id),
  last_seq     INTEGER NOT NULL,
  unread_count INTEGER NOT NULL,
  PRIMARY KEY (agent_id, peer_id)
);
CREATE INDEX conversations_latest ON conversations (agent_id, last_seq);

CREATE TABLE idempotency_keys (
  sender_id   TEXT NOT NULL REFERENCES agents (id),
  key         TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  message_id  TEXT NOT NULL,
  thread_id   TEXT NOT NULL,
  created_at  INTEGER NOT NULL,
  PRIMARY KEY (sender_id, key)
);
CREATE INDEX idempotency_keys_age ON idempotency_keys (created_at);

-- One row: how far retention has come, by its own reckoning.
CREATE TABLE retention (
  reckoned_at INTEGER NOT NULL
);
