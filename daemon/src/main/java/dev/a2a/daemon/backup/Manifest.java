package dev.a2a.daemon.backup;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.a2a.daemon.db.DatabaseFile;
import dev.a2a.daemon.db.Tx;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import dev.a2a.shared.json.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What is in a backup, written when it was made and held against it before it is used.
///
/// @param format of the archive and of this page; 1
/// @param version of the a2a that made it
/// @param createdAt everything that was acknowledged before is in it
/// @param files all files of the archive but this one
record Manifest(
    int format, String version, Instant createdAt, Contents contents, List<Part> files) {
  static final int FORMAT = 1;

  Manifest {
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(createdAt, "created_at");
    Objects.requireNonNull(contents, "contents");
    files = List.copyOf(files);
  }

  /// One file: its name in the archive, its length and its SHA-256 in hex.
  record Part(String name, long bytes, String sha256) {
    Part {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(sha256, "sha256");
    }
  }

  /// What a database holds, told so that another can be held against it.
  ///
  /// @param schema number of the last migration
  /// @param highestSeq of the last message accepted; 0 when there is none
  /// @param highestId its id; empty when there is none
  /// @param rows of each table
  record Contents(long schema, long highestSeq, String highestId, Map<String, Long> rows) {
    Contents {
      Objects.requireNonNull(highestId, "highest_id");
      rows = Map.copyOf(rows);
    }

    static Contents of(Tx tx) {
      return new Contents(
          DatabaseFile.schema(tx),
          tx.number("SELECT MAX(seq) FROM messages"),
          BackupStore.highestId(tx),
          DatabaseFile.rows(tx));
    }

    long messages() {
      return rows.getOrDefault("messages", 0L);
    }
  }

  byte[] json() {
    return Json.write(this).getBytes(StandardCharsets.UTF_8);
  }

  /// Reads what [#json] wrote; refused where it is something else, or of a newer release.
  static Manifest read(byte[] json, Path archive) {
    try {
      String text = new String(json, StandardCharsets.UTF_8);
      if (Json.answers().readTree(text).path("format").asInt() > FORMAT) {
        throw new Refusal(new Problem.NewerData(archive.toString()));
      }
      Manifest manifest = Json.answers().readValue(text, Manifest.class);
      if (manifest != null && manifest.format() == FORMAT) {
        return manifest;
      }
    } catch (JsonProcessingException _) {
      // Said below, as for JSON that is something else.
    }
    throw new Refusal(new Problem.BadBackup(archive.toString(), "its manifest is not readable"));
  }
}
