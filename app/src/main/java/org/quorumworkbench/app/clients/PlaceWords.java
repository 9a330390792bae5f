// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.clients;

import static org.quorumworkbench.ui.Resources.text;

import java.util.Locale;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.app.model.ServeWish.Place;

/** What the places are called at which a server can listen. */
final class PlaceWords extends StringConverter<Place> {

    @Override
    public String toString(@Nullable Place place) {
        return place == null ? "" : text("clients.place." + place.name().toLowerCase(Locale.ROOT));
    }

    @Override
    public Place fromString(String words) {
        return Place.SOCKET;
    }
}
