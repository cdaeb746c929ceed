DROP INDEX messages_unread_expiry;
DROP INDEX messages_expiry;
CREATE INDEX messages_expiry ON messages (expires_at, recipient_id);

CREATE TABLE conversations_by_key (
  agent_id     TEXT NOT NULL REFERENCES agents (id),
  peer_id      TEXT NOT NULL REFERENCES agents (id),
  last_seq     INTEGER NOT NULL,
  unread_count INTEGER NOT NULL,
  unread_bytes INTEGER NOT NULL DEFAULT 0,
  shown_at     INTEGER,
  PRIMARY KEY (agent_id, peer_id)
) WITHOUT ROWID;
INSERT INTO conversations_by_key SELECT agent_id, peer_id, last_seq, unread_count, unread_bytes, shown_at FROM conversations;
DROP TABLE conversations;
ALTER TABLE conversations_by_key RENAME TO conversations;
CREATE INDEX conversations_latest ON conversations (agent_id, last_seq);
CREATE INDEX conversations_shown ON conversations (agent_id, shown_at) WHERE shown_at IS NOT NULL;

CREATE TABLE idempotency_keys_by_key (
  sender_id   TEXT NOT NULL REFERENCES agents (id),
  key         TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  message_id  TEXT NOT NULL,
  thread_id   TEXT NOT NULL,
  created_at  INTEGER NOT NULL,
  PRIMARY KEY (sender_id, key)
) WITHOUT ROWID;
INSERT INTO idempotency_keys_by_key SELECT sender_id, key, fingerprint, message_id, thread_id, created_at FROM idempotency_keys;
DROP TABLE idempotency_keys;
ALTER TABLE idempotency_keys_by_key RENAME TO idempotency_keys;
CREATE INDEX idempotency_keys_age ON idempotency_keys (created_at);
