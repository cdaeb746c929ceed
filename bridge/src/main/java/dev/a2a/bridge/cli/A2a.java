package dev.a2a.bridge.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.a2a.bridge.cli.audit.AuditCommand;
import dev.a2a.bridge.cli.audit.OperatorAuditCommand;
import dev.a2a.bridge.cli.backup.BackupCommand;
import dev.a2a.bridge.cli.backup.CheckCommand;
import dev.a2a.bridge.cli.backup.RestoreCommand;
import dev.a2a.bridge.cli.bench.BenchCommand;
import dev.a2a.bridge.cli.daemon.DaemonCommand;
import dev.a2a.bridge.cli.daemon.LogsCommand;
import dev.a2a.bridge.cli.daemon.RunCommand;
import dev.a2a.bridge.cli.daemon.StartCommand;
import dev.a2a.bridge.cli.daemon.StatusCommand;
import dev.a2a.bridge.cli.daemon.StopCommand;
import dev.a2a.bridge.cli.demo.DemoCommand;
import dev.a2a.bridge.cli.doctor.DoctorCommand;
import dev.a2a.bridge.cli.identity.AgentsCommand;
import dev.a2a.bridge.cli.identity.CapabilitiesCommand;
import dev.a2a.bridge.cli.identity.LoginCommand;
import dev.a2a.bridge.cli.identity.RegisterCommand;
import dev.a2a.bridge.cli.identity.SetCapabilitiesCommand;
import dev.a2a.bridge.cli.identity.WhoamiCommand;
import dev.a2a.bridge.cli.keys.KeysCommand;
import dev.a2a.bridge.cli.keys.ListCommand;
import dev.a2a.bridge.cli.keys.RevokeKeyCommand;
import dev.a2a.bridge.cli.keys.RotateCommand;
import dev.a2a.bridge.cli.mail.ConversationCommand;
import dev.a2a.bridge.cli.mail.ConversationsCommand;
import dev.a2a.bridge.cli.mail.InboxCommand;
import dev.a2a.bridge.cli.mail.MarkReadCommand;
import dev.a2a.bridge.cli.mail.MessageStatusCommand;
import dev.a2a.bridge.cli.mail.ReadCommand;
import dev.a2a.bridge.cli.mail.ResumeCommand;
import dev.a2a.bridge.cli.mail.SearchCommand;
import dev.a2a.bridge.cli.mail.SendCommand;
import dev.a2a.bridge.cli.manual.CompletionCommand;
import dev.a2a.bridge.cli.manual.ShareCommand;
import dev.a2a.bridge.cli.operator.AccountsCommand;
import dev.a2a.bridge.cli.operator.DisableCommand;
import dev.a2a.bridge.cli.operator.EnableCommand;
import dev.a2a.bridge.cli.operator.OperatorCommand;
import dev.a2a.bridge.cli.operator.RegistrationInviteCommand;
import dev.a2a.bridge.cli.operator.StatsCommand;
import dev.a2a.bridge.cli.profile.ListProfilesCommand;
import dev.a2a.bridge.cli.profile.LogoutCommand;
import dev.a2a.bridge.cli.profile.ProfileCommand;
import dev.a2a.bridge.cli.profile.RmCommand;
import dev.a2a.bridge.cli.profile.ShowCommand;
import dev.a2a.bridge.cli.profile.UseCommand;
import dev.a2a.bridge.cli.self.OptimizeCommand;
import dev.a2a.bridge.cli.self.RehearseCommand;
import dev.a2a.bridge.cli.self.SelfCommand;
import dev.a2a.bridge.cli.service.InstallServiceCommand;
import dev.a2a.bridge.cli.service.UninstallServiceCommand;
import dev.a2a.bridge.cli.setup.SetupCommand;
import dev.a2a.bridge.cli.terminal.Shell;
import dev.a2a.bridge.cli.trust.AcceptCommand;
import dev.a2a.bridge.cli.trust.AliasCommand;
import dev.a2a.bridge.cli.trust.ApproveCommand;
import dev.a2a.bridge.cli.trust.AuthorizationsCommand;
import dev.a2a.bridge.cli.trust.AuthorizeCommand;
import dev.a2a.bridge.cli.trust.BlockCommand;
import dev.a2a.bridge.cli.trust.InviteCommand;
import dev.a2a.bridge.cli.trust.InvitesCommand;
import dev.a2a.bridge.cli.trust.RevokeCommand;
import dev.a2a.bridge.cli.trust.UnblockCommand;
import dev.a2a.bridge.link.Programs;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/// The list of commands, in the order in which a newcomer needs them.
///
/// Only the command that was typed is made, unless the list itself is needed: making one costs
/// picocli some milliseconds.
public final class A2a {
  private final Shell shell;
  private final Map<String, Supplier<Object>> commands = new LinkedHashMap<>();

  public A2a(Shell shell, Programs programs) {
    this.shell = shell;
    commands.put("demo", () -> new DemoCommand(shell, programs));
    commands.put("daemon", () -> daemon(programs));
    commands.put("register", () -> new RegisterCommand(shell));
    commands.put("setup", () -> new SetupCommand(shell, programs));
    commands.put("login", () -> new LoginCommand(shell));
    commands.put("logout", () -> new LogoutCommand(shell));
    commands.put("profile", this::profile);
    commands.put("whoami", () -> new WhoamiCommand(shell));
    commands.put("keys", this::keys);
    commands.put("authorize", () -> new AuthorizeCommand(shell));
    commands.put("revoke", () -> new RevokeCommand(shell));
    commands.put("block", () -> new BlockCommand(shell));
    commands.put("unblock", () -> new UnblockCommand(shell));
    commands.put("authorizations", () -> new AuthorizationsCommand(shell));
    commands.put("alias", () -> new AliasCommand(shell));
    commands.put("invite", () -> new InviteCommand(shell));
    commands.put("invites", () -> new InvitesCommand(shell));
    commands.put("accept", () -> new AcceptCommand(shell));
    commands.put("approve", () -> new ApproveCommand(shell));
    commands.put("agents", () -> new AgentsCommand(shell));
    commands.put("capabilities", this::capabilities);
    commands.put("send", () -> new SendCommand(shell));
    commands.put("inbox", () -> new InboxCommand(shell));
    commands.put("read", () -> new ReadCommand(shell));
    commands.put("status", () -> new MessageStatusCommand(shell));
    commands.put("mark-read", () -> new MarkReadCommand(shell));
    commands.put("conversations", () -> new ConversationsCommand(shell));
    commands.put("conversation", () -> new ConversationCommand(shell));
    commands.put("search", () -> new SearchCommand(shell));
    commands.put("resume", () -> new ResumeCommand(shell));
    commands.put("doctor", () -> new DoctorCommand(shell, programs));
    commands.put("backup", () -> new BackupCommand(shell, programs));
    commands.put("restore", () -> new RestoreCommand(shell, programs));
    commands.put("audit", () -> new AuditCommand(shell));
    commands.put("operator", this::operator);
    commands.put("self", () -> self(programs));
    commands.put("completion", () -> new CompletionCommand(shell, this::whole));
    commands.put("bench", () -> new BenchCommand(shell, programs));
    commands.put("help", CommandLine.HelpCommand::new);
  }

  /// Runs one command line; returns the exit status. Nothing is thrown, whatever happens.
  public int run(String... args) {
    Failures failures = new Failures(shell, args);
    try {
      int status = commandLine(failures, args).execute(args);
      return shell.out().checkError() ? failures.outputLost() : status;
    } catch (Throwable e) { // Out of memory or stack: even then a sentence, and no stack trace.
      return failures.unexpected(e);
    }
  }

  private CommandLine commandLine(Failures failures, String... args) {
    Supplier<Object> typed = args.length == 0 ? null : commands.get(args[0]);
    CommandLine line =
        typed == null || args[0].equals("help")
            ? whole()
            : new CommandLine(new Root()).addSubcommand(args[0], typed.get());
    return line.setColorScheme(
            CommandLine.Help.defaultColorScheme(shell.colours() ? Ansi.ON : Ansi.OFF))
        .setOut(new PrintWriter(shell.out(), true, UTF_8))
        .setErr(new PrintWriter(shell.err(), true, UTF_8))
        .setParameterExceptionHandler(failures::usage)
        .setExecutionExceptionHandler((e, _, _) -> failures.unexpected(e))
        .setExpandAtFiles(false)
        .setAbbreviatedOptionsAllowed(false)
        .setInterpolateVariables(false);
  }

  /// With all commands, which takes a while.
  CommandLine whole() {
    CommandLine line = new CommandLine(new Root());
    commands.forEach((name, command) -> line.addSubcommand(name, command.get()));
    return line;
  }

  private CommandLine keys() {
    return new CommandLine(new KeysCommand(shell))
        .addSubcommand(new ListCommand(shell))
        .addSubcommand(new RotateCommand(shell))
        .addSubcommand(new RevokeKeyCommand(shell));
  }

  private CommandLine profile() {
    return new CommandLine(new ProfileCommand(shell))
        .addSubcommand(new ListProfilesCommand(shell))
        .addSubcommand(new UseCommand(shell))
        .addSubcommand(new ShowCommand(shell))
        .addSubcommand(new RmCommand(shell));
  }

  private CommandLine capabilities() {
    return new CommandLine(new CapabilitiesCommand(shell))
        .addSubcommand(new SetCapabilitiesCommand(shell));
  }

  private CommandLine daemon(Programs programs) {
    return new CommandLine(new DaemonCommand(shell))
        .addSubcommand(new RunCommand(shell, programs))
        .addSubcommand(new StartCommand(shell, programs))
        .addSubcommand(new StopCommand(shell))
        .addSubcommand(new StatusCommand(shell))
        .addSubcommand(new LogsCommand(shell))
        .addSubcommand(new CheckCommand(shell, programs))
        .addSubcommand(new InstallServiceCommand(shell, programs))
        .addSubcommand(new UninstallServiceCommand(shell));
  }

  private CommandLine self(Programs programs) {
    return new CommandLine(new SelfCommand(shell))
        .addSubcommand(new OptimizeCommand(shell, programs))
        .addSubcommand(new RehearseCommand(this::run))
        .addSubcommand(new ShareCommand(this::whole, programs));
  }

  private CommandLine operator() {
    return new CommandLine(new OperatorCommand(shell))
        .addSubcommand(new AccountsCommand(shell))
        .addSubcommand(new DisableCommand(shell))
        .addSubcommand(new EnableCommand(shell))
        .addSubcommand(new RegistrationInviteCommand(shell))
        .addSubcommand(new StatsCommand(shell))
        .addSubcommand(new OperatorAuditCommand(shell));
  }
}
