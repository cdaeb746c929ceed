package dev.a2a.daemon.db;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Runs SQL inside a transaction that somebody else begins and ends. Statements are prepared once
/// for each connection.
///
/// Belongs to one thread at a time. A failing statement is a [StoreException]. Arguments are
/// strings, numbers, booleans, bytes or null.
public final class Tx implements AutoCloseable {
  final Connection connection; // For tests, which count what SQLite does.
  private final Map<String, PreparedStatement> prepared = new HashMap<>();

  Tx(Connection connection) {
    this.connection = connection;
  }

  /// Makes a value of the row under the cursor.
  public interface RowMapper<T> {
    T map(ResultSet row) throws SQLException;
  }

  /// Runs one statement and returns how many rows it changed.
  public int update(String sql, @Nullable Object... arguments) {
    try {
      return bind(sql, arguments).executeUpdate();
    } catch (SQLException e) {
      throw failed(sql, e);
    }
  }

  /// The first row, or empty.
  public <T> Optional<T> first(String sql, RowMapper<T> mapper, @Nullable Object... arguments) {
    try (ResultSet rows = bind(sql, arguments).executeQuery()) {
      return rows.next() ? Optional.of(mapper.map(rows)) : Optional.empty();
    } catch (SQLException e) {
      throw failed(sql, e);
    }
  }

  /// All rows, in the order of the query.
  public <T> List<T> all(String sql, RowMapper<T> mapper, @Nullable Object... arguments) {
    try (ResultSet rows = bind(sql, arguments).executeQuery()) {
      List<T> found = new ArrayList<>();
      while (rows.next()) {
        found.add(mapper.map(rows));
      }
      return found;
    } catch (SQLException e) {
      throw failed(sql, e);
    }
  }

  /// The number in the first column of the first row; 0 when there is none.
  public long number(String sql, @Nullable Object... arguments) {
    return first(sql, row -> row.getLong(1), arguments).orElse(0L);
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new StoreException(e);
    }
  }

  /// The driver ends a statement that failed for want of room or by a fault, so it is prepared anew
  /// when it is needed again.
  private StoreException failed(String sql, SQLException e) {
    StoreException failure = new StoreException(e);
    PreparedStatement statement = prepared.remove(sql);
    if (statement != null) {
      try {
        statement.close();
      } catch (SQLException again) {
        failure.addSuppressed(again);
      }
    }
    return failure;
  }

  private PreparedStatement bind(String sql, @Nullable Object... arguments) throws SQLException {
    PreparedStatement statement = prepared.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      prepared.put(sql, statement);
    }
    for (int i = 0; i < arguments.length; i++) {
      statement.setObject(i + 1, arguments[i]);
    }
    return statement;
  }
}
