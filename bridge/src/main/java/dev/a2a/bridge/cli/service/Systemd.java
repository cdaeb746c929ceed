package dev.a2a.bridge.cli.service;

import dev.a2a.bridge.cli.service.Service.Job;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/// A user unit. Quoting is that of systemd.syntax(7) and systemd.service(5).
final class Systemd {
  private static final String NAME = "a2a.service";

  private Systemd() {}

  /// It tries again every 5 s, so it takes over when a daemon that was started on demand ends.
  static Service service(Path folder, Job job) {
    String text =
        """
        # %s
        [Unit]
        Description=a2a daemon

        [Service]
        ExecStart=%s
        Environment=%s
        UMask=0077
        Restart=on-failure
        RestartSec=5
        TimeoutStopSec=30
        LimitNOFILE=20000

        [Install]
        WantedBy=default.target
        """
            .formatted(Service.mark(), command(job), environment(job));
    return new Service(
        folder.resolve(NAME),
        text,
        List.of("systemctl --user daemon-reload", "systemctl --user enable --now a2a"),
        List.of("systemctl --user stop a2a", "systemctl --user daemon-reload"),
        List.of(folder.resolve("default.target.wants").resolve(NAME)));
  }

  // Variables are expanded in the arguments, not in the path of the program.
  private static String command(Job job) {
    String program = quoted(job.command().getFirst());
    return job.command().stream()
        .skip(1)
        .map(argument -> " " + quoted(argument).replace("$", "$$"))
        .collect(Collectors.joining("", program, ""));
  }

  private static String environment(Job job) {
    return job.environment().entrySet().stream()
        .map(e -> quoted(e.getKey() + "=" + e.getValue()))
        .collect(Collectors.joining(" "));
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("%", "%%") + '"';
  }
}
