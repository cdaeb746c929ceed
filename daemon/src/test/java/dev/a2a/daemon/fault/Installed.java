package dev.a2a.daemon.fault;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
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

  /// As users start it.
  List<String> daemon() {
    return List.of(home.resolve("bin/a2a-daemon").toString());
  }

  /// A control: the same daemon with one call more. Its writer answers a request as soon as it has
  /// run, and so before the commit. Made from the image's own classes, so that no setting of the
  /// product can do it.
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

  /// After `request.run(tx)` in `transact`: `request.complete(null)`.
  private static byte[] early(byte[] writer) {
    ClassFile classes = ClassFile.of();
    ClassModel model = classes.parse(writer);
    AtomicInteger sites = new AtomicInteger();
    MethodTypeDesc complete =
        MethodTypeDesc.of(ConstantDescs.CD_void, ClassDesc.of("dev.a2a.shared.api.Problem"));
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
                    code.invokevirtual(call.owner().asSymbol(), "complete", complete);
                  } else {
                    code.with(element);
                  }
                }));
    if (sites.get() != 1) {
      throw new IllegalStateException("Writer.transact no longer runs its requests in one place");
    }
    return changed;
  }
}
