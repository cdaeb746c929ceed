-- When agent_id was last shown mail of peer_id, to the minute.
ALTER TABLE conversations ADD COLUMN shown_at INTEGER;
CREATE INDEX conversations_shown ON conversations (agent_id, shown_at) WHERE shown_at IS NOT NULL;
