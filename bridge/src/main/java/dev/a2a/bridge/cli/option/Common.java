package dev.a2a.bridge.cli.option;

import dev.a2a.bridge.cli.terminal.Screen;
import dev.a2a.bridge.cli.terminal.Shell;
import dev.a2a.bridge.link.DaemonClient;
import dev.a2a.bridge.link.Identity;
import dev.a2a.bridge.profile.Profiles;
import dev.a2a.bridge.profile.Server;
import dev.a2a.shared.api.AliasList;
import dev.a2a.shared.api.AliasList.Alias;
import dev.a2a.shared.api.Check;
import dev.a2a.shared.api.Exit;
import dev.a2a.shared.api.ListAliases;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import dev.a2a.shared.home.Setting;
import dev.a2a.shared.home.Settings;
import dev.a2a.shared.json.Json;
import dev.a2a.shared.text.Visible;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options of every command, and the ways from them to the daemon and to the person.
///
/// Nothing is read from disk or asked of the daemon before a command needs it.
public final class Common {
  @Option(names = "--json", description = "Print the answer as one JSON object.")
  boolean json;

  @Option(names = "--profile", paramLabel = "NAME", description = "Act as this identity.")
  @Nullable String profile;

  @Option(
      names = "--server",
      paramLabel = "URL",
      description = "Ask this daemon, not the profile's.")
  @Nullable String server;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  boolean help;

  private final Shell shell;

  public Common(Shell shell) {
    this.shell = shell;
  }

  public Shell shell() {
    return shell;
  }

  public boolean json() {
    return json;
  }

  /// The settings in force; `more` are further flags.
  public Settings settings(Map<Setting, String> more) {
    Map<Setting, String> flags = new EnumMap<>(Setting.class);
    flags.putAll(more);
    if (profile != null) {
      flags.put(Setting.PROFILE, Profiles.checkName(profile));
    }
    if (server != null) {
      flags.put(Setting.SERVER, new Server(server).origin());
    }
    return Settings.of(flags, shell.env());
  }

  /// The server of `--server`, and only of it.
  public Optional<Server> serverOption() {
    return Optional.ofNullable(server).map(Server::new);
  }

  public Identity identity() {
    return identity(Map.of());
  }

  /// The same, with further flags. A person who types may be asked by the keychain.
  public Identity identity(Map<Setting, String> more) {
    return new Identity(settings(more), shell.tty()::typed);
  }

  /// A client that shows the key of the identity in use; refused at once where there is none.
  public DaemonClient client() {
    Identity identity = identity();
    if (identity.key().isEmpty()) {
      throw new Refusal(new Problem.Unauthenticated());
    }
    Server server = identity.server();
    return identity.client(server, () -> identity.key(server));
  }

  public <T> T get(String path, Class<T> answer) {
    return client().call("GET", path, Optional.empty(), answer);
  }

  public <T> T post(String path, Object request, Class<T> answer) {
    return client().call("POST", path, Optional.of(request), answer);
  }

  public <T> T delete(String path, Class<T> answer) {
    return client().call("DELETE", path, Optional.empty(), answer);
  }

  /// The id of an agent that was named by it or by an alias. The daemon is asked for aliases only.
  public String agentId(String idOrAlias) {
    if (Check.isAgentId(idOrAlias)) {
      return idOrAlias;
    }
    if (idOrAlias.startsWith("a2a_")) {
      return Check.agentId("agent id", idOrAlias); // Refused with what an id looks like.
    }
    String alias = Objects.requireNonNull(new ListAliases(idOrAlias, null, null).alias());
    String query = URLEncoder.encode(alias, StandardCharsets.UTF_8);
    List<Alias> found = get("/v1/aliases?alias=" + query, AliasList.class).aliases();
    if (found.size() != 1) {
      throw new Refusal(new Problem.UnknownAlias(idOrAlias));
    }
    return Check.agentId("agent id", found.getFirst().agentId());
  }

  /// Prints an answer: with `--json` as it is, else as `people` shows it.
  public int print(Object answer, Consumer<Screen> people) {
    if (json) {
      shell.out().println(Visible.json(Json.write(answer)));
    } else {
      people.accept(shell.screen());
    }
    return Exit.OK.status();
  }

  /// A remark beside the answer; none with `--json`.
  public void remark(String text) {
    if (!json) {
      shell.remarks().line(text);
    }
  }

  /// The options that a person must repeat to act as now.
  List<String> repeated() {
    List<String> words = new ArrayList<>();
    if (profile != null) {
      words.addAll(List.of("--profile", profile));
    }
    if (server != null) {
      words.addAll(List.of("--server", server));
    }
    return words;
  }
}
