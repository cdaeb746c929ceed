-- The first answer by the recipient to the sender.
ALTER TABLE messages ADD COLUMN replied_at INTEGER;
ALTER TABLE messages ADD COLUMN reply_id TEXT;

-- What has expired and is not swept yet is counted by this; usually that is nothing.
CREATE INDEX messages_unread_expiry ON messages (recipient_id, expires_at) WHERE read_at IS NULL;

ALTER TABLE conversations ADD COLUMN unread_bytes INTEGER NOT NULL DEFAULT 0;
UPDATE conversations SET unread_bytes = COALESCE((
  SELECT SUM(body_bytes) FROM messages
  WHERE sender_id = peer_id AND recipient_id = agent_id AND read_at IS NULL), 0);

-- What is unread in each inbox, all peers together, so that a send need not add up; and when its owner last looked.
CREATE TABLE inboxes (
  agent_id     TEXT PRIMARY KEY REFERENCES agents (id),
  unread_count INTEGER NOT NULL,
  unread_bytes INTEGER NOT NULL,
  checked_at   INTEGER
);
INSERT INTO inboxes (agent_id, unread_count, unread_bytes)
  SELECT agent_id, SUM(unread_count), SUM(unread_bytes) FROM conversations GROUP BY agent_id;

-- Two agents that answer each other, whatever the thread. low_id is the lesser of the two ids.
CREATE TABLE turns (
  low_id         TEXT NOT NULL REFERENCES agents (id),
  high_id        TEXT NOT NULL REFERENCES agents (id),
  last_sender_id TEXT NOT NULL,
  taken_at       BLOB NOT NULL, -- The latest turns, 8 bytes each.
  paused_at      INTEGER,
  PRIMARY KEY (low_id, high_id)
);

-- How far messages had come that are removed, for senders who ask a little later.
CREATE TABLE receipts (
  message_id   TEXT PRIMARY KEY,
  sender_id    TEXT NOT NULL,
  recipient_id TEXT NOT NULL,
  created_at   INTEGER NOT NULL,
  delivered_at INTEGER,
  read_at      INTEGER,
  replied_at   INTEGER,
  reply_id     TEXT,
  expires_at   INTEGER NOT NULL,
  removed_at   INTEGER NOT NULL
);
CREATE INDEX receipts_age ON receipts (removed_at);

CREATE TABLE capabilities (
  agent_id    TEXT NOT NULL REFERENCES agents (id),
  id          TEXT NOT NULL,
  position    INTEGER NOT NULL,
  title       TEXT NOT NULL,
  description TEXT,
  PRIMARY KEY (agent_id, id)
);
