package dev.a2a.bridge.host;

/// Files as people have them.
public final class HostFiles {
  private HostFiles() {}

  /// What a person may have in the file of that host, with two servers of hers.
  public static String realistic(Host host) {
    String text =
        switch (host.format()) {
          case TOML ->
              """
              # My settings
              model = "gpt-5"   # the usual

              [mcp_servers.github]
              command = "gh-mcp"
              args = [
                "--read-only", # careful
              ]

              # Words for the next table
              [tui]
              theme = "dark"
              """;
          case JSON ->
              """
              {
                  "numStartups": 12,
                  "SERVERS": {
                      "github": {"command": "gh-mcp", "args": []},
                      "files": {
                          "command": "files-mcp"
                      }
                  },
                  "last": [1, 2.50, {"x": "} // no comment"}]
              }
              """;
          case JSONC ->
              """
              // My settings
              {
              \t"theme": "dark", // at night
              \t"SERVERS": {
              \t\t/* work */
              \t\t"github": { "command": "gh-mcp" }, // do not touch
              \t},
              \t"last": "\\"}", // the end
              }
              """;
        };
    return text.replace("SERVERS", host.servers().getFirst());
  }
}
