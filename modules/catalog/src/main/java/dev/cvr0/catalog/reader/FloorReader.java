// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.reader;

import dev.cvr0.api.protocol.ClientVersion;
import dev.cvr0.api.text.LogSafeText;
import dev.cvr0.catalog.model.Floor;
import dev.cvr0.catalog.model.Releases;
import dev.cvr0.catalog.model.VersionChoice.Fixed;
import dev.cvr0.catalog.yaml.YamlMapping;
import dev.cvr0.catalog.yaml.YamlValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Reads the floors. */
final class FloorReader {

    private static final String LIBRARY = "library";
    private static final String BEFORE = "before";
    private static final String VIA = "via";
    private static final List<String> KEYS = List.of(LIBRARY, BEFORE, VIA, UrlReader.DOWNLOAD, UrlReader.FALLBACK);

    private final Releases releases;
    private final ProgramReader programs;
    private final UrlReader urls;

    FloorReader(Releases releases, UrlReader urls) {
        this.releases = releases;
        this.programs = ProgramReader.known(releases);
        this.urls = urls;
    }

    /** Returns the floors, the earliest first: a client that needs two gets the earlier one. */
    List<Floor> read(YamlValue floors) {
        List<Floor> read = new ArrayList<>();
        for (YamlValue floor : floors.elements("floor")) {
            floor(YamlMapping.of(floor, KEYS))
                    .filter(one -> isFirst(one, floor, read))
                    .ifPresent(read::add);
        }
        read.sort(Comparator.comparing(Floor::via));
        return read;
    }

    private Optional<Floor> floor(YamlMapping section) {
        Optional<String> library = section.require(LIBRARY).flatMap(programs::library);
        Optional<ClientVersion> before = section.require(BEFORE).flatMap(YamlValue::version);
        Optional<ClientVersion> via = section.require(VIA).flatMap(value -> via(value, before));
        Optional<UrlReader.Urls> sent = urls.read(section, via.map(Fixed::new));
        if (library.isEmpty() || before.isEmpty() || via.isEmpty() || sent.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Floor(
                section.self().location(),
                library.get(),
                before.get(),
                via.get(),
                sent.get().download(),
                sent.get().fallback()));
    }

    private Optional<ClientVersion> via(YamlValue value, Optional<ClientVersion> before) {
        Optional<ClientVersion> via = value.version();
        if (via.isPresent() && !releases.hasVersion(via.get())) {
            value.reject("is " + via.get() + ", which 'releases' lists for no library, so that whoever installs it"
                    + " becomes unknown");
        }
        if (via.isPresent() && before.isPresent() && via.get().compareTo(before.get()) >= 0) {
            value.reject("is " + via.get() + ", expected a version older than " + before.get() + ", which 'before' is");
        }
        return via;
    }

    private static boolean isFirst(Floor floor, YamlValue value, List<Floor> others) {
        Optional<Floor> twin = others.stream()
                .filter(other -> other.library().equals(floor.library())
                        && other.before().equals(floor.before()))
                .findFirst();
        twin.ifPresent(other -> value.reject("is a second one of " + LogSafeText.quote(floor.library()) + " before "
                + floor.before() + ", the first is at " + other.location() + ", expected one"));
        return twin.isEmpty();
    }
}
