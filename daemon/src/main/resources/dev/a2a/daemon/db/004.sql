-- HMAC over what must not change, with a key outside this file. Rows from before the key are sealed when the daemon first starts with
-- one; from then on a row without a seal is damaged.
ALTER TABLE messages ADD COLUMN seal BLOB;

-- At most one row: the key that this database belongs to, by a value from which it cannot be made.
CREATE TABLE server_key (
  check_value  BLOB NOT NULL,
  older_sealed INTEGER NOT NULL
);

-- Which message has which words. The words are cut and folded before they come here; 'ascii' only splits them at spaces again.
CREATE VIRTUAL TABLE word_index USING fts5 (words, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii');

-- One row: the last message in the index, which follows the mail.
CREATE TABLE word_index_progress (
  indexed_to INTEGER NOT NULL
);
INSERT INTO word_index_progress (indexed_to) VALUES (0);
