package dev.a2a.bridge.cli.doctor;

import dev.a2a.bridge.cli.daemon.Where;
import dev.a2a.bridge.cli.option.Common;
import dev.a2a.bridge.cli.terminal.Screen;
import dev.a2a.bridge.cli.terminal.Shell;
import dev.a2a.bridge.cli.terminal.Style;
import dev.a2a.bridge.link.Programs;
import dev.a2a.shared.api.Exit;
import dev.a2a.shared.home.Version;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Looks at everything that has to be right for mail to arrive, and says what is not.
@Command(
    name = "doctor",
    description = "Find what is wrong here, and say how to repair it: exit status 1 if anything.",
    footer = {
      "%n--fix repairs permissions and links, and says what they were before.",
      "%nExample:",
      "  a2a doctor",
      "  a2a doctor --fix",
      "  a2a doctor --bundle for-support.zip"
    })
public final class DoctorCommand implements Callable<Integer> {
  @Mixin final Common common;
  @Mixin final Where where = new Where();

  @Option(names = "--fix", description = "Repair what can be repaired without risk.")
  boolean fix;

  @Option(
      names = "--bundle",
      paramLabel = "FILE",
      description = "Pack the findings for somebody who helps: a new zip, without keys and mail.")
  @Nullable Path bundle;

  private final Programs programs;

  public DoctorCommand(Shell shell, Programs programs) {
    this.common = new Common(shell);
    this.programs = programs;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (bundle != null) {
      Bundle.refuseUnlessFresh(bundle);
    }
    List<Finding> findings = new ArrayList<>();
    List<String> repaired = new ArrayList<>();
    Examinations examinations = new Examinations(common, where, programs);
    for (Examination examination : examinations.all()) {
      List<Finding> found = Examinations.run(examination);
      if (fix && repair(found, repaired)) {
        found = Examinations.run(examination);
      }
      if (fix) {
        found = found.stream().map(DoctorCommand::unrepaired).toList();
      }
      findings.addAll(found);
      if (!common.json()) {
        found.forEach(new Page(common.shell().screen())::show);
      }
    }
    Diagnosis diagnosis =
        new Diagnosis(
            findings.stream().noneMatch(Finding::wrong),
            Version.ofThisBuild().number(),
            findings,
            repaired,
            bundle == null ? null : bundle.toString());
    if (bundle != null) {
      new Bundle(common.shell().env()).write(bundle, diagnosis, examinations.config());
    }
    common.print(diagnosis, screen -> sum(diagnosis, screen));
    return (diagnosis.well() ? Exit.OK : Exit.INTERNAL).status();
  }

  private static boolean repair(List<Finding> found, List<String> repaired) {
    int before = repaired.size();
    for (Finding finding : found) {
      if (finding.fix() != null) {
        try {
          repaired.add(finding.fix().apply());
        } catch (IOException _) {
          // Told by the finding, which stays.
        }
      }
    }
    return repaired.size() > before;
  }

  /// What could be repaired is gone by now.
  private static Finding unrepaired(Finding finding) {
    return finding.fix() == null
        ? finding
        : Finding.wrong(
            finding.check(), finding.says(), "This could not be repaired; ask the file's owner.");
  }

  private static void sum(Diagnosis diagnosis, Screen screen) {
    screen.blank();
    diagnosis.repaired().forEach(what -> screen.line("Repaired: " + what));
    long wrong = diagnosis.findings().stream().filter(Finding::wrong).count();
    screen.line(
        wrong == 0 ? Style.GOOD : Style.WARNING,
        wrong == 0
            ? "All is well."
            : wrong + (wrong == 1 ? " thing is wrong." : " things are wrong."));
    if (diagnosis.bundle() != null) {
      screen.line("For support: " + diagnosis.bundle() + ". Look into it before you send it.");
    }
  }
}
