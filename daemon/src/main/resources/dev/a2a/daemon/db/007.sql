-- What "mark read" without an id marks, so that it does not walk over all that was never listed.
CREATE INDEX messages_listed ON messages (recipient_id, seq) WHERE read_at IS NULL AND delivered_at IS NOT NULL;
