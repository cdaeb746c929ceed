-- What an authorization grants. The capabilities are ids between spaces; NULL means any.
ALTER TABLE authorizations ADD COLUMN may_message INTEGER NOT NULL DEFAULT 1;
ALTER TABLE authorizations ADD COLUMN may_notify INTEGER NOT NULL DEFAULT 1;
ALTER TABLE authorizations ADD COLUMN capabilities TEXT;

-- What an agent has decided about another, who may be nobody: a name of its own for it, and a block.
CREATE TABLE peers (
  agent_id   TEXT NOT NULL REFERENCES agents (id),
  peer_id    TEXT NOT NULL,
  alias      TEXT COLLATE NOCASE,
  blocked_at INTEGER,
  PRIMARY KEY (agent_id, peer_id)
);
CREATE UNIQUE INDEX peers_alias ON peers (agent_id, alias) WHERE alias IS NOT NULL;

-- A block outweighs every authorization, so whoever asks what is granted asks here.
CREATE VIEW unblocked_authorizations AS
SELECT a.recipient_id, a.sender_id, a.created_at, a.expires_at, a.may_message, a.may_notify, a.capabilities
FROM authorizations a
WHERE NOT EXISTS (
  SELECT 1 FROM peers p
  WHERE p.agent_id = a.recipient_id AND p.peer_id = a.sender_id AND p.blocked_at IS NOT NULL);

-- A code is kept as its SHA-256. What is granted is what the inviter grants.
CREATE TABLE invites (
  id           TEXT PRIMARY KEY,
  sha256       BLOB NOT NULL UNIQUE,
  agent_id     TEXT NOT NULL REFERENCES agents (id),
  may_message  INTEGER NOT NULL,
  may_notify   INTEGER NOT NULL,
  capabilities TEXT,
  created_at   INTEGER NOT NULL,
  expires_at   INTEGER NOT NULL,
  accepted_by  TEXT,
  accepted_at  INTEGER
);
CREATE INDEX invites_agent ON invites (agent_id, id);

-- What an agent has asked for and a person decides: the tool and the arguments that an approval runs.
CREATE TABLE approvals (
  id         TEXT PRIMARY KEY,
  agent_id   TEXT NOT NULL REFERENCES agents (id),
  tool       TEXT NOT NULL,
  arguments  TEXT NOT NULL,
  question   TEXT NOT NULL,
  reason     TEXT,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  decision   TEXT
);
CREATE INDEX approvals_agent ON approvals (agent_id, id);
CREATE INDEX approvals_expiry ON approvals (expires_at);
