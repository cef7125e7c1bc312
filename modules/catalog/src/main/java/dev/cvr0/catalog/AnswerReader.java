// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.api.protocol.ClientVersion;
import dev.cvr0.api.protocol.Excerpt;
import dev.cvr0.catalog.VersionChoice.Fixed;
import dev.cvr0.catalog.VersionChoice.Own;
import dev.cvr0.catalog.VersionChoice.Switched;
import java.util.List;
import java.util.Optional;

/** Reads what a rule, or the file as a whole, answers with. */
final class AnswerReader {

    private static final String RECOMMEND = "recommend";
    private static final String SECOND = "second";
    private static final String MINIMUM = "minimum";
    private static final String URGENCY = "urgency";
    private static final String FORCE_FROM = "force-from";
    private static final String REASON = "reason";

    /** The keys that an answer may have. */
    static final List<String> KEYS =
            List.of(RECOMMEND, SECOND, MINIMUM, URGENCY, FORCE_FROM, UrlReader.DOWNLOAD, UrlReader.FALLBACK, REASON);

    private final Releases releases;
    private final UrlReader urls;
    private final TimeReader times;

    AnswerReader(Releases releases, UrlReader urls, TimeReader times) {
        this.releases = releases;
        this.urls = urls;
        this.times = times;
    }

    Optional<Answer> read(Section section) {
        Optional<VersionChoice> recommend = section.require(RECOMMEND).flatMap(this::released);
        Optional<VersionChoice> second =
                section.find(SECOND).map(this::released).orElse(recommend);
        Optional<VersionChoice> minimum =
                minimum(section, recommend).flatMap(least -> forced(section, least, recommend));
        Optional<UrlReader.Urls> sent = urls.read(section, recommend);
        String reason = section.find(REASON).flatMap(Value::remark).orElse("");
        if (recommend.isEmpty() || second.isEmpty() || minimum.isEmpty() || sent.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Answer(
                recommend.get(),
                second.get(),
                minimum.get(),
                sent.get().download(),
                sent.get().fallback(),
                reason));
    }

    // Whoever follows advice to a version that the file does not know is refused with it.
    private Optional<VersionChoice> released(Value value) {
        Optional<VersionChoice> choice = choice(value);
        choice.ifPresent(c -> {
            if (c instanceof Fixed fixed && !releases.hasVersion(fixed.version())) {
                value.reject("is " + fixed.version() + ", which 'releases' lists for no library, so that whoever"
                        + " installs it becomes unknown");
            }
        });
        return choice;
    }

    private static Optional<VersionChoice> minimum(Section section, Optional<VersionChoice> recommend) {
        Optional<Value> urgency = section.find(URGENCY);
        if (urgency.isEmpty()) {
            return section.require(MINIMUM).flatMap(value -> minimum(value, recommend));
        }
        section.find(MINIMUM)
                .ifPresent(value -> value.reject(
                        "stands beside 'urgency', expected one of them: each says how low a" + " version may be"));
        return urgency(urgency.get(), recommend);
    }

    private static Optional<VersionChoice> urgency(Value value, Optional<VersionChoice> recommend) {
        if (value.is("required")) {
            return recommend;
        }
        if (value.is("recommended")) {
            return Optional.of(new Own());
        }
        value.text()
                .ifPresent(
                        text -> value.reject("is " + Excerpt.quote(text) + ", expected one of recommended, required"));
        return Optional.empty();
    }

    private Optional<VersionChoice> forced(Section section, VersionChoice minimum, Optional<VersionChoice> recommend) {
        Optional<Value> from = section.find(FORCE_FROM);
        if (from.isEmpty() || recommend.isEmpty()) {
            return Optional.of(minimum);
        }
        if (recommend.get().equals(minimum)) {
            from.get().reject("has no effect, because the minimum is what 'recommend' is already");
        }
        return times.instant(from.get()).map(at -> new Switched(minimum, at, recommend.get()));
    }

    private static Optional<VersionChoice> minimum(Value value, Optional<VersionChoice> recommend) {
        Optional<VersionChoice> choice = choice(value);
        if (choice.isPresent() && choice.get() instanceof Fixed least && recommend.isPresent()) {
            checkReachable(value, least.version(), recommend.get());
        }
        return choice;
    }

    private static void checkReachable(Value value, ClientVersion least, VersionChoice recommend) {
        if (recommend instanceof Own) {
            value.reject("is " + least + ", expected 'own' because 'recommend' is: a client below it could not follow");
        }
        if (recommend instanceof Fixed fixed && least.compareTo(fixed.version()) > 0) {
            value.reject("is " + least + ", expected at most " + fixed.version() + ", which 'recommend' is");
        }
    }

    private static Optional<VersionChoice> choice(Value value) {
        boolean own = value.is(VersionChoice.OWN);
        return own ? Optional.of(new Own()) : value.version().map(Fixed::new);
    }
}
