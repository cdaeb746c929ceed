package dev.a2a.bridge.cli.service;

import dev.a2a.bridge.cli.service.Service.Job;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/// A launch agent, after launchd.plist(5).
final class Launchd {
  private static final String LABEL = "dev.a2a.daemon";

  private Launchd() {}

  static Service service(Path folder, Job job) {
    String arguments =
        job.command().stream()
            .map(word -> "    <string>" + escaped(word) + "</string>\n")
            .collect(Collectors.joining());
    String environment =
        job.environment().entrySet().stream()
            .map(e ->
                "    <key>%s</key><string>%s</string>\n"
                    .formatted(escaped(e.getKey()), escaped(e.getValue())))
            .collect(Collectors.joining());
    // 63 is 0077: a property list has no octal numbers.
    String text =
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" \
        "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
        <!-- %s -->
        <plist version="1.0">
        <dict>
          <key>Label</key><string>%s</string>
          <key>ProgramArguments</key>
          <array>
        %s  </array>
          <key>EnvironmentVariables</key>
          <dict>
        %s  </dict>
          <key>RunAtLoad</key><true/>
          <key>KeepAlive</key><dict><key>SuccessfulExit</key><false/></dict>
          <key>ExitTimeOut</key><integer>30</integer>
          <key>Umask</key><integer>63</integer>
          <key>StandardErrorPath</key><string>%s</string>
        </dict>
        </plist>
        """
            .formatted(
                Service.mark(), LABEL, arguments, environment, escaped(job.log().toString()));
    Path file = folder.resolve(LABEL + ".plist");
    return new Service(
        file,
        text,
        List.of("launchctl bootstrap gui/$(id -u) " + shellWord(file.toString())),
        List.of("launchctl bootout gui/$(id -u)/" + LABEL),
        List.of());
  }

  private static String shellWord(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
