// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.it.guides;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A command in a guide and its output.
 *
 * @param command the text after the prompt
 * @param output matches the whole output; a line of three dots matches any number of lines
 */
record ConsoleExample(String command, Pattern output) {

    private static final String PROMPT = "$ ";

    static List<ConsoleExample> in(String block) {
        List<ConsoleExample> all = new ArrayList<>();
        String command = "";
        List<String> output = new ArrayList<>();
        for (String line : block.lines().toList()) {
            if (line.startsWith(PROMPT)) {
                add(command, output, all);
                command = line.substring(PROMPT.length());
                output = new ArrayList<>();
            } else {
                output.add(line);
            }
        }
        add(command, output, all);
        return all;
    }

    private static void add(String command, List<String> output, List<ConsoleExample> all) {
        if (!command.isEmpty()) {
            all.add(new ConsoleExample(
                    command,
                    Pattern.compile(output.stream().map(ConsoleExample::line).collect(Collectors.joining()))));
        }
    }

    private static String line(String line) {
        return line.equals("...") ? "(?:.*\\R)*" : Pattern.quote(line) + "\\R";
    }
}
