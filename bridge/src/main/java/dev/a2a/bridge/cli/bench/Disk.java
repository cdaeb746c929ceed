package dev.a2a.bridge.cli.bench;

import dev.a2a.bridge.link.Programs;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import dev.a2a.shared.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// What one disk costs, as the daemon program measured it with `--probe`. Milliseconds.
record Disk(
    double fsyncMsP50,
    double fsyncMsP99,
    int fsyncSamples,
    double insertMsP50,
    double insertMsP99,
    int insertSamples,
    String fileSystem) {

  static Disk measure(Programs programs, Path folder) throws IOException {
    List<String> command = programs.daemon(List.of("--probe", "--data", folder.toString()));
    Process probe =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try {
      Disk disk = Json.answers().readValue(probe.getInputStream(), Disk.class);
      if (disk != null && probe.waitFor() == 0) {
        return disk;
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (IOException _) {
      // It printed something else, or nothing: said below.
    } finally {
      probe.destroy();
    }
    throw new Refusal(new Problem.BenchFailed("the disk of " + folder + " was not measured."));
  }
}
