// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.transcript;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what stands before the first dialogue: comments, and settings in the form of comments. */
final class SettingLines {

    private static final Pattern SETTING = Pattern.compile("with ([a-z0-9.-]+)=(.*)");

    private final Problems problems;
    private final Map<String, String> settings = new LinkedHashMap<>();

    SettingLines(Problems problems) {
        this.problems = problems;
    }

    static boolean isSetting(SourceLine line) {
        return line.isComment() && SETTING.matcher(line.comment()).matches();
    }

    Map<String, String> read(List<SourceLine> head) {
        for (SourceLine line : head) {
            Optional<String> fault = line.fault();
            if (fault.isPresent()) {
                problems.add(line.number(), fault.get());
            } else if (line.isComment()) {
                readComment(line);
            } else if (!line.isBlank()) {
                problems.add(
                        line.number(),
                        Problems.quoted(line.text())
                                + " stands before the first dialogue, expected '== name' or '# text'");
            }
        }
        return settings;
    }

    private void readComment(SourceLine line) {
        Matcher setting = SETTING.matcher(line.comment());
        if (setting.matches()) {
            if (settings.putIfAbsent(setting.group(1), setting.group(2).strip()) != null) {
                problems.add(line.number(), "the setting " + setting.group(1) + " is given twice, expected it once");
            }
        } else if (line.comment().startsWith("with ") && line.comment().contains("=")) {
            problems.add(line.number(), Problems.quoted(line.text()) + " is no setting, expected '# with key=value'");
        }
    }
}
