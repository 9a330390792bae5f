// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.app.background.Background;
import org.quorumworkbench.app.background.Latest;
import org.quorumworkbench.app.background.PulseGate;
import org.quorumworkbench.app.preferences.Preferences;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.inspect.Inspection;
import org.quorumworkbench.core.inspect.Inspector;
import org.quorumworkbench.core.quorum.Request;
import org.quorumworkbench.core.session.Session;

/**
 * The range that is looked at: reading it, and moving about the disk. Used on the JavaFX thread,
 * where nothing waits for a child; pictures come back at most once per pulse.
 */
public final class Reading implements OpenQuorum.Follower {

    private static final SectorRange NOTHING = new SectorRange(0, 0);

    private record Finished(Latest.Ticket ticket, Inspection inspection) {}

    private final Background background;
    private final OpenQuorum quorum;
    private final Messages messages;
    private final ReadOnlyObjectWrapper<SectorRange> range = new ReadOnlyObjectWrapper<>(
            new SectorRange(0, Preferences.USUAL_SECTORS));
    private final ReadOnlyObjectWrapper<Optional<Inspection>> inspection = new ReadOnlyObjectWrapper<>(
            Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Waiting>> waiting = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final HealthCounts health = new HealthCounts();
    private final History history = new History();
    private final Latest latest = new Latest();
    private final AtomicReference<@Nullable Finished> finished = new AtomicReference<>();
    private final PulseGate gate;
    private final List<Runnable> beforeEach = new ArrayList<>();
    private Optional<Request<Inspection>> underWay = Optional.empty();
    private Optional<Notice> wrong = Optional.empty();
    private int firstCount = Preferences.USUAL_SECTORS;

    Reading(Background background, OpenQuorum quorum, Messages messages) {
        this.background = background;
        this.quorum = quorum;
        this.messages = messages;
        gate = background.gate(this::showFinished);
    }

    /** Runs before every read of a range. */
    void beforeEach(Runnable told) {
        beforeEach.add(told);
    }

    // What views read.

    /** The range that is looked at, or that has been asked for. */
    public ReadOnlyObjectProperty<SectorRange> rangeProperty() {
        return range.getReadOnlyProperty();
    }

    /** The picture of the range; while another is on its way, still the one before. */
    public ReadOnlyObjectProperty<Optional<Inspection>> inspectionProperty() {
        return inspection.getReadOnlyProperty();
    }

    /** The range that is being waited for. */
    public ReadOnlyObjectProperty<Optional<Waiting>> waitingProperty() {
        return waiting.getReadOnlyProperty();
    }

    /** The names of the children that the range is being waited for, in order. */
    public List<String> waitingFor() {
        return underWay.map(Request::waitingFor).orElse(List.of());
    }

    /** By child name. */
    public ReadOnlyObjectProperty<Map<String, ChildHealth>> healthProperty() {
        return health.healthProperty();
    }

    /** How many sectors are looked at when a quorum has been opened, 1 or more. */
    public void setFirstCount(int sectors) {
        firstCount = sectors;
    }

    // With the quorum.

    @Override
    public void left() {
        giveUp();
        history.clear();
        health.clear();
        inspection.set(Optional.empty());
        range.set(NOTHING);
    }

    @Override
    public void opened(OpenQuorum.Opened now) {
        look(now.range().orElse(new SectorRange(0, firstCount)));
    }

    @Override
    public void changed() {
        reread();
    }

    // Moving about.

    /** Goes to the range, cut to the disk, and remembers where one was. */
    public void goTo(SectorRange wanted) {
        if (quorum.sectors() > 0 && !range.get().isEmpty() && !fitted(wanted).equals(range.get())) {
            history.left(range.get());
        }
        look(wanted);
    }

    /** Goes where the text says, with as many sectors as now; a notice says so if it says nowhere. */
    public boolean goTo(String text) {
        return switch (GoTo.parse(text, range.get().first(), quorum.sectors())) {
            case GoTo.Sector(long sector) -> {
                wrong.ifPresent(messages::settle);
                goTo(new SectorRange(sector, range.get().count()));
                yield true;
            }
            case GoTo.Wrong(String why) -> {
                Notice told = new Notice(Notice.Kind.ERROR, why);
                wrong = Optional.of(told);
                messages.tell(told);
                yield false;
            }
        };
    }

    public void setCount(long count) {
        goTo(new SectorRange(range.get().first(), Math.max(1, count)));
    }

    public void nextRange() {
        SectorRange now = range.get();
        if (now.end() < quorum.sectors()) {
            goTo(new SectorRange(now.end(), now.count()));
        }
    }

    public void previousRange() {
        SectorRange now = range.get();
        goTo(new SectorRange(Math.max(0, now.first() - now.count()), now.count()));
    }

    public void firstRange() {
        goTo(new SectorRange(0, range.get().count()));
    }

    public void lastRange() {
        long count = range.get().count();
        if (quorum.sectors() > 0) {
            goTo(new SectorRange((quorum.sectors() - 1) / count * count, count));
        }
    }

    public void back() {
        history.back(range.get()).ifPresent(this::look);
    }

    public void forward() {
        history.forward(range.get()).ifPresent(this::look);
    }

    /** Reads the range again. */
    public void reread() {
        look(range.get());
    }

    /** The range cut to the disk, and to what one inspection may hold. */
    public SectorRange fitted(SectorRange wanted) {
        long all = quorum.sectors();
        long most = quorum.openedProperty().get().map(open -> Inspector.maxSectors(open.quorum().children().size()))
                .orElse(1L);
        long first = Math.max(0, Math.min(wanted.first(), all - 1));
        return new SectorRange(first, Math.max(1, Math.min(Math.min(wanted.count(), most), all - first)));
    }

    // Reading.

    private void look(SectorRange wanted) {
        quorum.session().filter(on -> quorum.sectors() > 0).ifPresent(on -> look(on, wanted));
    }

    private void look(Session session, SectorRange wanted) {
        giveUp();
        SectorRange next = fitted(wanted);
        range.set(next);
        Latest.Ticket ticket = latest.next();
        beforeEach.forEach(Runnable::run);
        Request<Inspection> turn = session.examine(next);
        underWay = Optional.of(turn);
        waiting.set(Optional.of(new Waiting(next, System.nanoTime())));
        turn.result().thenAccept(picture -> {
            finished.set(new Finished(ticket, picture));
            gate.request();
        }).exceptionally(failure -> {
            background.back(() -> notRead(ticket, failure));
            return null;
        });
    }

    private void showFinished() {
        Finished last = finished.getAndSet(null);
        if (last != null && last.ticket().isLatest()) {
            over();
            health.count(last.inspection());
            inspection.set(Optional.of(last.inspection()));
        }
    }

    /** Was given up before it had begun, if the program makes no mistake. */
    private void notRead(Latest.Ticket ticket, Throwable failure) {
        if (ticket.isLatest()) {
            over();
        }
        if (!(failure instanceof CancellationException || failure.getCause() instanceof CancellationException)) {
            background.broken(failure);
        }
    }

    private void over() {
        underWay = Optional.empty();
        waiting.set(Optional.empty());
    }

    private void giveUp() {
        Optional<Request<Inspection>> reading = underWay;
        if (reading.isPresent()) {
            latest.forget();
            over();
            reading.get().cancel();
        }
    }

    /** Stops waiting for the range; what has been read by then is shown. */
    public void cancel() {
        underWay.ifPresent(Request::cancel);
    }

    /** Shows a picture of the past in place of the range as it is now. */
    void showPast(Inspection past) {
        giveUp();
        range.set(past.range());
        inspection.set(Optional.of(past));
    }
}
