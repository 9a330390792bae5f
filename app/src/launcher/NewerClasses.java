// SPDX-License-Identifier: GPL-2.0-or-later

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Enumeration;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * Raises the classes of a jar to the format of Java 8, unchanged otherwise. The virtual machine takes none of a format before
 * Java 6 into its cache, and checks each anew with its old, slow verifier at every start: picocli, which runs on Java 5, took
 * longer than whole commands do.
 */
final class NewerClasses {
    private static final int FIRST_IN_CACHE = ClassFile.JAVA_6_VERSION;

    private NewerClasses() {}

    public static void main(String[] jars) throws IOException {
        for (String jar : jars) {
            raise(Path.of(jar));
        }
    }

    private static void raise(Path jar) throws IOException {
        Path raised = Path.of(jar + ".raised");
        try (JarFile from = new JarFile(jar.toFile());
                URLClassLoader neighbours = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null)) {
            Manifest manifest = from.getManifest();
            manifest.getMainAttributes().putValue("Changed-By-Quorum-Workbench", "class files raised to the format of Java 8");
            ClassFile format = ClassFile.of(ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
                    ClassFile.ClassHierarchyResolverOption.of(ClassHierarchyResolver.ofResourceParsing(neighbours)
                            .orElse(ClassHierarchyResolver.defaultResolver())));
            try (JarOutputStream to = new JarOutputStream(Files.newOutputStream(raised), manifest)) {
                for (Enumeration<JarEntry> entries = from.entries(); entries.hasMoreElements();) {
                    JarEntry entry = entries.nextElement();
                    if (!entry.getName().equals(JarFile.MANIFEST_NAME)) {
                        JarEntry copy = new JarEntry(entry.getName());
                        copy.setTime(entry.getTime());
                        to.putNextEntry(copy);
                        try (InputStream bytes = from.getInputStream(entry)) {
                            byte[] content = bytes.readAllBytes();
                            to.write(entry.getName().endsWith(".class") ? raise(content, format) : content);
                        }
                        to.closeEntry();
                    }
                }
            }
        }
        Files.move(raised, jar, StandardCopyOption.REPLACE_EXISTING);
    }

    private static byte[] raise(byte[] bytes, ClassFile format) {
        ClassModel old = format.parse(bytes);
        if (old.majorVersion() >= FIRST_IN_CACHE) {
            return bytes;
        }
        ClassTransform version = (to, element) -> {
            if (element instanceof ClassFileVersion) {
                to.withVersion(ClassFile.JAVA_8_VERSION, 0);
            } else {
                to.with(element);
            }
        };
        return format.transformClass(old, version.andThen(ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL)));
    }
}
