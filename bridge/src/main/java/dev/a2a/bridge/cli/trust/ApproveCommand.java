package dev.a2a.bridge.cli.trust;

import dev.a2a.bridge.cli.option.Common;
import dev.a2a.bridge.cli.option.Paging;
import dev.a2a.bridge.cli.terminal.Screen;
import dev.a2a.bridge.cli.terminal.Shell;
import dev.a2a.bridge.cli.terminal.Style;
import dev.a2a.bridge.cli.terminal.When;
import dev.a2a.shared.api.ApprovalList;
import dev.a2a.shared.api.ApprovalList.Approval;
import dev.a2a.shared.api.Check;
import dev.a2a.shared.api.DecideApproval;
import dev.a2a.shared.api.Decided;
import dev.a2a.shared.api.Decision;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import dev.a2a.shared.json.Json;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Shows what an agent has asked for, and takes the person's word on it.
@Command(
    name = "approve",
    description = "List what your agent asks you to allow, and allow or deny it.",
    footer = {
      "%nExample:",
      "  a2a approve",
      "  a2a approve 0190163d-8694-739b-aea5-966c26f8ad91",
      "  a2a approve 0190163d-8694-739b-aea5-966c26f8ad91 --deny"
    })
public final class ApproveCommand implements Callable<Integer> {
  @Mixin final Common common;
  @Mixin final Paging paging = new Paging();

  @Parameters(
      arity = "0..1",
      paramLabel = "ID",
      description = "What to allow; without it, all that waits is listed.")
  @Nullable String id;

  @Option(names = "--deny", description = "Say no instead.")
  boolean deny;

  @Option(names = "--yes", description = "Do not show it and ask again at a terminal.")
  boolean yes;

  public ApproveCommand(Shell shell) {
    this.common = new Common(shell);
  }

  @Override
  public Integer call() {
    if (id == null && deny) {
      throw new Refusal(new Problem.BadUsage("Say what to deny: a2a approve ID --deny."));
    }
    return id == null
        ? list()
        : decide(new DecideApproval(id, deny ? Decision.DENY : Decision.APPROVE));
  }

  private int decide(DecideApproval request) {
    if (!confirmed(request)) {
      return common.print(
          request, screen -> screen.line("Nothing is decided: it waits as before."));
    }
    Decided answer = common.post("/v1/approvals/" + request.approvalId(), request, Decided.class);
    return common.print(
        answer,
        screen -> {
          boolean approved = answer.decision() == Decision.APPROVE;
          screen.line(Style.GOOD, approved ? "Approved, and done:" : "Denied:");
          screen.line("  " + answer.question());
          if (answer.result() instanceof Map<?, ?> members) {
            members.forEach((name, value) -> screen.line("  " + name + "  " + shown(value)));
          }
        });
  }

  /// Whoever pastes a command that an agent gave them is to see what it allows, before it does.
  private boolean confirmed(DecideApproval request) {
    Shell shell = common.shell();
    if (request.decision() == Decision.DENY || yes || common.json() || !shell.tty().seen()) {
      return true;
    }
    ApprovalList waiting = common.get("/v1/approvals?limit=" + Check.PAGE_MAX, ApprovalList.class);
    waiting.approvals().stream()
        .filter(one -> one.approvalId().equals(request.approvalId()))
        .forEach(one -> show(one, shell.screen()));
    return shell.tty().confirmed("Allow this?");
  }

  private int list() {
    ApprovalList answer = common.get(paging.path("/v1/approvals", Map.of()), ApprovalList.class);
    int status = common.print(answer, screen -> show(answer, screen));
    paging.remark(common, answer.hasMore(), answer.cursor(), "approve");
    return status;
  }

  private static void show(ApprovalList answer, Screen screen) {
    if (answer.approvals().isEmpty()) {
      screen.line("Nothing waits for you.");
      return;
    }
    answer.approvals().forEach(one -> show(one, screen));
    screen.blank();
    screen.line(Style.FAINT, "Allow one with `a2a approve ID`, say no with --deny.");
  }

  private static void show(Approval one, Screen screen) {
    screen.blank();
    screen.sides(Style.STRONG, one.approvalId(), "until " + When.shown(one.expiresAt()));
    screen.line("  " + one.question());
    screen.line("  asked by " + one.agentId() + " with " + one.tool());
    if (one.reason() != null) {
      screen.line(Style.WARNING, "  its reason, in its own words: " + one.reason());
    }
  }

  private static String shown(@Nullable Object value) {
    return value == null ? "-" : value instanceof String text ? text : Json.write(value);
  }
}
