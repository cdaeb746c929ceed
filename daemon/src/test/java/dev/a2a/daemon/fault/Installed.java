package dev.a2a.daemon.fault;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// The daemon of an image, and the broken one that is held against it.
record Installed(Path home) {
  private static final String WRITER = "dev/a2a/daemon/db/Writer.class";
  private static final long PAUSE_NANOS = 20_000_000;
  private static final ClassDesc LOCK_SUPPORT =
      ClassDesc.of("java.util.concurrent.locks.LockSupport");
  private static final MethodTypeDesc PARK =
      MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_long);
  private static final MethodTypeDesc COMPLETE =
      MethodTypeDesc.of(ConstantDescs.CD_void, ClassDesc.of("dev.a2a.shared.api.Problem"));

  /// As users start it.
  List<String> daemon() {
    return List.of(home.resolve("bin/a2a-daemon").toString());
  }

  /// A control: the same daemon with two calls more. Its writer answers a request as soon as it has
  /// run, and commits 20 ms later, as a store does that commits by a timer. Without that pause the
  /// log is written within microseconds of the answer, and what is written outlives the process:
  /// killing it would show the loss now and then only. Made from the image's own classes, so that
  /// no setting of the product can do it.
  ///
  /// @param folder where the changed class is put
  List<String> answeringEarly(Path folder) throws IOException {
    Path changed = folder.resolve("early").resolve(WRITER);
    Files.createDirectories(changed.resolveSibling("."));
    Files.write(changed, early(writer()));
    return List.of(
        home.resolve("lib/runtime/bin/java").toString(),
        "-Xmx256m",
        "-XX:+UseSerialGC",
        "-Xlog:disable",
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        folder.resolve("early") + ":" + home.resolve("lib/app/a2a.jar"),
        "dev.a2a.daemon.Main");
  }

  private byte[] writer() throws IOException {
    try (Stream<Path> jars = Files.list(home.resolve("lib/app"))) {
      Path jar =
          jars.filter(path -> path.getFileName().toString().startsWith("daemon"))
              .findFirst()
              .orElseThrow();
      try (FileSystem inside = FileSystems.newFileSystem(jar)) {
        return Files.readAllBytes(inside.getPath(WRITER));
      }
    }
  }

  /// In `transact`: after `request.run(tx)` a `request.complete(null)`, and a pause before
  /// "COMMIT".
  private static byte[] early(byte[] writer) {
    ClassFile classes = ClassFile.of();
    ClassModel model = classes.parse(writer);
    AtomicInteger sites = new AtomicInteger();
    byte[] changed =
        classes.transformClass(
            model,
            ClassTransform.transformingMethodBodies(
                method -> method.methodName().equalsString("transact"),
                (code, element) -> {
                  if (element instanceof InvokeInstruction call
                      && call.name().equalsString("run")) {
                    sites.incrementAndGet();
                    code.dup2().with(element).pop().aconst_null();
                    code.invokevirtual(call.owner().asSymbol(), "complete", COMPLETE);
                  } else if (element instanceof ConstantInstruction text
                      && text.constantValue().equals("COMMIT")) {
                    sites.incrementAndGet();
                    code.loadConstant(PAUSE_NANOS);
                    code.invokestatic(LOCK_SUPPORT, "parkNanos", PARK);
                    code.with(element);
                  } else {
                    code.with(element);
                  }
                }));
    if (sites.get() != 2) {
      throw new IllegalStateException("Writer.transact no longer runs and commits in one place");
    }
    return changed;
  }
}
