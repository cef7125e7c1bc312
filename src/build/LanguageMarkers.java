// SPDX-License-Identifier: Apache-2.0
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Counts phrases that this project does not use in its comments and guides, such as "nobody", "of its own" or a Javadoc
 * sentence that begins with "What". Run from the root of the project:
 *
 * <pre>java src/build/LanguageMarkers.java [--list]</pre>
 *
 * Exits with 1 if the comments of main code or the guides have 25 or more per 10,000 words.
 */
final class LanguageMarkers {

    private static final double MAX_PER_10_000_WORDS = 25;

    private static final Pattern MARKER = Pattern.compile(
            "\\b(nobody|somebody|anybody|everybody|whoever|whom|whomever|likewise|anew|for ever|not any more"
                    + "|of (its|his|their|our|your|one's) own|of ours|stands? for|is none|makes? of|that is no)\\b"
                    + "|\\bis no (?!longer)[a-z]+\\b"
                    + "|\\bwhat (is|are|was|were|has|have|does|comes|came|stands|it|they|a|an|the) [a-z]+\\b"
                    + "|(?m)^(What|Who|Whom|Whose)\\b",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern LINE_COMMENT = Pattern.compile("(?m)^\\s*//(.*)$");
    private static final Pattern BLOCK_COMMENT = Pattern.compile("/\\*(.*?)\\*/", Pattern.DOTALL);
    private static final Pattern CODE_BLOCK = Pattern.compile("(?ms)^```.*?^```");
    private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z'-]*");

    private LanguageMarkers() {}

    public static void main(String[] arguments) throws IOException {
        boolean list = List.of(arguments).contains("--list");
        boolean comments = report("comments of main code", files("modules", LanguageMarkers::isMainCode), LanguageMarkers::comments, list);
        boolean guides = report("guides", files(".", LanguageMarkers::isGuide), LanguageMarkers::prose, list);
        if (!comments || !guides) {
            System.exit(1);
        }
    }

    private static boolean report(String name, List<Path> files, Function<String, String> text, boolean list)
            throws IOException {
        long words = 0;
        List<String> found = new ArrayList<>();
        for (Path file : files) {
            String checked = text.apply(Files.readString(file));
            words += WORD.matcher(checked).results().count();
            MARKER.matcher(checked).results().map(MatchResult::group).forEach(marker -> found.add(file + ": " + marker));
        }
        if (words == 0) {
            throw new IllegalStateException("no words found in " + name + ": run this from the root of the project");
        }
        double rate = found.size() * 10_000.0 / words;
        System.out.printf(
                Locale.ROOT, "%s: %d markers in %d words, %.1f per 10,000%n", name, found.size(), words, rate);
        if (list) {
            found.forEach(System.out::println);
        }
        return rate < MAX_PER_10_000_WORDS;
    }

    private static List<Path> files(String folder, Predicate<String> filter) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> filter.test(file.toString().replace('\\', '/')))
                    .sorted()
                    .toList();
        }
    }

    private static boolean isMainCode(String path) {
        return path.endsWith(".java") && path.contains("/src/main/java/") && !path.contains("/target/");
    }

    private static boolean isGuide(String path) {
        return path.endsWith(".md") && !path.contains("/target/") && !path.contains("/modules/") && !path.contains("/.");
    }

    private static String comments(String source) {
        String blocks = BLOCK_COMMENT.matcher(source).results().map(r -> r.group(1)).collect(Collectors.joining("\n"));
        String lines = LINE_COMMENT.matcher(source).results().map(r -> r.group(1)).collect(Collectors.joining("\n"));
        return (blocks + "\n" + lines)
                .replace("SPDX-License-Identifier: Apache-2.0", "")
                .replaceAll("(?m)^\\s*\\*?\\s*", "");
    }

    private static String prose(String markdown) {
        return CODE_BLOCK.matcher(markdown).replaceAll("").replaceAll("`[^`\n]*`", "");
    }
}
