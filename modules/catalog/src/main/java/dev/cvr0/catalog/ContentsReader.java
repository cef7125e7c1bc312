// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.api.policy.UnknownClientMode;
import dev.cvr0.api.protocol.Excerpt;
import dev.cvr0.catalog.condition.During;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads what stands under the keys of a file, and checks what stands under one against what stands under another. */
final class ContentsReader {

    private static final String MODE = "mode";

    private final Section file;
    private final Problems problems;
    private final Releases releases;
    private final TimeReader times;
    private final UrlReader urls;
    private final AnswerReader answers;

    ContentsReader(Section file, Problems problems) {
        this.file = file;
        this.problems = problems;
        this.releases =
                file.require("releases").map(new ReleasesReader()::read).orElseGet(() -> new Releases(Map.of()));
        this.times = TimeReader.in(file.find("zone"));
        Languages languages =
                file.find("languages").map(new LocaleReader()::languages).orElseGet(() -> new Languages(List.of()));
        this.urls = UrlReader.with(file.find("base-url"), languages);
        this.answers = new AnswerReader(releases, urls, times);
    }

    /** Everything, unless there is no answer for those whom no rule is for. */
    Optional<Contents> read() {
        RuleIndex<Answer> rules = new RuleIndex<>(rules());
        RuleIndex<Block> blocks = new RuleIndex<>(blocks());
        List<Floor> floors =
                file.find("floors").map(new FloorReader(releases, urls)::read).orElse(List.of());
        RuleIndex<UnknownClientMode> strangers = new RuleIndex<>(strangers());
        check(rules, blocks, floors, strangers);
        Freeze freeze = file.find("freeze").map(this::freeze).orElse(Freeze.NEVER);
        boolean emergency = file.find("emergency").map(ContentsReader::isEcho).orElse(false);
        return file.require("otherwise")
                .map(value -> Section.of(value, AnswerReader.KEYS))
                .flatMap(answers::read)
                .map(otherwise -> new Contents(
                        releases,
                        rules,
                        otherwise,
                        new Strangers(strangers, otherwise),
                        floors,
                        blocks,
                        freeze,
                        emergency));
    }

    private void check(
            RuleIndex<Answer> rules,
            RuleIndex<Block> blocks,
            List<Floor> floors,
            RuleIndex<UnknownClientMode> strangers) {
        RuleChecks order = new RuleChecks(problems);
        order.order(rules);
        order.releases(rules, releases);
        order.order(blocks);
        order.releases(blocks, releases);
        order.order(strangers);
        BlockChecks targets = new BlockChecks(problems, releases, blocks.rules());
        rules.rules().forEach(targets::rule);
        floors.forEach(targets::floor);
    }

    private List<Rule<Answer>> rules() {
        ConditionReader known = conditions(ProgramReader.known(releases));
        RuleReader<Answer> reader = new RuleReader<>(known, times, AnswerReader.KEYS, answers::read);
        return file.require("rules").map(reader::read).orElse(List.of());
    }

    private List<Rule<Block>> blocks() {
        return file.find("blocked").map(new BlockReader(releases, times)::read).orElse(List.of());
    }

    // The word alone is a rule for everybody.
    private List<Rule<UnknownClientMode>> strangers() {
        Optional<Value> value = file.find("unknown-clients");
        if (value.isPresent() && value.get().isText()) {
            return mode(value.get())
                    .map(mode -> new Rule<>("unknown-clients", value.get().place(), List.of(), mode))
                    .map(List::of)
                    .orElse(List.of());
        }
        ConditionReader unknown = conditions(ProgramReader.unknown());
        return value.map(new RuleReader<>(
                        unknown,
                        times,
                        List.of(MODE),
                        section -> section.require(MODE).flatMap(ContentsReader::mode))::read)
                .orElse(List.of());
    }

    private ConditionReader conditions(ProgramReader programs) {
        ConditionReader reader = new ConditionReader(programs);
        return file.find("groups").map(reader::withGroups).orElse(reader);
    }

    private Freeze freeze(Value value) {
        Section section = Section.of(value, TimeReader.KEYS);
        During time = times.during(section);
        section.require("from");
        return new Freeze(time);
    }

    private static boolean isEcho(Value value) {
        boolean echo = value.is("echo");
        if (!echo) {
            value.reject("can be nothing but echo, which lets everybody be; leave the key out otherwise");
        }
        return echo;
    }

    private static Optional<UnknownClientMode> mode(Value value) {
        Optional<String> text = value.text();
        Optional<UnknownClientMode> mode = text.flatMap(word -> Stream.of(UnknownClientMode.values())
                .filter(one -> word(one).equals(word))
                .findFirst());
        if (text.isPresent() && mode.isEmpty()) {
            value.reject("is " + Excerpt.quote(text.get()) + ", expected one of "
                    + Stream.of(UnknownClientMode.values())
                            .map(ContentsReader::word)
                            .collect(Collectors.joining(", ")));
        }
        return mode;
    }

    private static String word(UnknownClientMode mode) {
        return mode.name().toLowerCase(Locale.ROOT);
    }
}
