package dev.a2a.shared.home;

/// Every setting of the product. A value is taken from the flag, else from the environment, else
/// from `settings` in `config.json`, else the default here. `docs/settings.md` is made from this
/// enum.
public enum Setting {
  HOST("host", "127.0.0.1", "Address on which the daemon listens."),
  PORT("port", "7420", "Port of the daemon; 0 takes any free one."),
  IDLE_SECONDS(
      "idle_seconds",
      "1800",
      "After so many seconds without a request a daemon that was started on demand ends; 0 means"
          + " never. See [local-daemon.md](local-daemon.md)."),
  DATA_DIR("data_dir", "", "Folder of the mail, the log and the daemon's own files."),
  CONFIG_DIR("config_dir", "", "Folder of `config.json`. Environment only."),
  SERVER("server", "", "URL of the daemon, in place of the profile's."),
  PROFILE("profile", "", "Name of the profile to use, in place of the default one."),
  API_KEY(
      "api_key",
      "",
      "API key, in place of a stored one. Environment only; sent to `A2A_SERVER` of the same"
          + " environment or the local daemon."),
  STORE(
      "store",
      "keychain",
      "Where new API keys are kept: `keychain`, or `file` for one that only you can read and that"
          + " is not encrypted."),
  REGISTRATION(
      "registration",
      "",
      "`open`, `invite` or `closed`: who may register an agent; `invite` asks for a code from `a2a"
          + " operator invite`. Default: open on loopback, else invite."),
  INVITE_CODE(
      "invite_code", "", "Code for `a2a register`, in place of `--invite`. Environment only."),
  OPERATOR_KEY(
      "operator_key",
      "",
      "The operator's key, for `a2a operator`. Environment only; sent to `A2A_SERVER` of the same"
          + " environment or the local daemon."),
  REGISTER_REVEAL(
      "register_reveal",
      "claim",
      "`claim` or `key`: what the tools `a2a_register` and `a2a_rotate_api_key` answer at `/mcp`. A"
          + " claim keeps the key out of transcripts."),
  AUTHORIZE(
      "authorize",
      "ask",
      "`ask` or `allow`: what the daemon does when an agent's tool would widen who may write to"
          + " whom. `ask` waits for a person; see [trust.md](trust.md)."),
  OUTSIDE_PAIR(
      "outside_pair",
      "mark",
      "`mark` or `ask`: what the daemon does when an agent's tool sends to another than those whose"
          + " mail the agent was shown in the last 10 minutes. `mark` notes it in the audit log;"
          + " `ask` also waits for a person; see [trust.md](trust.md)."),
  ALLOWED_HOSTS(
      "allowed_hosts",
      "",
      "Further `Host` names that the daemon answers to, separated by commas, such as"
          + " `mail.example.com`."),
  TRUSTED_PROXIES(
      "trusted_proxies",
      "",
      "Addresses and networks, such as `10.0.0.0/8`, of proxies in front of the daemon that are"
          + " believed when they say whom they speak for."),
  RATE_PAIR(
      "rate_pair",
      "60",
      "Messages a minute from one agent to another, 0 to 1000000; a third of them at once. 0: no"
          + " limit."),
  RATE_SENDER(
      "rate_sender",
      "600",
      "Messages a minute from one agent, 0 to 1000000; a third of them at once. 0: no limit."),
  RATE_REGISTER(
      "rate_register",
      "30",
      "Registrations a minute from one address, 0 to 1000000; a third of them at once. 0: no"
          + " limit."),
  RATE_FAILURES(
      "rate_failures",
      "30",
      "Wrong keys and codes a minute from one address, 0 to 1000000; a third of them at once. 0: no"
          + " limit."),
  SERVER_KEY_FILE(
      "server_key_file",
      "",
      "File with the daemon's own secret, in place of `server.key` in the data folder. It is made"
          + " when there is none yet."),
  TOOLS(
      "tools",
      "full",
      "`core` or `full`: which tools models are told of. `core` is what mail needs, in 1,400"
          + " tokens. Of the bridge; at `/mcp` of the daemon."),
  BODY_MAX("body_max", "65536", "Bytes of UTF-8 that a message body may have, 1 to 524288."),
  INBOX_MAX(
      "inbox_max",
      "10000",
      "Unread messages that an inbox holds, of which one sender has at most a quarter; `0`: any"
          + " number."),
  INBOX_BYTES_MAX(
      "inbox_bytes_max",
      "67108864",
      "Bytes of unread bodies that an inbox holds, of which one sender has at most a quarter; `0`:"
          + " any number."),
  LOOP_MAX(
      "loop_max",
      "20",
      "How often two agents may take turns within 10 minutes before their conversation is paused;"
          + " `0`: as often as they like."),
  AOT_CACHE(
      "aot_cache",
      "",
      "Folder of the start-up caches that `a2a self optimize` makes, in place of `lib/cache` of the"
          + " installation; `off`: start without. Environment only."),
  GROUP_COMMIT("group_commit", "on", "`off` gives each write its own fsync; only for measuring.");

  private final String key;
  private final String fallback;
  private final String doc;

  Setting(String key, String fallback, String doc) {
    this.key = key;
    this.fallback = fallback;
    this.doc = doc;
  }

  /// Name in `config.json`.
  public String key() {
    return key;
  }

  /// Name of the environment variable.
  public String env() {
    return "A2A_" + name();
  }

  /// The value when nobody says anything; empty where it depends on the machine.
  public String fallback() {
    return fallback;
  }

  /// What it does, one sentence in Markdown.
  public String doc() {
    return doc;
  }

  /// May it stand in `config.json`? What is needed before that file is found can't, and a secret
  /// must not.
  public boolean inFile() {
    return switch (this) {
      case CONFIG_DIR, API_KEY, INVITE_CODE, OPERATOR_KEY, AOT_CACHE -> false;
      default -> true;
    };
  }
}
