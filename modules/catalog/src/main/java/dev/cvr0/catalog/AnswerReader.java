// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.api.protocol.ClientVersion;
import dev.cvr0.catalog.VersionChoice.Fixed;
import dev.cvr0.catalog.VersionChoice.Own;
import java.util.List;
import java.util.Optional;

/** Reads what a rule, or the file as a whole, answers with. */
final class AnswerReader {

    private static final String RECOMMEND = "recommend";
    private static final String SECOND = "second";
    private static final String MINIMUM = "minimum";
    private static final String DOWNLOAD = "download";
    private static final String FALLBACK = "fallback";
    private static final String REASON = "reason";

    /** The keys that an answer may have. */
    static final List<String> KEYS = List.of(RECOMMEND, SECOND, MINIMUM, DOWNLOAD, FALLBACK, REASON);

    private final Releases releases;
    private final UrlReader urls;

    AnswerReader(Releases releases, UrlReader urls) {
        this.releases = releases;
        this.urls = urls;
    }

    Optional<Answer> read(Section section) {
        Optional<VersionChoice> recommend = section.require(RECOMMEND).flatMap(this::released);
        Optional<VersionChoice> second =
                section.find(SECOND).map(this::released).orElse(recommend);
        Optional<VersionChoice> minimum = section.require(MINIMUM).flatMap(value -> minimum(value, recommend));
        Optional<String> download = section.require(DOWNLOAD).flatMap(urls::download);
        Optional<String> fallback = section.require(FALLBACK).flatMap(urls::page);
        String reason = section.find(REASON).flatMap(Value::remark).orElse("");
        if (recommend.isEmpty() || second.isEmpty() || minimum.isEmpty() || download.isEmpty() || fallback.isEmpty()) {
            return Optional.empty();
        }
        urls.checkTogether(section.self(), download.get(), fallback.get());
        return Optional.of(
                new Answer(recommend.get(), second.get(), minimum.get(), download.get(), fallback.get(), reason));
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
