package dev.a2a.bridge.cli.doctor;

import java.io.IOException;
import java.util.List;

/// Looks at one thing, and changes nothing.
interface Examination {
  /// The word under which its findings stand.
  String check();

  /// At least one. What it throws is told as a finding too.
  List<Finding> findings() throws IOException, InterruptedException;
}
