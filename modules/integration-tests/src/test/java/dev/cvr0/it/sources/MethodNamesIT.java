// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.it.sources;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** Tests the names of the test methods of all modules. Parses the sources, because not all modules are compiled here. */
class MethodNamesIT {

    private static final Path ROOT = Path.of(System.getProperty("cvr0.root"));
    private static final String SOURCE = "modules/.*/src/(main|test)/java/.*\\.java";
    private static final String TEST =
            "@(\\w+\\.)*(Test|ParameterizedTest|RepeatedTest|TestFactory|TestTemplate|Property|Example)\\b.*";
    private static final String NAME = "should[A-Z0-9]\\w*";

    @Test
    void shouldStartWithShould() throws IOException {
        Map<String, String> modules = new TreeMap<>();
        Map<String, String> wrong = new TreeMap<>();
        testMethods().forEach((method, file) -> {
            modules.put(file.replaceFirst("/src/.*", ""), method);
            if (!method.replaceFirst(".*\\.", "").matches(NAME)) {
                wrong.put(method, file);
            }
        });

        assertThat(modules).as("modules with test methods").hasSizeGreaterThan(10);
        assertThat(wrong)
                .as("test methods whose names do not match %s; rename them", NAME)
                .isEmpty();
    }

    /** Returns the test methods, qualified by file name, and their files. */
    private static Map<String, String> testMethods() throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        Map<String, String> methods = new TreeMap<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(sources()));
            for (CompilationUnitTree unit : task.parse()) {
                String file =
                        ROOT.toUri().relativize(unit.getSourceFile().toUri()).getPath();
                String type = file.replaceFirst(".*/(\\w+)\\.java", "$1");
                new TreeScanner<Void, Void>() {
                    @Override
                    public Void visitMethod(MethodTree method, Void unused) {
                        if (method.getModifiers().getAnnotations().stream()
                                .anyMatch(annotation -> annotation.toString().matches(TEST))) {
                            methods.put(type + "." + method.getName(), file);
                        }
                        return super.visitMethod(method, unused);
                    }
                }.scan(unit, null);
            }
        }
        return methods;
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve("modules"))) {
            return files.filter(file ->
                            ROOT.relativize(file).toString().replace('\\', '/').matches(SOURCE))
                    .filter(file -> !file.toString().contains("archetype-resources"))
                    .toList();
        }
    }
}
