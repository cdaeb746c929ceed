package dev.a2a.daemon;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// The process's session (POSIX `setsid`): in one of its own, neither Ctrl-C at the starter's
/// terminal nor closing it ends the daemon. The JVM has no call for it, and macOS no command.
final class Session {
  private Session() {}

  /// Starts a new session; a process that leads its group already stays as it is. Does nothing on
  /// Windows.
  @SuppressWarnings("restricted") // The launcher grants native access.
  static void leave() {
    SymbolLookup library = Linker.nativeLinker().defaultLookup();
    library
        .find("setsid")
        .ifPresent(setsid -> {
          MethodHandle call =
              Linker.nativeLinker()
                  .downcallHandle(setsid, FunctionDescriptor.of(ValueLayout.JAVA_INT));
          try {
            int _ = (int) call.invokeExact();
          } catch (Throwable e) {
            throw new IllegalStateException("setsid cannot be called", e);
          }
        });
  }
}
