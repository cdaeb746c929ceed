package dev.a2a.daemon.metrics;

import dev.a2a.daemon.db.Database;
import dev.a2a.daemon.db.Tx;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// Counts what the doors answer, and reads the rest when somebody asks. Safe for use by many
/// threads.
public final class Metrics {
  /// The type of [#text].
  public static final String CONTENT_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

  private static final double NANOS = 1e9;
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS");

  private final Database database;
  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final Counter requests;
  private final Histogram seconds;
  private final Counter refusals;

  public Metrics(Database database, String version) {
    this.database = database;
    this.requests =
        Counter.builder()
            .name("a2a_http_requests_total")
            .help("Requests answered, by the pattern of the route.")
            .labelNames("method", "route", "status")
            .register(registry);
    this.seconds =
        Histogram.builder()
            .name("a2a_http_request_seconds")
            .help("From the request's headers to its answer. Waits for mail count too.")
            .labelNames("route")
            .classicOnly()
            .classicUpperBounds(.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 10, 60)
            .register(registry);
    this.refusals =
        Counter.builder()
            .name("a2a_refusals_total")
            .help("Requests refused, by the code of the refusal.")
            .labelNames("code")
            .register(registry);
    Info.builder()
        .name("a2a_build_info")
        .help("What runs here.")
        .labelNames("version")
        .register(registry)
        .setLabelValues(version);
    store();
    disk();
    JvmMetrics.builder().register(registry);
  }

  /// A door has answered.
  ///
  /// @param route its pattern, or "-" where there is none
  /// @param refusal the code of the refusal, if it was one
  public void answered(
      String method, String route, int status, @Nullable String refusal, long nanos) {
    String known = METHODS.contains(method) ? method : "other"; // A stranger may write any word.
    requests.labelValues(known, route, Integer.toString(status)).inc();
    seconds.labelValues(route).observe(nanos / NANOS);
    if (refusal != null) {
      refusals.labelValues(refusal).inc();
    }
  }

  /// All of it, in the text format 0.0.4.
  public String text() {
    try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      PrometheusTextFormatWriter.create().write(out, registry.scrape());
      return out.toString(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void store() {
    counter("a2a_messages_sent_total", "Messages accepted.", read(MetricsStore::accepted));
    counter("a2a_audit_entries_total", "Audit entries.", read(MetricsStore::auditEntries));
    gauge("a2a_agents", "Agents registered.", read(MetricsStore::agents));
    gauge("a2a_agents_disabled", "Agents disabled.", read(MetricsStore::disabledAgents));
    gauge("a2a_messages_unread", "Messages that nobody marked.", read(MetricsStore::unread));
    gauge("a2a_inbox_unread_max", "Unread in the fullest inbox.", read(MetricsStore::deepestInbox));
  }

  private void disk() {
    counter("a2a_commits_total", "Transactions, each with an fsync.", database::commits);
    counter(
        "a2a_writes_total",
        "Requests in these transactions; over a2a_commits_total, the size of a group.",
        database::committed);
    counter("a2a_commit_failures_total", "Transactions that failed.", database::failures);
    gauge("a2a_writes_waiting", "Requests that wait for the disk.", database::waiting);
    gauge(
        "a2a_store_stopped",
        "1 after a failed fsync: nothing is accepted until a restart.",
        () -> database.stopped() ? 1 : 0);
    gauge("a2a_database_bytes", "Size of the database.", () -> database.sizes().databaseBytes());
    gauge("a2a_database_log_bytes", "Size of its log.", () -> database.sizes().logBytes());
    gauge("a2a_disk_free_bytes", "Free where it is.", () -> database.sizes().diskFreeBytes());
  }

  private DoubleSupplier read(ToLongFunction<Tx> query) {
    return () -> database.read(query::applyAsLong);
  }

  private void counter(String name, String help, DoubleSupplier value) {
    CounterWithCallback.builder()
        .name(name)
        .help(help)
        .callback(callback -> callback.call(value.getAsDouble()))
        .register(registry);
  }

  private void gauge(String name, String help, DoubleSupplier value) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .callback(callback -> callback.call(value.getAsDouble()))
        .register(registry);
  }
}
