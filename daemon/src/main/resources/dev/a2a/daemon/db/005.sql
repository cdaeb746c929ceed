-- A key has an id by which its owner may end it. At most two of an agent live, and one of them has no end.
ALTER TABLE api_keys ADD COLUMN id TEXT NOT NULL DEFAULT '';
ALTER TABLE api_keys ADD COLUMN expires_at INTEGER;
ALTER TABLE api_keys ADD COLUMN last_used_at INTEGER;
UPDATE api_keys SET id = 'key_' || lower(hex(randomblob(8)));
CREATE UNIQUE INDEX api_keys_id ON api_keys (id);

-- A claim that rotates names the key that asked for it, and is worth nothing without it.
ALTER TABLE claims ADD COLUMN key_id TEXT;
ALTER TABLE claims ADD COLUMN overlap_hours INTEGER;
CREATE INDEX claims_key ON claims (key_id);
