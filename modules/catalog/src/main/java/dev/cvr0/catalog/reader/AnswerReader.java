// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.reader;

import dev.cvr0.api.policy.Advice;
import dev.cvr0.api.policy.Enforcement;
import dev.cvr0.api.protocol.ClientVersion;
import dev.cvr0.catalog.model.Answer;
import dev.cvr0.catalog.model.Releases;
import dev.cvr0.catalog.model.Urls;
import dev.cvr0.catalog.model.VersionChoice;
import dev.cvr0.catalog.model.VersionChoice.BehindLatest;
import dev.cvr0.catalog.model.VersionChoice.Fixed;
import dev.cvr0.catalog.model.VersionChoice.Own;
import dev.cvr0.catalog.model.VersionChoice.Switched;
import dev.cvr0.catalog.yaml.YamlMapping;
import dev.cvr0.catalog.yaml.YamlValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the answer of a rule, or {@code otherwise}. */
record AnswerReader(Releases releases, UrlReader urls, TimeReader times) {

    private static final String OWN = "own";
    private static final String RECOMMEND = "recommend";
    private static final String SECOND = "second";
    private static final String MINIMUM = "minimum";
    private static final String URGENCY = "urgency";
    private static final String FORCE_FROM = "force-from";
    private static final String ENFORCE = "enforce";
    private static final String REASON = "reason";
    private static final String LATEST = "latest";
    private static final Pattern BEHIND_LATEST = Pattern.compile("latest - ([1-9][0-9]{0,2}) releases?");
    private static final Map<String, Enforcement> ENFORCEMENTS = Stream.of(Enforcement.values())
            .collect(Collectors.toUnmodifiableMap(Enforcement::keyword, Function.identity()));

    /** The keys that an answer may have. */
    static final List<String> KEYS = List.of(
            RECOMMEND, SECOND, MINIMUM, URGENCY, FORCE_FROM, ENFORCE, UrlReader.DOWNLOAD, UrlReader.FALLBACK, REASON);

    /** Reads the answer of a rule. The name of the rule becomes part of the reason. */
    Optional<Answer> read(String rule, YamlMapping section) {
        Optional<VersionChoice> recommend = section.require(RECOMMEND, this::released);
        Optional<VersionChoice> second = section.get(SECOND).map(this::released).orElse(recommend);
        Optional<VersionChoice> minimum =
                minimum(section, recommend).flatMap(lowest -> forced(section, lowest, recommend));
        Optional<Urls> answerUrls = urls.read(section, recommend);
        Enforcement enforcement =
                section.get(ENFORCE, AnswerReader::enforcement).orElse(Enforcement.ADVISE);
        String reason = section.get(REASON, YamlValue::singleLine).orElse("");
        if (recommend.isEmpty()
                || second.isEmpty()
                || minimum.isEmpty()
                || answerUrls.isEmpty()
                || !fits(section, List.of(recommend.get(), second.get(), minimum.get()), answerUrls.get())) {
            return Optional.empty();
        }
        return Optional.of(new Answer(
                recommend.get(),
                second.get(),
                minimum.get(),
                answerUrls.get(),
                reason.isEmpty() ? rule : rule + ": " + reason,
                enforcement));
    }

    private static Optional<Enforcement> enforcement(YamlValue value) {
        return value.text()
                .filter(word -> value.checkKnown(
                        ENFORCEMENTS.keySet(), word, "is not an enforcement", "use advise, close or 601"))
                .map(ENFORCEMENTS::get);
    }

    // The versions of clients are unknown here; with a very long one, the answer can still be too long.
    private static boolean fits(YamlMapping section, List<VersionChoice> choices, Urls answerUrls) {
        try {
            List<ClientVersion> versions = choices.stream()
                    .map(choice -> choice.constant().orElse(ClientVersion.OLDEST))
                    .toList();
            new Advice(
                    versions.get(0),
                    versions.get(1),
                    versions.get(2),
                    answerUrls.download().longest(),
                    answerUrls.fallback().longest(),
                    "");
            return true;
        } catch (IllegalArgumentException e) {
            section.self().reject("the answer does not fit in one line: " + e.getMessage() + "; shorten the URLs");
            return false;
        }
    }

    private Optional<VersionChoice> released(YamlValue value) {
        Optional<VersionChoice> choice = choice(value);
        choice.flatMap(VersionChoice::constant).ifPresent(version -> checkReleased(value, version, releases));
        return choice;
    }

    /** Rejects a version that is not a release: a client that installs it becomes unknown. */
    static void checkReleased(YamlValue value, ClientVersion version, Releases releases) {
        value.check(
                !releases.areGiven() || releases.versions().contains(version),
                version
                        + " is not a release of any library, and clients that install it become unknown; list it under"
                        + " releases");
    }

    private Optional<VersionChoice> minimum(YamlMapping section, Optional<VersionChoice> recommend) {
        Optional<YamlValue> urgency = section.get(URGENCY);
        if (urgency.isEmpty()) {
            return section.require(MINIMUM, value -> minimum(value, recommend));
        }
        section.get(MINIMUM).ifPresent(value -> value.reject("cannot be combined with urgency; remove one of them"));
        return urgency.get()
                .parse(
                        word -> switch (word) {
                            case "required" -> Optional.of(recommend);
                            case "recommended" -> Optional.of(Optional.<VersionChoice>of(new Own()));
                            default -> Optional.empty();
                        },
                        "is not an urgency; use recommended or required")
                .flatMap(minimum -> minimum);
    }

    private Optional<VersionChoice> forced(
            YamlMapping section, VersionChoice minimum, Optional<VersionChoice> recommend) {
        Optional<YamlValue> from = section.get(FORCE_FROM);
        if (from.isEmpty() || recommend.isEmpty()) {
            return Optional.of(minimum);
        }
        from.get()
                .check(
                        !recommend.get().equals(minimum),
                        "has no effect, because the minimum is already the recommended version; remove it");
        return times.instant(from.get()).map(at -> new Switched(minimum, at, recommend.get()));
    }

    private Optional<VersionChoice> minimum(YamlValue value, Optional<VersionChoice> recommend) {
        if (value.beginsWith(LATEST)) {
            return behindLatest(value, recommend);
        }
        Optional<VersionChoice> choice = choice(value);
        choice.flatMap(VersionChoice::constant).ifPresent(lowest -> {
            value.check(
                    recommend.filter(Own.class::isInstance).isEmpty(),
                    lowest + " cannot be required while recommend is 'own'; use 'own'");
            recommend
                    .flatMap(VersionChoice::constant)
                    .ifPresent(recommended -> value.check(
                            lowest.compareTo(recommended) <= 0,
                            lowest + " is newer than recommend " + recommended + "; lower it"));
        });
        return choice;
    }

    private Optional<VersionChoice> behindLatest(YamlValue value, Optional<VersionChoice> recommend) {
        value.check(releases.areGiven(), "needs the releases of the library; list them under releases");
        value.check(
                recommend.filter(Own.class::isInstance).isEmpty(), "has no effect while recommend is 'own'; use 'own'");
        Optional<Integer> count = value.parse(
                text -> Optional.of(BEHIND_LATEST.matcher(text))
                        .filter(Matcher::matches)
                        .map(matcher -> Integer.parseInt(matcher.group(1))),
                "is not a relative version; use a number of releases, such as latest - 2 releases");
        return recommend.flatMap(
                recommended -> count.map(releasesBehind -> new BehindLatest(recommended, releasesBehind, releases)));
    }

    private static Optional<VersionChoice> choice(YamlValue value) {
        if (value.isText(OWN)) {
            return Optional.of(new Own());
        }
        if (value.isTextIgnoringCase(OWN)) {
            value.reject("write 'own' in lower case");
            return Optional.empty();
        }
        return value.version().map(Fixed::new);
    }
}
