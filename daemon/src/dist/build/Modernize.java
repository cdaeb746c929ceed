import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.constant.ClassDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// Copies a jar and gives classes from before Java 7 the format of Java 8.
///
/// The virtual machine keeps no class of the old verifier in a start-up cache, and JDK 25.0.3
/// crashes where it makes an AOT cache of a program that has some. What the code does stays as it
/// is; it gets the stack maps that the newer verifier wants.
final class Modernize {
  private static final int OLD = ClassFile.JAVA_7_VERSION;

  public static void main(String[] args) throws IOException {
    try (ZipFile from = new ZipFile(args[0]);
        ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(Path.of(args[1])))) {
      ClassFile format =
          ClassFile.of(
              ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
              ClassFile.ClassHierarchyResolverOption.of(
                  ClassHierarchyResolver.ofResourceParsing(type -> resource(from, type))));
      for (ZipEntry entry : Collections.list(from.entries())) {
        byte[] content = from.getInputStream(entry).readAllBytes();
        ZipEntry copy = new ZipEntry(entry.getName());
        copy.setTimeLocal(entry.getTimeLocal()); // Two builds, the same bytes.
        to.putNextEntry(copy);
        to.write(entry.getName().endsWith(".class") ? modern(format, content) : content);
        to.closeEntry();
      }
    }
  }

  private static byte[] modern(ClassFile format, byte[] content) {
    ClassModel model = format.parse(content);
    if (model.majorVersion() >= OLD) {
      return content;
    }
    ClassTransform version =
        (builder, element) -> {
          ClassElement kept =
              element instanceof ClassFileVersion
                  ? ClassFileVersion.of(ClassFile.JAVA_8_VERSION, 0)
                  : element;
          builder.with(kept);
        };
    // The bodies are written anew, or they would keep their lack of stack maps.
    return format.transformClass(
        model, ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL).andThen(version));
  }

  private static InputStream resource(ZipFile jar, ClassDesc type) {
    String name = type.descriptorString().replaceAll("^L|;$", "") + ".class";
    ZipEntry entry = jar.getEntry(name);
    try {
      return entry == null
          ? ClassLoader.getSystemResourceAsStream(name)
          : jar.getInputStream(entry);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
